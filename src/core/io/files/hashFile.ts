import { createHash } from 'node:crypto';
import { open, stat, type FileHandle } from 'node:fs/promises';
import type { BigIntStats } from 'node:fs';
import { LedgerError } from '../../errors';
import { isMissing } from './fileErrors';
import { throwIfCancelled } from './lock';

export interface HashOptions {
  readonly algorithm?: 'sha256' | 'md5' | 'sha1';
  /** Bytes so far and in all; called about a hundred times a gigabyte. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface HashedFile {
  readonly digest: string;
  readonly size: number;
}

/** Large enough to keep a disk busy, small enough for the host to answer in between. */
const CHUNK = 1024 * 1024;
const PROGRESS_EVERY = 8 * CHUNK;

/**
 * The digest of a file, in constant memory. Throws `artifact-missing`, `artifact-not-a-file`, `cancelled`, and
 * `artifact-changed-while-read` when somebody wrote to it meanwhile, since such a digest belongs to no file.
 */
export async function hashFile(path: string, options: HashOptions = {}): Promise<HashedFile> {
  return readWhole(path, options, null);
}

/** As `hashFile`, and every byte is written to `sink` on the way. */
export async function hashWhileCopying(path: string, sink: FileHandle, options: HashOptions): Promise<HashedFile> {
  return readWhole(path, options, sink);
}

async function readWhole(path: string, options: HashOptions, sink: FileHandle | null): Promise<HashedFile> {
  const handle = await openFile(path);
  try {
    const before = await handle.stat({ bigint: true });
    const hashed = await digest(handle, Number(before.size), options, sink);
    await requireUnchanged(path, handle, before, hashed.size);
    return hashed;
  } finally {
    await handle.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    // Asked before opening, which would wait for ever at a pipe.
    if (!(await stat(path)).isFile()) {
      throw new LedgerError('artifact-not-a-file', `${path} is not a regular file. Name a file to record.`, { path });
    }
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof LedgerError) {
      throw error;
    }
    if (isMissing(error)) {
      throw new LedgerError('artifact-missing', `${path} does not exist. Check the path.`, { path }, { cause: error });
    }
    throw new LedgerError(
      'source-unreadable',
      `${path} cannot be read: ${(error as Error).message}.`,
      { path },
      { cause: error },
    );
  }
}

/** Reads the next chunk while this one is hashed and written: the three take turns with two buffers. */
async function digest(
  handle: FileHandle,
  total: number,
  options: HashOptions,
  sink: FileHandle | null,
): Promise<HashedFile> {
  const hash = createHash(options.algorithm ?? 'sha256');
  const size = Math.max(1, Math.min(CHUNK, total + 1));
  let buffer = Buffer.allocUnsafe(size);
  let spare = Buffer.allocUnsafe(size);
  let done = 0;
  let reported = 0;
  let { bytesRead } = await handle.read(buffer, 0, size, done);
  while (bytesRead > 0) {
    throwIfCancelled(options.signal);
    const chunk = buffer.subarray(0, bytesRead);
    const position = done;
    done += bytesRead;
    const next = handle.read(spare, 0, size, done);
    const written = sink === null ? null : writeFully(sink, chunk, position);
    hash.update(chunk);
    // Both are awaited together, so that a failure of one leaves no promise behind.
    const [read] = await Promise.all([next, written]);
    [buffer, spare] = [spare, buffer];
    bytesRead = read.bytesRead;
    if (done - reported >= PROGRESS_EVERY || bytesRead === 0) {
      reported = done;
      options.onProgress?.(done, Math.max(total, done));
    }
  }
  return { digest: hash.digest('hex'), size: done };
}

async function writeFully(sink: FileHandle, chunk: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    const { bytesWritten } = await sink.write(chunk, written, chunk.length - written, position + written);
    written += bytesWritten;
  }
}

async function requireUnchanged(path: string, handle: FileHandle, before: BigIntStats, read: number): Promise<void> {
  const after = await handle.stat({ bigint: true });
  if (after.size !== before.size || after.mtimeNs !== before.mtimeNs || BigInt(read) !== before.size) {
    throw new LedgerError(
      'artifact-changed-while-read',
      `${path} changed while it was read. Wait until whatever writes it has finished, then try again.`,
      { path },
    );
  }
}
