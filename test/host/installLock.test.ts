import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withInstallLock } from '../../scripts/host/installLock';

describe('the lock of an install', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'model-ledger-lock-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is there during the work and gone after it', async () => {
    let during = false;

    await withInstallLock(folder, ignore, async () => {
      during = existsSync(lockFile());
    });

    expect([during, existsSync(lockFile())]).toEqual([true, false]);
  });

  it('lets one at a time work', async () => {
    const steps: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      steps.push(`${name} ends`);
    };

    await Promise.all(['a', 'b'].map((name) => withInstallLock(folder, ignore, work(name))));

    expect(steps.map((step) => step.slice(2))).toEqual(['begins', 'ends', 'begins', 'ends']);
    expect(steps[0]?.[0]).toBe(steps[1]?.[0]);
  });

  it('is taken over from a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(lockFile(), String(pid));
    let worked = false;

    await withInstallLock(folder, ignore, async () => {
      worked = true;
    });

    expect(worked).toBe(true);
  });

  it('is given back when the work fails', async () => {
    const failing = withInstallLock(folder, ignore, () => Promise.reject(new Error('no network')));

    await expect(failing).rejects.toThrow('no network');
    expect(existsSync(lockFile())).toBe(false);
  });

  function lockFile(): string {
    return path.join(folder, 'installing.pid');
  }
});

function ignore(): void {
  // Nobody reads the progress of these tests.
}
