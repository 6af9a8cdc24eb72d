import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = path.resolve(import.meta.dirname, '../../scripts/addUpResults.mjs');
const runners = ['unit', 'vscode', 'e2e', 'services', 'check'];

describe('adding up the results of CI', () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(path.join(tmpdir(), 'model-ledger-results-'));
    mkdirSync(path.join(project, 'scripts'));
    mkdirSync(path.join(project, 'test-results'));
    cpSync(script, path.join(project, 'scripts', 'addUpResults.mjs'));
  });

  afterEach(() => {
    rmSync(project, { recursive: true });
  });

  it('passes when every runner did', () => {
    runners.forEach((name) => leave(name, 3, 0));

    expect(addUp(['0', '0', '0'])).toEqual({ code: 0, last: '15 passed, 0 failed' });
  });

  it('fails when a test did', () => {
    runners.forEach((name) => leave(name, 3, name === 'e2e' ? 2 : 0));

    expect(addUp(['1', '0', '0'])).toEqual({ code: 1, last: '15 passed, 2 failed' });
  });

  it('counts a runner that left no result as a failure', () => {
    runners.filter((name) => name !== 'vscode').forEach((name) => leave(name, 1, 0));

    expect(addUp(['0', '0', '0'])).toEqual({ code: 1, last: '4 passed, 1 failed' });
  });

  it('fails when a command failed that counted nothing', () => {
    runners.forEach((name) => leave(name, 1, 0));

    expect(addUp(['0', '137', '0'])).toEqual({ code: 1, last: '5 passed, 1 failed' });
  });

  function leave(name: string, passed: number, failed: number): void {
    const file = path.join(project, 'test-results', `${name}.counts.json`);
    writeFileSync(file, JSON.stringify({ runner: name, passed, failed, skipped: 0 }));
  }

  function addUp(codes: readonly string[]): { code: number | null; last: string | undefined } {
    const copy = path.join(project, 'scripts', 'addUpResults.mjs');
    const { status, stdout } = spawnSync(process.execPath, [copy, ...codes], { encoding: 'utf8' });
    return { code: status, last: stdout.trimEnd().split('\n').at(-1) };
  }
});
