import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PlainError } from '../plainError';
import type { Progress } from '../progress';
import { testCacheFolder } from '../projectRoot';
import { runProcess } from '../runProcess';
import { withInstallLock } from './installLock';

const packagedBrowser = '@sparticuz/chromium@149.0.0';

const namesOnPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const installedPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export interface Browser {
  readonly executablePath: string;
  readonly args: readonly string[];
}

// What a browser needs to run as root in a container, and to stay silent on the network.
const quietArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A Chromium for playwright-core, which brings none: the one that MODEL_LEDGER_BROWSER names, an installed one, or one from
 * the npm registry, installed on first use.
 */
export async function findBrowser(progress: Progress): Promise<Browser> {
  const named = process.env['MODEL_LEDGER_BROWSER'];
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) {
      throw new PlainError(`MODEL_LEDGER_BROWSER names ${named}, which cannot be started. Correct it or leave it out.`);
    }
    return { executablePath: named, args: quietArgs };
  }
  const installed = findInstalled();
  return { executablePath: installed ?? (await installPackagedBrowser(progress)), args: quietArgs };
}

function findInstalled(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => namesOnPath.map((name) => path.join(folder, name)));
  return [...onPath, ...installedPlaces].find(isExecutable);
}

async function installPackagedBrowser(progress: Progress): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new PlainError(
      'No Chromium, Chrome or Edge was found. Install one, or name its program in MODEL_LEDGER_BROWSER, and run this again.',
    );
  }
  const folder = path.join(testCacheFolder, 'browser');
  mkdirSync(folder, { recursive: true });
  const packageFolder = path.join(folder, 'node_modules', '@sparticuz', 'chromium');
  await withInstallLock(folder, progress, async () => {
    if (!existsSync(packageFolder)) {
      progress(`No Chromium or Chrome found: installing ${packagedBrowser} from npm (66 MB, once) …`);
      const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error', packagedBrowser];
      const result = await runProcess({ command: 'npm', args, cwd: folder });
      if (result.code !== 0) {
        throw new PlainError(
          'No browser was found, and none could be installed from npm. Install Chromium or Chrome, or name its program in ' +
            `MODEL_LEDGER_BROWSER, and run this again.\n${result.output.trimEnd()}`,
        );
      }
    }
  });
  return unpackBrowser(folder);
}

async function unpackBrowser(folder: string): Promise<string> {
  const entry = createRequire(path.join(folder, 'package.json')).resolve('@sparticuz/chromium');
  const loaded: unknown = await import(pathToFileURL(entry).href);
  const { default: chromium } = loaded as { default: { executablePath(): Promise<string> } };
  // It unpacks itself into the folder for temporary files, which is where its libraries look for each other.
  return chromium.executablePath();
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
