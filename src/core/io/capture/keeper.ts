import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Keeper } from '../../model';
import { DvcRecords, findDvcCache, findDvcObject, readDvcListing } from './dvcRecords';
import type { Git } from '../git/git';
import { readTrackedFile } from '../git/trackedFile';

export interface FoundKeeper {
  readonly kept: Exclude<Keeper, 'store'>;
  /** With `git`: blob id; with `lfs`: oid; with `dvc`: md5. */
  readonly keeperId?: string;
}

export interface KeeperRequest {
  readonly root: string;
  readonly git: Git | null;
  /** Absolute. */
  readonly file: string;
  readonly sha256: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Who already keeps these bytes, so that the store need not. Git and LFS count once HEAD has the file: what is only in
 * the index can be swept away. DVC counts when its cache has the object.
 */
export async function findKeeper(request: KeeperRequest): Promise<FoundKeeper> {
  return (await findGitKeeper(request)) ?? (await findDvcKeeper(request)) ?? { kept: 'none' };
}

/** Whether it is worth hashing before copying: somebody else seems to keep this file. Cheap; reads no content. */
export async function isLikelyKept({
  root,
  git,
  file,
}: Pick<KeeperRequest, 'root' | 'git' | 'file'>): Promise<boolean> {
  const tracked = git === null ? null : await readTrackedFile(git, file);
  if (tracked?.isClean === true && tracked.isCommitted) {
    return true;
  }
  return (await new DvcRecords(git?.toplevel ?? root).find(file)) !== null;
}

async function findGitKeeper({ git, file, sha256 }: KeeperRequest): Promise<FoundKeeper | null> {
  const tracked = git === null ? null : await readTrackedFile(git, await realpath(file));
  if (tracked?.isClean !== true || !tracked.isCommitted) {
    return null;
  }
  if (tracked.lfs !== null) {
    return tracked.lfs.oid === sha256 ? { kept: 'lfs', keeperId: tracked.lfs.oid } : null;
  }
  return { kept: 'git', keeperId: tracked.blob };
}

async function findDvcKeeper({ root, git, file, signal }: KeeperRequest): Promise<FoundKeeper | null> {
  const boundary = git?.toplevel ?? root;
  const record = await new DvcRecords(boundary).find(file);
  const cache = record === null ? null : await findDvcCache(record.pointer, boundary);
  if (record === null || cache === null || record.out.digest === null) {
    return null;
  }
  const listing = record.inside === '' ? null : await readDvcListing(cache, record.out.digest);
  const digest = record.inside === '' ? record.out.digest : listing?.get(record.inside);
  if (digest === undefined || (await findDvcObject(cache, digest)) === null) {
    return null;
  }
  const hash = createHash('md5');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, signal === undefined ? {} : { signal });
  return hash.digest('hex') === digest ? { kept: 'dvc', keeperId: digest } : null;
}
