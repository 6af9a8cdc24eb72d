import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LFS_POINTER_LIMIT, parseLfsPointer } from '../../capture/lfsPointer';
import type { Metric } from '../../model';
import { hashFile } from '../files/hashFile';
import { readTextFile } from '../files/readTextFile';
import { hashBlob, readBlob, sizeOfBlob } from '../git/blob';
import type { ChangedFile } from '../git/changedFiles';
import type { Git } from '../git/git';

/** Larger texts are no pointers, and no notebooks that anybody reads. */
const TEXT_LIMIT = 50_000_000;

/** What was found out about blobs, by their ids: for those who ask again whenever the index changes. */
export class ConcernCache {
  readonly digests = new Map<string, string>();
  readonly metrics = new Map<string, readonly Metric[]>();
}

/** What a commit's files contain, before and after. */
export class CommittedFiles {
  constructor(
    private readonly git: Git,
    private readonly cache: ConcernCache,
  ) {}

  /** Null for a file that was not there, or is too large. */
  async textBefore({ before }: ChangedFile): Promise<string | null> {
    return before === null ? null : this.blobText(before);
  }

  async textAfter(file: ChangedFile): Promise<string | null> {
    if (file.isRemoved) {
      return null;
    }
    return file.after === null
      ? readTextFile(this.workingPath(file), TEXT_LIMIT).catch(() => null)
      : this.blobText(file.after);
  }

  /** SHA-256 of the content: of a Git LFS pointer that of what it points to. Null when the file is gone. */
  async sha256(file: ChangedFile, signal?: AbortSignal): Promise<string | null> {
    if (file.isRemoved) {
      return null;
    }
    return (await this.lfsOid(file)) ?? (await this.ownDigest(file, signal));
  }

  /** The oid of the Git LFS pointer that the file is; null when it is none. */
  async lfsOid(file: ChangedFile): Promise<string | null> {
    const text = (await this.size(file)) < LFS_POINTER_LIMIT ? await this.textAfter(file) : null;
    return text === null ? null : (parseLfsPointer(text)?.oid ?? null);
  }

  /** The blob id that the content has, or would have. */
  async blobId(file: ChangedFile): Promise<string | null> {
    return file.after !== null || file.isRemoved
      ? file.after
      : (await this.git.raw(['hash-object', '--', file.path])).trim();
  }

  /** What `read` says of a notebook's text, once per blob. */
  metrics(blob: string | null, text: string, read: (text: string) => readonly Metric[]): readonly Metric[] {
    const metrics = this.cache.metrics.get(blob ?? '') ?? read(text);
    if (blob !== null) {
      this.cache.metrics.set(blob, metrics);
    }
    return metrics;
  }

  private async ownDigest(file: ChangedFile, signal: AbortSignal | undefined): Promise<string> {
    if (file.after === null) {
      return (await hashFile(this.workingPath(file), { signal })).digest;
    }
    const digest = this.cache.digests.get(file.after) ?? (await hashBlob(this.git, file.after, signal));
    this.cache.digests.set(file.after, digest);
    return digest;
  }

  private async size({ after, path }: ChangedFile): Promise<number> {
    return after === null
      ? ((await stat(join(this.git.toplevel, path)).catch(() => null))?.size ?? Infinity)
      : sizeOfBlob(this.git, after);
  }

  private async blobText(blob: string): Promise<string | null> {
    return (await sizeOfBlob(this.git, blob)) > TEXT_LIMIT ? null : readBlob(this.git, blob);
  }

  private workingPath({ path }: ChangedFile): string {
    return join(this.git.toplevel, path);
  }
}
