import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCode } from './fileErrors';
import { temporaryName } from './temporaryFiles';

export interface AtomicWrite {
  /** On the same file system as the target; made when it is not there. */
  readonly temporaryFolder: string;
  /** Survive a power failure too: the file and its folder are flushed. */
  readonly durable: boolean;
  /** Runs when the temporary file is complete and nothing has been published; what it throws stops the write. */
  readonly beforeCommit?: () => Promise<void>;
}

/** In parts where putting them together would only fill the memory. */
type FileContent = string | Uint8Array | readonly Uint8Array[];

/** How long a folder that somebody deletes under us is made again, in milliseconds. */
const PATIENCE = 5000;

/** Afterwards `target` has all of `content`; if this throws or the process dies, `target` is as it was. */
export async function writeFileAtomic(target: string, content: FileContent, options: AtomicWrite): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      await writeOnce(target, content, options);
      return;
    } catch (error) {
      // The cache may be deleted at any time, also between making its folder and using it.
      if (systemCode(error) !== 'ENOENT' || Date.now() > deadline) {
        throw error;
      }
    }
  }
}

async function writeOnce(target: string, content: FileContent, options: AtomicWrite): Promise<void> {
  await mkdir(options.temporaryFolder, { recursive: true });
  await makeFolder(dirname(target), options.durable);
  const temporary = join(options.temporaryFolder, await temporaryName());
  try {
    const handle = await open(temporary, 'wx');
    try {
      const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
      for (const part of parts) {
        await handle.writeFile(part);
      }
      if (options.durable) {
        await handle.sync();
      }
    } finally {
      await handle.close();
    }
    await options.beforeCommit?.();
    await renamePatiently(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  if (options.durable) {
    await syncFolder(dirname(target));
  }
}

/** Makes a folder and its missing parents; with `durable`, their entries are flushed as well. */
export async function makeFolder(folder: string, durable: boolean): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined || !durable) {
    return;
  }
  for (let path = folder; path.length >= first.length; path = dirname(path)) {
    await syncFolder(dirname(path));
  }
}

const BUSY = new Set(['EPERM', 'EBUSY', 'EACCES']);
const RENAME_ATTEMPTS = process.platform === 'win32' ? 8 : 1;

/** On Windows a virus scanner or an indexer may hold a file for some milliseconds. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (attempt >= RENAME_ATTEMPTS || !BUSY.has(systemCode(error) ?? '')) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt));
    }
  }
}

/** Folders cannot be opened on Windows, and some network file systems refuse to flush them. */
const CANNOT_SYNC = new Set(['EPERM', 'EISDIR', 'EINVAL', 'EACCES', 'ENOTSUP', 'EBADF']);

export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch (error) {
    if (!CANNOT_SYNC.has(systemCode(error) ?? '')) {
      throw error;
    }
  } finally {
    await handle?.close();
  }
}
