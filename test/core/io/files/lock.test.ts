import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Lock } from '../../../../src/core/io/files/lock';
import { thisProcess } from '../../../../src/core/io/files/processIdentity';
import { bundleScript, startScript } from '../../../support/runScript';
import { temporaryFolder } from '../../../support/temporaryFolder';

interface Place {
  readonly folder: string;
  readonly path: string;
  readonly options: { readonly temporaryFolder: string; readonly timeout: number };
}

async function place(): Promise<Place> {
  const folder = await temporaryFolder();
  return { folder, path: join(folder, '.lock'), options: { temporaryFolder: join(folder, 'tmp'), timeout: 200 } };
}

async function leaveLock(path: string, holder: Readonly<Record<string, unknown>>): Promise<void> {
  await writeFile(path, JSON.stringify({ ...(await thisProcess()), nonce: 'left-behind', ...holder }));
}

/** The id of a process that has ended. */
async function deadPid(folder: string): Promise<number> {
  const running = startScript(await bundleScript('', folder), []);
  await running.ended;
  return running.child.pid ?? 0;
}

describe('Lock', () => {
  it('is held by one at a time and leaves nothing behind', async () => {
    const { folder, path, options } = await place();
    let inside = 0;
    let most = 0;
    const work = async () => {
      const lock = await Lock.acquire(path, { ...options, timeout: 30_000 });
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 1));
      await lock.assertHeld();
      inside -= 1;
      await lock.release();
    };

    await Promise.all(Array.from({ length: 20 }, work));

    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual(['tmp']);
    expect(await readdir(options.temporaryFolder)).toEqual([]);
  });

  it('gives up with the name of the file and of the process that holds it', async () => {
    const { path, options } = await place();
    await Lock.acquire(path, options);

    const second = Lock.acquire(path, options);

    await expect(second).rejects.toMatchObject({ code: 'lock-timeout', data: { path, pid: process.pid } });
    await expect(second).rejects.toThrow(`process ${process.pid}`);
  });

  it('takes over at once what a dead process left', async () => {
    const { folder, path, options } = await place();
    await leaveLock(path, { pid: await deadPid(folder) });

    const lock = await Lock.acquire(path, options);

    await lock.assertHeld();
    await lock.release();
    expect((await readdir(folder)).filter((name) => name.startsWith('.lock'))).toEqual([]);
  });

  it('clears away what a process left that died while it took over', async () => {
    const { folder, path, options } = await place();
    const pid = await deadPid(folder);
    for (const name of ['-takeover', '-takeover-takeover']) {
      await leaveLock(path + name, { pid });
    }

    await (await Lock.acquire(path, options)).release();

    expect((await readdir(folder)).filter((name) => name.startsWith('.lock'))).toEqual([]);
  });

  it('leaves a takeover alone that is under way', async () => {
    const { folder, path, options } = await place();
    await leaveLock(`${path}-takeover`, {});

    await (await Lock.acquire(path, options)).release();

    expect(await readdir(folder)).toContain('.lock-takeover');
  });

  it('does not mistake a process for an earlier one with the same id', async () => {
    const { path, options } = await place();
    await leaveLock(path, { started: 'long ago' });

    await (await Lock.acquire(path, options)).release();
  });

  it('gives the lock of a dead process to one of many, even when a taker has died too', async () => {
    const { folder, path, options } = await place();
    const pid = await deadPid(folder);
    await leaveLock(path, { pid });
    await leaveLock(`${path}-takeover`, { pid, nonce: 'also left behind' });
    let inside = 0;
    let most = 0;

    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const lock = await Lock.acquire(path, { ...options, timeout: 30_000 });
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 2));
        inside -= 1;
        await lock.release();
      }),
    );

    expect(most).toBe(1);
    expect((await readdir(folder)).filter((name) => name.startsWith('.lock'))).toEqual([]);
  });

  it.each([
    ['of another machine', JSON.stringify({ pid: 1, host: 'elsewhere', started: null, nonce: 'theirs' })],
    ['that is empty', ''],
    ['that is no lock', 'locked by hand'],
  ])('waits for a lock %s, and takes it over when it is old', async (_, content) => {
    const { path, options } = await place();
    await writeFile(path, content);

    await expect(Lock.acquire(path, options)).rejects.toMatchObject({ code: 'lock-timeout' });
    const longAgo = new Date(Date.now() - 600_000);
    await utimes(path, longAgo, longAgo);

    await (await Lock.acquire(path, options)).release();
  });

  it('notices that it was taken over, and then does not release what is another’s', async () => {
    const { path, options } = await place();
    const lock = await Lock.acquire(path, options);
    await leaveLock(path, { nonce: 'the next holder' });

    await expect(lock.assertHeld()).rejects.toMatchObject({ code: 'lock-timeout' });
    await lock.release();

    expect(await readFile(path, 'utf8')).toContain('the next holder');
  });

  it.each(['.model-ledger', '.model-ledger/tmp'])(
    'says at once that %s is a file where a folder should be',
    async (name) => {
      const folder = await temporaryFolder();
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), 'in the way');

      const acquiring = Lock.acquire(join(folder, '.model-ledger', '.lock'), {
        temporaryFolder: join(folder, '.model-ledger', 'tmp'),
        timeout: 0,
      });

      await expect(acquiring).rejects.toMatchObject({ code: 'ledger-unwritable' });
    },
  );

  it('can be cancelled while waiting', async () => {
    const { path, options } = await place();
    await Lock.acquire(path, options);
    const controller = new AbortController();
    const waiting = Lock.acquire(path, { ...options, timeout: 30_000, signal: controller.signal });

    controller.abort();

    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('is not disturbed by losing its temporary folder', async () => {
    const { path, options } = await place();
    const lock = await Lock.acquire(path, options);
    await rm(options.temporaryFolder, { recursive: true });
    await lock.assertHeld();
    await lock.release();

    await (await Lock.acquire(path, options)).release();
  });
});
