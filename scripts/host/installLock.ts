import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Progress } from '../progress';

/** Lets one process at a time install into a folder: "npm start" and "npm test" may meet in a fresh clone. */
export async function withInstallLock(folder: string, progress: Progress, work: () => Promise<void>): Promise<void> {
  const file = path.join(folder, 'installing.pid');
  for (let waits = 0; !take(file); waits += 1) {
    if (waits % 15 === 0) {
      progress('Another process is installing here; waiting for it.');
    }
    await delay(1000);
  }
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    // A link appears whole or not at all, so that nobody ever reads a lock without its owner.
    linkSync(own, file);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw error;
    }
  } finally {
    rmSync(own, { force: true });
  }
  if (isOwnerAlive(file)) {
    return false;
  }
  rmSync(file, { force: true });
  return take(file);
}

function isOwnerAlive(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch {
    // Gone, unreadable or half written: whoever wrote it is not installing any more.
    return false;
  }
}
