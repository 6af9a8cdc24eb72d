import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../../scripts/host/findBrowser';
import { installHost } from '../../../scripts/host/installHost';
import { startHost } from '../../../scripts/host/startHost';
import { workbenchAddress } from '../../../scripts/host/workbenchAddress';
import { resultsFolder } from '../../../scripts/projectRoot';
import { createSampleWorkspace } from '../../../scripts/sampleWorkspace';
import { Workbench } from './workbench';

export interface WorkbenchOptions {
  /** Fills an empty folder and answers what to open; without it a fresh copy of the sample is opened. */
  readonly create?: (folder: string) => Promise<string>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Asks whether the folder is trusted, as a new VS Code does; off, it is. */
  readonly workspaceTrust?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Pixels of a picture for each of the page: 2 makes pictures for documents. */
  readonly scale?: number;
}

export interface OpenWorkbench extends Workbench {
  /** Absolute path of what was opened. */
  readonly workspace: string;
  /** An empty page of the same browser, apart from the workbench. The caller closes it. */
  openPage(): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Starts a browser-hosted VS Code with the packaged extension (MODEL_LEDGER_VSIX, set by "npm run test:e2e") on a workspace
 * of its own, and opens it in a browser. The caller closes it.
 */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<OpenWorkbench> {
  const vsix = process.env['MODEL_LEDGER_VSIX'];
  if (vsix === undefined) {
    throw new Error('MODEL_LEDGER_VSIX names no package. Run these tests with "npm run test:e2e".');
  }
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.reverse()) {
      await closer();
    }
  };
  try {
    const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'model-ledger-e2e-')));
    closers.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const workspace = await (options.create ?? createSample)(folder);
    const host = await startHost({
      installation: await installHost(console.log),
      vsixFiles: [vsix],
      settings: options.settings,
      workspaceTrust: options.workspaceTrust,
      logFile: path.join(resultsFolder, 'e2e-host.log'),
    });
    closers.push(() => host.stop());
    const browser = await launchBrowser(console.log);
    closers.push(() => browser.close());
    const page = await browser.newPage({
      viewport: options.viewport ?? { width: 1440, height: 900 },
      deviceScaleFactor: options.scale ?? 1,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const address = workbenchAddress(host.origin, workspace);
    await page.goto(address);
    const workbench = new Workbench(page);
    await workbench.waitUntilReady();
    return Object.assign(workbench, { workspace, close, openPage: () => browser.newPage() });
  } catch (error) {
    await close();
    throw error;
  }
}

async function createSample(folder: string): Promise<string> {
  const sample = path.join(folder, 'sample');
  await createSampleWorkspace(sample);
  return sample;
}
