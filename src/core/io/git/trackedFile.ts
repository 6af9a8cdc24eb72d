import { LFS_POINTER_LIMIT, parseLfsPointer, type LfsPointer } from '../../capture/lfsPointer';
import type { Git } from './git';
import { relativeInside } from '../files/workspacePath';

/** What Git's index says about a file that it tracks. */
export interface TrackedFile {
  /** Blob id in the index. */
  readonly blob: string;
  /** The working copy equals that blob (after Git's own conversions, such as line ends or LFS). */
  readonly isClean: boolean;
  /** HEAD has the same blob at the same path: nothing can lose it before the branch itself goes. */
  readonly isCommitted: boolean;
  /** When the blob is a Git LFS pointer. */
  readonly lfs: LfsPointer | null;
}

/** Null for a file that Git does not track. `file` is absolute. */
export async function readTrackedFile(git: Git, file: string): Promise<TrackedFile | null> {
  const relative = relativeInside(git.toplevel, file);
  if (relative === null || relative === '') {
    return null;
  }
  const entry = await readIndexEntry(git, relative);
  if (entry === null) {
    return null;
  }
  const [isClean, headBlob, lfs] = await Promise.all([
    entry.isTrusted ? statusIsClean(git, relative) : hashIsEqual(git, relative, entry.blob),
    readHeadBlob(git, relative),
    readPointer(git, entry.blob),
  ]);
  return { blob: entry.blob, isClean, isCommitted: headBlob === entry.blob, lfs };
}

interface IndexEntry {
  readonly blob: string;
  /** False when the index was told not to look at the file (assume-unchanged, skip-worktree). */
  readonly isTrusted: boolean;
}

async function readIndexEntry(git: Git, relative: string): Promise<IndexEntry | null> {
  const listing = await git.raw(['--literal-pathspecs', 'ls-files', '--stage', '-v', '-z', '--', relative]);
  for (const line of listing.split('\0')) {
    const [facts = '', name] = line.split('\t');
    const [flag, mode, blob, stage] = facts.split(' ');
    // 120000 is a link, 160000 a submodule: neither is a file's content. Stages above 0 are an open conflict.
    if (name === relative && blob !== undefined && stage === '0' && mode?.startsWith('100') === true) {
      return { blob, isTrusted: flag === 'H' };
    }
  }
  return null;
}

async function statusIsClean(git: Git, relative: string): Promise<boolean> {
  const args = ['--literal-pathspecs', 'status', '--porcelain=v1', '-z', '--untracked-files=no', '--', relative];
  const status = await git.raw(args);
  return status === '' || status[1] === ' ';
}

async function hashIsEqual(git: Git, relative: string, blob: string): Promise<boolean> {
  const hash = await git.raw(['hash-object', '--', relative]).catch(() => '');
  return hash.trim() === blob;
}

async function readHeadBlob(git: Git, relative: string): Promise<string | null> {
  const listing = await git.raw(['--literal-pathspecs', 'ls-tree', '-z', 'HEAD', '--', relative]).catch(() => '');
  return /^\d+ blob ([0-9a-f]+)\t/.exec(listing)?.[1] ?? null;
}

async function readPointer(git: Git, blob: string): Promise<LfsPointer | null> {
  const size = Number((await git.raw(['cat-file', '-s', blob]).catch(() => '')).trim() || Infinity);
  return size < LFS_POINTER_LIMIT ? parseLfsPointer(await git.raw(['cat-file', 'blob', blob])) : null;
}
