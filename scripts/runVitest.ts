import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, resultsFolder } from './projectRoot';
import { clearResult, type Counts, describeCounts, readResult, writeResult } from './results';
import { runProcess } from './runProcess';

export interface VitestRun {
  /** Names the files in test-results/. */
  readonly name: string;
  readonly title: string;
  readonly config?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly args: readonly string[];
}

/** Runs Vitest, shows it, and leaves its counts for whoever adds them up. Answers the exit code. */
export async function runVitest(run: VitestRun): Promise<number> {
  clearResult(run.name);
  const report = path.join(resultsFolder, `${run.name}.vitest.json`);
  rmSync(report, { force: true });
  const { code } = await runProcess({
    command: process.execPath,
    args: [
      path.join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      ...(run.config === undefined ? [] : ['--config', run.config]),
      ...run.args,
    ],
    cwd: projectRoot,
    env: { ...process.env, ...run.env },
    output: 'show',
  });
  if (existsSync(report)) {
    writeResult(run.name, readReport(run.title, report, code));
  }
  const counts = readResult(run.name);
  console.log(describeCounts(counts));
  return counts.failed === 0 ? code : 1;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

function readReport(title: string, file: string, code: number): Counts {
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  // A file that cannot be loaded has no tests to count, and yet it failed.
  const broken = report.testResults.filter((r) => r.status === 'failed' && r.assertionResults.length === 0).length;
  const failed = report.numFailedTests + broken;
  return {
    runner: title,
    passed: report.numPassedTests,
    // An unhandled error fails the run without failing a test.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
