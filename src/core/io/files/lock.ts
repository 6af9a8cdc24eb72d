import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LedgerError } from '../../errors';
import { isMissing, systemCode } from './fileErrors';
import { isAlive, thisProcess, type ProcessIdentity } from './processIdentity';
import { temporaryName } from './temporaryFiles';

export interface LockOptions {
  /** On the same file system as the lock; outside every folder that Git sees. */
  readonly temporaryFolder: string;
  readonly signal?: AbortSignal | undefined;
  /** How long to wait for the holder, in milliseconds. */
  readonly timeout?: number;
  /** A lock of another machine, of which nobody can tell whether it lives, counts as left behind after this time. */
  readonly staleAfter?: number;
}

const TIMEOUT = 15_000;
/** A lock is held for milliseconds; this leaves room for a machine that sleeps in between. */
const STALE_AFTER = 120_000;
const LONGEST_PAUSE = 40;
/** A lock guards the taking over of a lock, and so on; deeper than this only age decides. */
const DEEPEST = 3;
const TAKEOVER = '-takeover';

interface Holder extends ProcessIdentity {
  readonly nonce: string;
}

/** Taking over a lock that somebody else has taken over already would break theirs: hence one nonce for each holding. */
export class Lock {
  private constructor(
    private readonly path: string,
    private readonly nonce: string,
  ) {}

  /** Waits until the lock is ours. Throws `lock-timeout` or `cancelled`. */
  static async acquire(path: string, options: LockOptions): Promise<Lock> {
    await Lock.sweep(path, options);
    return Lock.acquireAt(path, options, 0);
  }

  /** Throws when the lock was taken over meanwhile, because this process slept for longer than a lock may be held. */
  async assertHeld(): Promise<void> {
    if ((await readHolder(this.path))?.nonce !== this.nonce) {
      throw new LedgerError(
        'lock-timeout',
        `The lock ${this.path} was taken over while this process was suspended. Nothing was written; try again.`,
        { path: this.path },
      );
    }
  }

  async release(): Promise<void> {
    if ((await readHolder(this.path))?.nonce === this.nonce) {
      await rm(this.path, { force: true });
    }
  }

  private static async acquireAt(path: string, options: LockOptions, depth: number): Promise<Lock> {
    const nonce = randomBytes(12).toString('hex');
    const deadline = Date.now() + (options.timeout ?? TIMEOUT);
    for (let pause = 1; ; pause = Math.min(pause * 1.6, LONGEST_PAUSE)) {
      throwIfCancelled(options.signal);
      const holder = await readHolder(path);
      if (holder === null && (await create(path, nonce, options.temporaryFolder))) {
        return new Lock(path, nonce);
      }
      if (holder !== null && (await isLeftBehind(path, holder, options))) {
        await Lock.removeLeftBehind(path, holder, options, depth);
        continue;
      }
      if (Date.now() > deadline) {
        throw timeoutError(path, holder);
      }
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  }

  /**
   * Whoever is killed while taking over leaves the second lock behind. It would wait there until somebody has to take over
   * again, which may be never.
   */
  private static async sweep(path: string, options: LockOptions): Promise<void> {
    for (let depth = 1; depth < DEEPEST; depth += 1) {
      const guard = path + TAKEOVER.repeat(depth);
      const holder = await readHolder(guard);
      if (holder !== null && (await isLeftBehind(guard, holder, options))) {
        await Lock.removeLeftBehind(guard, holder, options, depth);
      }
    }
  }

  /**
   * Of all processes that saw the dead holder, one removes its lock: under a second lock, after reading again. The
   * second reading makes it safe, since only holders of the second lock ever remove the lock of a dead process.
   */
  private static async removeLeftBehind(
    path: string,
    dead: Holder,
    options: LockOptions,
    depth: number,
  ): Promise<void> {
    if (depth === DEEPEST) {
      await rm(path, { force: true });
      return;
    }
    const guard = await Lock.acquireAt(path + TAKEOVER, options, depth + 1);
    try {
      if ((await readHolder(path))?.nonce === dead.nonce) {
        await rm(path, { force: true });
      }
    } finally {
      await guard.release();
    }
  }
}

/** True when the lock is ours. It appears with all of its content or not at all, also when the process is killed. */
async function create(path: string, nonce: string, temporaryFolder: string): Promise<boolean> {
  const content = JSON.stringify({ ...(await thisProcess()), nonce } satisfies Holder);
  const temporary = join(temporaryFolder, await temporaryName());
  try {
    await mkdir(dirname(path), { recursive: true });
    await mkdir(temporaryFolder, { recursive: true });
    await writeNew(temporary, content);
    return await publish(temporary, path, content);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      // The cache with our temporary file was deleted this moment. The next round makes it again.
      return false;
    }
    throw unwritable(path, error);
  } finally {
    await rm(temporary, { force: true }).catch(ignoreMissing);
  }
}

/** False when somebody else was faster. */
async function publish(temporary: string, path: string, content: string): Promise<boolean> {
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'EEXIST') {
      return false;
    }
    if (!NO_LINKS.has(code)) {
      throw error;
    }
  }
  try {
    await writeNew(path, content);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** With a file where the folder should be, there is nothing to remove either. */
function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) {
    throw error;
  }
}

/** File systems without hard links (FAT, some network shares) answer so. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

async function writeNew(path: string, content: string): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
}

/** Null when there is no lock. One whose content cannot be read has an unknown holder on an unknown machine. */
async function readHolder(path: string): Promise<Holder | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) {
      return null;
    }
    throw error;
  }
  try {
    const { pid, host, started, nonce } = JSON.parse(text) as Partial<Holder>;
    if (typeof pid === 'number' && typeof host === 'string' && typeof nonce === 'string') {
      return { pid, host, started: typeof started === 'string' ? started : null, nonce };
    }
  } catch {
    // Not ours or half written on a file system without links: its age alone decides.
  }
  return { pid: 0, host: '', started: null, nonce: text };
}

async function isLeftBehind(path: string, holder: Holder, options: LockOptions): Promise<boolean> {
  const alive = await isAlive(holder);
  if (alive !== null) {
    return !alive;
  }
  const age = await ageOf(path, options.temporaryFolder);
  return age !== null && age > (options.staleAfter ?? STALE_AFTER);
}

/** By the clock of the file system, which on a network share is not ours. Null when the lock is gone. */
async function ageOf(path: string, temporaryFolder: string): Promise<number | null> {
  const temporary = join(temporaryFolder, await temporaryName());
  try {
    await mkdir(temporaryFolder, { recursive: true });
    await writeNew(temporary, '');
    return (await stat(temporary)).mtimeMs - (await stat(path)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) {
      return null;
    }
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

function timeoutError(path: string, holder: Holder | null): LedgerError {
  const who = holder === null || holder.pid === 0 ? 'another process' : `process ${holder.pid}`;
  return new LedgerError(
    'lock-timeout',
    `The ledger is being written by ${who}, which holds ${path}. Try again; if that process is gone, delete this file.`,
    { path, pid: holder?.pid ?? null },
  );
}

function unwritable(path: string, error: unknown): LedgerError {
  const words = error instanceof Error ? error.message : String(error);
  return new LedgerError(
    'ledger-unwritable',
    `${dirname(path)} cannot be written: ${words}. Check the permissions of the folder and the space on the disk.`,
    { path },
    { cause: error },
  );
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new LedgerError('cancelled', 'Cancelled.');
  }
}
