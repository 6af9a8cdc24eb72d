import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LFS_POINTER_LIMIT, parseLfsPointer } from '../core/capture/lfsPointer';
import { hashFile } from '../core/io/files/hashFile';
import { isMissing } from '../core/io/files/fileErrors';
import { isInside } from '../core/io/ledger/ledgerPaths';
import type { ArtifactBytes, Reference } from './references/reference';
import type { LedgerSnapshot } from './snapshot';

/** Larger files are hashed while the answer goes out without them; the caller is told when they are known. */
const HASH_AT_ONCE = 16_000_000;
/** Hashing more than this would be felt, and says little that the size does not. */
const LARGEST = 4_000_000_000;

interface Known {
  readonly size: number;
  readonly mtimeMs: number;
  /** Null while it is being hashed, and where it cannot be read. */
  readonly bytes: string | null;
}

/** What lies at registered paths now. A file is read again only when its size or time has changed. */
export class ArtifactFiles {
  private readonly known = new Map<string, Known>();

  constructor(private readonly onKnown: () => void) {}

  /** For the artifacts among the references. */
  async bytesOf(references: readonly Reference[], snapshot: LedgerSnapshot): Promise<ArtifactBytes> {
    const paths = new Set(references.flatMap((reference) => (reference.kind === 'artifact' ? reference.path : [])));
    const found = new Map<string, string>();
    for (const path of paths) {
      const bytes = await this.look(path, snapshot);
      if (bytes !== null) {
        found.set(path, bytes);
      }
    }
    return found;
  }

  private async look(path: string, snapshot: LedgerSnapshot): Promise<string | null> {
    const file = resolve(snapshot.root, path);
    // Paths in records come from others.
    const stats = isInside(snapshot.root, file) ? await statFile(file) : null;
    if (stats === null) {
      return null;
    }
    const { size, mtimeMs } = stats;
    const known = this.known.get(file);
    if (known?.size === size && known.mtimeMs === mtimeMs) {
      return known.bytes;
    }
    if (!hasSize(path, size, snapshot)) {
      const bytes = size < LFS_POINTER_LIMIT ? await readPointer(file) : null;
      return this.keep(file, { size, mtimeMs, bytes: bytes ?? 'changed' });
    }
    if (size > LARGEST) {
      return null;
    }
    if (size <= HASH_AT_ONCE) {
      return this.keep(file, { size, mtimeMs, bytes: await hash(file) });
    }
    this.keep(file, { size, mtimeMs, bytes: null });
    void hash(file).then((bytes) => {
      this.keep(file, { size, mtimeMs, bytes });
      this.onKnown();
    });
    return null;
  }

  private keep(file: string, known: Known): string | null {
    this.known.set(file, known);
    return known.bytes;
  }
}

function hasSize(path: string, size: number, snapshot: LedgerSnapshot): boolean {
  return snapshot
    .withArtifact(path)
    .some(({ artifacts }) => artifacts.some((artifact) => artifact.path === path && artifact.size === size));
}

/** A file that Git LFS has not fetched stands for its content. */
async function readPointer(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return parseLfsPointer(text)?.oid ?? null;
}

/** Null where it cannot be read, or changes while it is. */
async function hash(file: string): Promise<string | null> {
  return hashFile(file).then(
    ({ digest }) => digest,
    () => null,
  );
}

async function statFile(file: string) {
  try {
    const stats = await stat(file);
    return stats.isFile() ? stats : null;
  } catch (error) {
    if (isMissing(error)) {
      return null;
    }
    throw error;
  }
}
