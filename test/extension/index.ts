import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { suitesBegin, suitesEnd } from '../../scripts/host/suiteMarks';

/**
 * Called inside VS Code. Runs the suites of one run (a folder beside this file), prints each test on the console, and
 * leaves the counts in a file, because an exit code alone cannot tell "all passed" from "nothing ran".
 */
export async function run(): Promise<void> {
  const name = process.env['MODEL_LEDGER_RUN'] ?? 'folder';
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: false, reporter: 'base', forbidOnly: isCi() });
  for (const file of listSuites(path.join(__dirname, name))) {
    mocha.addFile(file);
  }
  console.log(`${suitesBegin}${name}`);
  const counts = await runAll(mocha);
  report(name, counts);
  if (counts.failed > 0 || counts.passed === 0) {
    throw new Error(`${counts.failed} tests failed, ${counts.passed} passed`);
  }
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function runAll(mocha: Mocha): Promise<Counts> {
  return new Promise((resolve) => {
    let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
    const runner = mocha.run(() => resolve(counts));
    runner.on('pass', (test) => {
      counts = { ...counts, passed: counts.passed + 1 };
      console.log(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on('fail', (test, error: unknown) => {
      counts = { ...counts, failed: counts.failed + 1 };
      console.log(
        `  ✗ ${test.fullTitle()}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    });
    runner.on('pending', (test) => {
      counts = { ...counts, skipped: counts.skipped + 1 };
      console.log(`  - ${test.fullTitle()} (skipped)`);
    });
  });
}

function report(name: string, counts: Counts): void {
  console.log(`${suitesEnd}${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  const file = process.env['MODEL_LEDGER_RESULT'];
  if (file !== undefined) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ runner: `VS Code: ${name}`, ...counts }));
  }
}

function listSuites(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.js'))
    .map((file) => path.join(folder, file))
    .sort();
}

function isCi(): boolean {
  return process.env['CI'] === 'true';
}
