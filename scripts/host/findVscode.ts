import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { bundleScript } from '../bundleScript.mjs';
import { PlainError } from '../plainError';
import type { Progress } from '../progress';
import { projectRoot, testCacheFolder } from '../projectRoot';
import { findBrowser } from './findBrowser';
import { hasDisplay } from './findDesktop';
import { installHost } from './installHost';

const desktopVersion = 'stable';

/**
 * The program that runTests starts: a downloaded desktop VS Code where there is a display and a way to download one, else
 * our launcher of the browser-hosted one. MODEL_LEDGER_VSCODE (desktop or hosted) decides instead.
 */
export async function findVscode(progress: Progress): Promise<string> {
  const wish = process.env['MODEL_LEDGER_VSCODE'];
  if (wish !== undefined && wish !== 'desktop' && wish !== 'hosted') {
    throw new PlainError(`MODEL_LEDGER_VSCODE is "${wish}"; it may be "desktop" or "hosted", or be left out.`);
  }
  if (wish === 'desktop') {
    return download(progress);
  }
  if (wish === undefined && hasDisplay() && (await canDownload())) {
    return download(progress);
  }
  progress('Using the browser-hosted VS Code.');
  // Installed here once, so that the runs that follow only start it.
  await installHost(progress);
  await findBrowser(progress);
  return bundleScript(path.join(projectRoot, 'scripts', 'host', 'launcher.ts'));
}

async function download(progress: Progress): Promise<string> {
  progress(`Downloading VS Code (once for each release) …`);
  return downloadAndUnzipVSCode({ version: desktopVersion, cachePath: testCacheFolder });
}

async function canDownload(): Promise<boolean> {
  const address = 'https://update.code.visualstudio.com/api/releases/stable';
  const response = await fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
  await response?.body?.cancel();
  return response?.ok === true;
}
