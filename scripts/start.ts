// npm start [-- --hosted] [-- --port N]: builds and packs the extension and opens VS Code on a copy of the sample with it
// installed: a desktop VS Code where there is one, else the browser-hosted one until Ctrl+C.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildBundles } from './build';
import { findDesktop } from './host/findDesktop';
import { installHost } from './host/installHost';
import { openDesktop } from './host/openDesktop';
import { startHost } from './host/startHost';
import { workbenchAddress } from './host/workbenchAddress';
import { packageExtension } from './packageExtension';
import { PlainError, runMain } from './plainError';
import { type Progress, progressFor } from './progress';
import { resultsFolder } from './projectRoot';
import { exitOnSignals, nextEndSignal } from './runProcess';
import { createSampleWorkspace } from './sampleWorkspace';

await runMain(async () => {
  const wish = readWish();
  const progress = progressFor('start');
  await buildBundles(progress);
  const vsix = await packageExtension({ progress });
  progress('Making a copy of the sample project …');
  const sample = path.join(await mkdtemp(path.join(tmpdir(), 'model-ledger-')), 'sample');
  await createSampleWorkspace(sample);
  const desktop = wish.hosted ? undefined : findDesktop();
  if (desktop !== undefined) {
    progress(`Opening VS Code (${desktop}) on ${sample} …`);
    await openDesktop({ program: desktop, vsix, workspace: sample, file: path.join(sample, 'README.md') });
    console.log(`Model Ledger is open in VS Code on ${sample}`);
    return 0;
  }
  return serve({ vsix, sample, port: wish.port, progress });
});

interface Service {
  readonly vsix: string;
  readonly sample: string;
  readonly port: number | undefined;
  readonly progress: Progress;
}

async function serve({ vsix, sample, port, progress }: Service): Promise<number> {
  progress('No desktop VS Code here: using the browser-hosted one.');
  const installation = await installHost(progress);
  const stopExiting = exitOnSignals();
  progress('Starting it …');
  const logFile = path.join(resultsFolder, 'start-host.log');
  const host = await startHost({
    installation,
    vsixFiles: [vsix],
    logFile,
    port,
    // The sample's page says what to try, in which order.
    settings: { 'workbench.startupEditor': 'readme' },
  });
  console.log(`\nModel Ledger is open at ${workbenchAddress(host.origin, sample)}\n`);
  console.log(`The sample project is ${sample}. Press Ctrl+C to end.`);
  stopExiting();
  const ended = await Promise.race([nextEndSignal(), host.ended]);
  await host.stop();
  if (ended === undefined) {
    throw new PlainError(`The browser-hosted VS Code ended by itself; its log is ${logFile}.`);
  }
  console.log('Model Ledger is closed.');
  return 0;
}

function readWish(): { hosted: boolean; port: number | undefined } {
  const { values } = parseArgs({ options: { hosted: { type: 'boolean' }, port: { type: 'string' } } });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new PlainError(`--port ${values.port} is no port number. Name one from 1 to 65535, or leave it out.`);
  }
  // Someone who names a port wants the browser.
  return { hosted: values.hosted === true || port !== undefined, port };
}
