// npm run test:vscode [run …]: the suites of test/extension, inside a real VS Code, one start for each kind of workspace.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { buildBundles } from './build';
import { buildSuites } from './buildSuites';
import { findVscode } from './host/findVscode';
import { PlainError, runMain } from './plainError';
import { type Progress, progressFor } from './progress';
import { projectRoot } from './projectRoot';
import { addUp, clearResult, type Counts, describeCounts, readResult, resultFile, writeResult } from './results';
import { type VscodeRun, vscodeRuns } from './vscodeRuns';

await runMain(async () => {
  const progress = progressFor('test:vscode');
  clearResult('vscode');
  const runs = chooseRuns(process.argv.slice(2));
  await buildBundles(progress);
  const suites = await buildSuites();
  const vscode = await findVscode(progress);
  const results: Counts[] = [];
  for (const run of runs) {
    results.push(await runSuites(run, suites, vscode, progress));
  }
  const total = addUp('VS Code suites', results);
  results.forEach((counts) => console.log(describeCounts(counts)));
  writeResult('vscode', total);
  console.log(describeCounts(total));
  return total.failed === 0 ? 0 : 1;
});

function chooseRuns(names: readonly string[]): readonly VscodeRun[] {
  const unknown = names.filter((name) => !vscodeRuns.some((run) => run.name === name));
  if (unknown.length > 0) {
    const known = vscodeRuns.map((run) => run.name).join(', ');
    throw new PlainError(`There is no run named ${unknown.join(', ')}. The runs are ${known}.`);
  }
  return names.length === 0 ? vscodeRuns : vscodeRuns.filter((run) => names.includes(run.name));
}

async function runSuites(
  run: VscodeRun,
  suites: string,
  vscode: string | undefined,
  progress: Progress,
): Promise<Counts> {
  const name = `vscode-${run.name}`;
  clearResult(name);
  const folder = await mkdtemp(path.join(tmpdir(), `model-ledger-${run.name}-`));
  try {
    progress(`Run "${run.name}": making its workspace …`);
    const workspace = await run.create(folder);
    const code = await startVscode({ run, suites, vscode, workspace, result: resultFile(name) });
    const counts = readResult(name);
    // A suite that passed inside a VS Code that failed afterwards has not passed.
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Start {
  readonly run: VscodeRun;
  readonly suites: string;
  readonly vscode: string | undefined;
  readonly workspace: string;
  readonly result: string;
}

async function startVscode({ run, suites, vscode, workspace, result }: Start): Promise<number> {
  try {
    return await runTests({
      vscodeExecutablePath: vscode,
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: suites,
      launchArgs: [workspace],
      extensionTestsEnv: { MODEL_LEDGER_RUN: run.name, MODEL_LEDGER_RESULT: result },
    });
  } catch (error) {
    // runTests throws for failed tests, which have been printed and counted.
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
