import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LedgerError } from '../../errors';
import type { Artifact } from '../../model';
import { renamePatiently } from '../files/atomicFile';
import { hashFile } from '../files/hashFile';
import { openKeptArtifact } from './keptArtifact';
import type { Ledger } from './ledger';
import { LedgerPaths } from './ledgerPaths';
import { realPathInside } from '../files/workspacePath';

export interface RestoreRequest {
  readonly ledger: Ledger;
  readonly artifact: Artifact;
  /** Absolute; where to put the file instead of the path that the record names. */
  readonly target?: string | undefined;
  /** Replace a file with other bytes. */
  readonly force?: boolean | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Restored {
  /** Absolute. */
  readonly path: string;
  /** False: the file was there already, with these bytes. */
  readonly written: boolean;
}

/**
 * Puts a version's model file back from whoever keeps its bytes. The file appears whole or not at all, and only when
 * its bytes are those that were registered. Throws `file-exists` rather than replace a file with other bytes.
 */
export async function restoreArtifact(request: RestoreRequest): Promise<Restored> {
  const { ledger, artifact, force = false, signal } = request;
  const path = request.target ?? (await recordedTarget(ledger.root, artifact.path));
  const present = await sha256Of(path, signal);
  if (present === artifact.sha256) {
    return { path, written: false };
  }
  if (present !== null && !force) {
    throw new LedgerError(
      'file-exists',
      `${path} is there with other bytes than the registered ones. Move it away, or restore with --force to replace it.`,
      { path, sha256: present, expected: artifact.sha256 },
    );
  }
  await writeVerified(await openKeptArtifact(ledger, artifact), path, request);
  return { path, written: true };
}

/** A record is not trusted to name a place: neither `../` nor a link may lead out of the repository. */
async function recordedTarget(root: string, recorded: string): Promise<string> {
  const path = new LedgerPaths(root).resolve(recorded);
  const folder = await nearestExisting(dirname(path));
  if ((await realPathInside(root, folder)) === null) {
    throw new LedgerError('path-outside', `${recorded} leads out of the repository, so nothing is written there.`, {
      path: recorded,
    });
  }
  return path;
}

async function nearestExisting(folder: string): Promise<string> {
  const found = await lstat(folder).catch(() => null);
  return found !== null || dirname(folder) === folder ? folder : await nearestExisting(dirname(folder));
}

/** Null when nothing is there. */
async function sha256Of(path: string, signal: AbortSignal | undefined): Promise<string | null> {
  const found = await lstat(path).catch(() => null);
  if (found === null) {
    return null;
  }
  if (!found.isFile()) {
    throw new LedgerError('artifact-not-a-file', `${path} is not a plain file, so it is not replaced.`, { path });
  }
  return (await hashFile(path, { signal })).digest;
}

async function writeVerified(bytes: Readable, path: string, request: RestoreRequest): Promise<void> {
  const { artifact, onProgress, signal } = request;
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.model-ledger-${randomUUID()}.tmp`);
  const hash = createHash('sha256');
  let done = 0;
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      done += chunk.length;
      onProgress?.(done, artifact.size);
      next(null, chunk);
    },
  });
  try {
    await pipeline(bytes, hashing, createWriteStream(temporary, { flags: 'wx', flush: true }), { signal });
    const sha256 = hash.digest('hex');
    if (sha256 !== artifact.sha256) {
      throw new LedgerError(
        'artifact-damaged',
        `What is kept of ${artifact.path} has other bytes than the registered ones, so nothing was written. Run verify.`,
        { path: artifact.path, sha256, expected: artifact.sha256 },
      );
    }
    await renamePatiently(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
