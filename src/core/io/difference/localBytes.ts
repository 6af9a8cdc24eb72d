import { open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { LedgerError } from '../../errors';
import type { Artifact, Dataset } from '../../model';
import type { ByteSource } from '../../structure/structure';
import { findDvcCache, findDvcObject } from '../capture/dvcRecords';
import { hashFile } from '../files/hashFile';
import { realPathInside } from '../files/workspacePath';
import { findLfsObject } from '../ledger/keptArtifact';
import type { Ledger } from '../ledger/ledger';

const unpack = promisify(inflateRaw);

/** A blob is read whole, because Git cannot give a part of one. */
const LARGEST_BLOB = 300_000_000;
/** A larger file at the recorded path is not hashed only to be looked into. */
const LARGEST_HASHED = 2_000_000_000;
const BLOB_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

export interface LocalBytes extends ByteSource {
  close(): Promise<void>;
}

/** The bytes of an artifact from a copy on this machine; null without one. Nothing is fetched. */
export async function openArtifact(ledger: Ledger, artifact: Artifact): Promise<LocalBytes | null> {
  return openCopy(ledger, wantedOf(artifact));
}

/** Whether something that should be the artifact is on this machine. Its bytes are not read. */
export async function findArtifact(ledger: Ledger, artifact: Artifact): Promise<boolean> {
  const wanted = wantedOf(artifact);
  if ((await findStored(ledger, wanted)) !== null || (await findKept(ledger, wanted)) !== null) {
    return true;
  }
  const file = await resolveInside(ledger, wanted.path);
  if (file !== null && (await sizeOf(file)) === wanted.size) {
    return true;
  }
  const git = await ledger.git();
  const { blob } = wanted;
  const isId = git !== null && blob !== undefined && BLOB_ID.test(blob);
  return isId && (await git.raw(['rev-parse', '--verify', '--quiet', `${blob}^{blob}`]).catch(() => '')).trim() !== '';
}

function wantedOf({ path, size, kept, sha256, keeperId }: Artifact): Wanted {
  return {
    path,
    size,
    sha256,
    blob: kept === 'git' ? keeperId : undefined,
    lfs: kept === 'lfs' ? (keeperId ?? sha256) : undefined,
    dvc: kept === 'dvc' ? keeperId : undefined,
  };
}

/** The same for a dataset that is one file. */
export async function openDataset(ledger: Ledger, { path, identity, size }: Dataset): Promise<LocalBytes | null> {
  return openCopy(ledger, {
    path,
    size,
    sha256: identity.kind === 'sha256' || identity.kind === 'lfs' ? identity.digest : undefined,
    blob: identity.kind === 'git' ? identity.digest : undefined,
    lfs: identity.kind === 'lfs' ? identity.digest : undefined,
    dvc: identity.kind === 'dvc' ? identity.digest : undefined,
  });
}

interface Wanted {
  readonly path: string;
  readonly size: number | undefined;
  readonly sha256: string | undefined;
  readonly blob: string | undefined;
  readonly lfs: string | undefined;
  readonly dvc: string | undefined;
}

async function openCopy(ledger: Ledger, wanted: Wanted): Promise<LocalBytes | null> {
  const file =
    (await findStored(ledger, wanted)) ?? (await findKept(ledger, wanted)) ?? (await findInPlace(ledger, wanted));
  return file === null ? openBlob(ledger, wanted) : openFile(file);
}

async function findStored(ledger: Ledger, { sha256, size }: Wanted): Promise<string | null> {
  const file = sha256 === undefined ? null : ledger.storePath(sha256);
  return file !== null && size !== undefined && (await sizeOf(file)) === size ? file : null;
}

async function findKept(ledger: Ledger, { path, lfs, dvc }: Wanted): Promise<string | null> {
  const git = await ledger.git();
  if (lfs !== undefined) {
    return git === null ? null : findLfsObject(git, lfs);
  }
  if (dvc !== undefined) {
    const cache = await findDvcCache(join(ledger.root, path), git?.toplevel ?? ledger.root);
    return cache === null || dvc.endsWith('.dir') ? null : findDvcObject(cache, dvc);
  }
  return null;
}

/** The file at the recorded path, when it still has the recorded bytes. */
async function findInPlace(ledger: Ledger, { path, size, sha256 }: Wanted): Promise<string | null> {
  if (sha256 === undefined || size === undefined || size > LARGEST_HASHED) {
    return null;
  }
  const file = await resolveInside(ledger, path);
  if (file === null || (await sizeOf(file)) !== size) {
    return null;
  }
  return (await hashFile(file)).digest === sha256 ? file : null;
}

async function resolveInside(ledger: Ledger, path: string): Promise<string | null> {
  try {
    return await realPathInside(ledger.root, ledger.paths.resolve(path));
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'path-outside') {
      return null;
    }
    throw error;
  }
}

async function openBlob(ledger: Ledger, { blob, size }: Wanted): Promise<LocalBytes | null> {
  const git = await ledger.git();
  if (git === null || blob === undefined || !BLOB_ID.test(blob) || (size ?? 0) > LARGEST_BLOB) {
    return null;
  }
  try {
    const bytes = await git.blob(blob);
    return {
      size: bytes.length,
      read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
      inflate,
      close: () => Promise.resolve(),
    };
  } catch (error) {
    // A shallow clone, or history that was cut: this machine has no copy.
    if (error instanceof LedgerError && error.code === 'git-failed') {
      return null;
    }
    throw error;
  }
}

async function sizeOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null);
  return found?.isFile() === true ? found.size : null;
}

async function openFile(file: string): Promise<LocalBytes> {
  const handle = await open(file, 'r');
  const { size } = await handle.stat();
  return {
    size,
    read: (offset, length) => readPart(handle, offset, Math.max(0, Math.min(length, size - offset))),
    inflate,
    close: () => handle.close(),
  };
}

async function readPart(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

async function inflate(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  return unpack(bytes, { maxOutputLength: most });
}
