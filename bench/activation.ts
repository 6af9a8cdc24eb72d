import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { findVscode } from '../scripts/host/findVscode';
import { progressFor } from '../scripts/progress';
import { projectRoot } from '../scripts/projectRoot';
import { readBeginning } from '../src/core/io/ledger/beginning';
import { Ledger } from '../src/core/io/ledger/ledger';
import type { ProbeResult } from './activationProbe';
import { atMost, type Figure, median, notMeasured } from './figure';
import { makeLedger } from './makeLedger';

const ACTIVATION = 'activation in VS Code, loading included';
const ROWS = 'first page of a tree of 10,000 versions, after activation';
const ROUNDS = 3;

/** Each round is a VS Code of its own: an extension is activated once in the life of its host. */
export async function benchActivation(folder: string): Promise<readonly Figure[]> {
  const results: ProbeResult[] = [];
  try {
    const vscode = await findVscode(progressFor('bench'));
    const probe = await buildProbe();
    for (let round = 0; round < ROUNDS; round += 1) {
      results.push(await runProbe(path.join(folder, String(round)), vscode, probe));
    }
  } catch (error) {
    const reason = `VS Code could not be run: ${(error as Error).message.split('\n')[0] ?? ''}`;
    return [notMeasured(ACTIVATION, '≤ 60 ms', reason), notMeasured(ROWS, '≤ 150 ms', reason)];
  }
  const all = results.map(({ activation }) => `${activation.toFixed(0)} ms`).join(', ');
  return [
    atMost(ACTIVATION, 60, median(results.map(({ activation }) => activation)), 'ms', all),
    atMost(ROWS, 150, median(results.map(({ firstRows }) => firstRows)), 'ms', `${results[0]?.rows ?? 0} rows`),
  ];
}

async function runProbe(folder: string, vscode: string, probe: string): Promise<ProbeResult> {
  makeLedger(folder, { models: 1, versionsPerModel: 10_000, commits: 1 });
  // Two earlier windows: the first one left the index, the second one the beginning.
  for (let earlier = 0; earlier < 2; earlier += 1) {
    const ledger = Ledger.open(folder);
    await readBeginning(ledger, () => ledger.overview());
  }
  await rename(path.join(folder, '.model-ledger'), path.join(folder, 'ledger'));
  const result = `${folder}.json`;
  await runTests({
    vscodeExecutablePath: vscode,
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: probe,
    launchArgs: [folder],
    extensionTestsEnv: { MODEL_LEDGER_RESULT: result },
  });
  return JSON.parse(await readFile(result, 'utf8')) as ProbeResult;
}

async function buildProbe(): Promise<string> {
  const outfile = path.join(projectRoot, 'out', 'bench', 'activationProbe.js');
  await build({
    entryPoints: [path.join(projectRoot, 'bench', 'activationProbe.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'error',
  });
  return outfile;
}
