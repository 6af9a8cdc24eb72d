import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { toSlashes } from './workspacePath';

export interface FolderLimits {
  readonly files: number;
  readonly bytes: number;
}

export const FOLDER_LIMITS: FolderLimits = { files: 10_000, bytes: 5_000_000_000 };

/** Left by file managers and interpreters; never part of data or of a model. */
const LITTER = new Set([
  '.DS_Store',
  'Thumbs.db',
  'desktop.ini',
  '__pycache__',
  '.ipynb_checkpoints',
  '.git',
  '.model-ledger',
]);

export interface FolderFile {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  readonly size: number;
}

/** The files below a folder in the order of their paths, links to files included; null when they exceed the limits. */
export async function listFolder(
  folder: string,
  limits: FolderLimits = FOLDER_LIMITS,
  signal?: AbortSignal,
): Promise<readonly FolderFile[] | null> {
  const files: FolderFile[] = [];
  let bytes = 0;
  const pending = [''];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    signal?.throwIfAborted();
    for (const entry of await readdir(path.join(folder, at), { withFileTypes: true })) {
      const relative = path.join(at, entry.name);
      if (LITTER.has(entry.name)) {
        continue;
      }
      if (entry.isDirectory()) {
        pending.push(relative);
        continue;
      }
      // A link to a folder could lead anywhere, also back up: only files count.
      const facts = await stat(path.join(folder, relative)).catch(() => null);
      if (facts?.isFile() === true) {
        files.push({ path: toSlashes(relative), size: facts.size });
        bytes += facts.size;
      }
      if (files.length > limits.files || bytes > limits.bytes) {
        return null;
      }
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * One digest for a folder: SHA-256 over a line `<sha256>  <path>` per file in the order of the paths, which is what
 * `sha256sum` prints. Null when the folder is empty or exceeds the limits.
 */
export async function hashFolder(
  folder: string,
  options: { readonly limits?: FolderLimits; readonly signal?: AbortSignal | undefined } = {},
): Promise<{ readonly sha256: string; readonly size: number; readonly files: number } | null> {
  const files = await listFolder(folder, options.limits, options.signal);
  if (files === null || files.length === 0) {
    return null;
  }
  const all = createHash('sha256');
  let size = 0;
  for (const file of files) {
    const hash = createHash('sha256');
    const signal = options.signal === undefined ? {} : { signal: options.signal };
    await pipeline(createReadStream(path.join(folder, file.path), { highWaterMark: 1 << 20 }), hash, signal);
    all.update(`${hash.digest('hex')}  ${file.path}\n`);
    size += file.size;
  }
  return { sha256: all.digest('hex'), size, files: files.length };
}
