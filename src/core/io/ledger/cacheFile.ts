import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Low, type Adapter } from 'lowdb';
import { writeFileAtomic } from '../files/atomicFile';
import { isMissing, systemCode } from '../files/fileErrors';
import type { LedgerPaths } from './ledgerPaths';

const DIGEST_LENGTH = 64;
/** What a full disk or a read-only folder answers: a cache is never worth failing for. */
const CANNOT_WRITE = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'EBUSY',
  'EISDIR',
  'EEXIST',
  'ENOTDIR',
  'ENOENT',
]);

/**
 * lowdb's adapter for a file of the cache: a line with the SHA-256 of what follows, then JSON. Whatever is not whole
 * reads as absent. Every writer has a temporary file of its own, so processes can write at once: the last one wins.
 */
class CacheAdapter<T> implements Adapter<T> {
  constructor(
    private readonly paths: LedgerPaths,
    private readonly path: string,
  ) {}

  async read(): Promise<T | null> {
    let bytes: Buffer;
    try {
      bytes = await readFile(this.path);
    } catch (error) {
      if (isMissing(error) || systemCode(error) !== null) {
        return null;
      }
      throw error;
    }
    const content = bytes.subarray(DIGEST_LENGTH + 1);
    if (bytes.toString('latin1', 0, DIGEST_LENGTH) !== digestOf(content)) {
      return null;
    }
    return JSON.parse(content.toString('utf8')) as T;
  }

  async write(data: T): Promise<void> {
    if (this.paths.isReadOnly) {
      return;
    }
    const content = Buffer.from(asciiJson(data), 'latin1');
    await writeCacheBytes(this.paths, this.path, [Buffer.from(`${digestOf(content)}\n`, 'latin1'), content]);
  }
}

/** Puts a file of the cache in its place as a whole. Where that cannot be done there is no such file, and no failure. */
export async function writeCacheBytes(paths: LedgerPaths, path: string, parts: readonly Uint8Array[]): Promise<void> {
  if (paths.isReadOnly) {
    return;
  }
  try {
    await writeFileAtomic(path, parts, { temporaryFolder: paths.temporary, durable: false });
  } catch (error) {
    if (!CANNOT_WRITE.has(systemCode(error) ?? '')) {
      throw error;
    }
  }
}

/**
 * JSON with everything beyond ASCII as escapes: one arrow in a text makes V8 hold all of a file in twice the space, which
 * is read in half as much time again.
 */
function asciiJson(data: unknown): string {
  return JSON.stringify(data).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A derived file with a default of its own for everybody who opens it. */
export function openCacheFile<T extends object>(paths: LedgerPaths, path: string, standard: () => T): Low<T> {
  return new Low<T>(new CacheAdapter<T>(paths, path), standard());
}
