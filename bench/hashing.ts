import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { hashFile } from '../src/core/io/files/hashFile';
import { atLeast, type Figure, median, notMeasured } from './figure';

const SIZE = 512 * 2 ** 20;
const ROUNDS = 3;
const WHAT = 'hashing an artifact of 512 MiB, against sha256sum';

/** Both read the same file in turns, so that neither has the warmer cache. */
export async function benchHashing(folder: string): Promise<readonly Figure[]> {
  const file = path.join(folder, 'artifact.bin');
  await writeRandom(file);
  const run = promisify(execFile);
  const theirs: number[] = [];
  const ours: number[] = [];
  let calls = 0;
  try {
    await run('sha256sum', [file]);
  } catch (error) {
    return [notMeasured(WHAT, '≥ 0.9 ×', `sha256sum cannot be run: ${(error as Error).message}`)];
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    theirs.push(await time(() => run('sha256sum', [file])));
    ours.push(await time(() => hashFile(file, { onProgress: () => (calls += 1) })));
  }
  const rss = process.memoryUsage().rss / 1e6;
  const speed = (seconds: number): string => `${(SIZE / 1e6 / seconds).toFixed(0)} MB/s`;
  const note = `${speed(median(ours))} against ${speed(median(theirs))}; ${calls} progress calls, process ${rss.toFixed(0)} MB`;
  return [atLeast(WHAT, 0.9, median(theirs) / median(ours), '×', note)];
}

async function writeRandom(file: string): Promise<void> {
  const handle = await open(file, 'w');
  const block = randomBytes(2 ** 20);
  for (let written = 0; written < SIZE; written += block.length) {
    await handle.write(block);
  }
  await handle.close();
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - started) / 1e9;
}
