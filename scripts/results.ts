import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { resultsFolder } from './projectRoot';

/** What one runner found; a runner that left none has died, which counts as one failure. */
export interface Counts {
  readonly runner: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function resultFile(name: string): string {
  return path.join(resultsFolder, `${name}.counts.json`);
}

/** Removes what an earlier run left, so that it is never taken for this one's. */
export function clearResult(name: string): void {
  mkdirSync(resultsFolder, { recursive: true });
  rmSync(resultFile(name), { force: true });
}

export function writeResult(name: string, counts: Counts): void {
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(resultFile(name), JSON.stringify(counts));
}

export function readResult(name: string): Counts {
  const file = resultFile(name);
  if (!existsSync(file)) {
    return { runner: `${name} (ended without a result)`, passed: 0, failed: 1, skipped: 0 };
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Counts;
}

export function addUp(runner: string, all: readonly Counts[]): Counts {
  return {
    runner,
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

export function describeCounts({ runner, passed, failed, skipped }: Counts): string {
  return `${runner}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
