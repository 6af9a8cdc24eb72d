import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LFS_POINTER_LIMIT, parseLfsPointer, type LfsPointer } from '../../capture/lfsPointer';
import type { Dataset, DatasetIdentity, FactSource } from '../../model';
import { DvcRecords, findDvcCache, pointerPath, readDvcListing, type DvcRecord } from './dvcRecords';
import { FOLDER_LIMITS, hashFolder, listFolder } from '../files/hashFolder';
import type { Git } from '../git/git';
import { readTrackedFile } from '../git/trackedFile';
import {
  isUrl,
  nameInside,
  recordedPath,
  relativeInside,
  withoutCredentials,
  withoutHome,
} from '../files/workspacePath';

export interface DatasetContext {
  /** Absolute, with links resolved. */
  readonly root: string;
  readonly git: Git | null;
  /** Folder of the notebook or script: where its relative paths start. */
  readonly folder?: string | undefined;
  readonly dvc?: DvcRecords | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface IdentifiedDataset {
  readonly dataset: Dataset;
  /** Sentences. */
  readonly warnings: readonly string[];
}

/**
 * What identifies the bytes of the dataset that code calls `named`. DVC and Git LFS are believed where their record still
 * fits the working copy; otherwise the bytes themselves are hashed.
 */
export async function identifyDataset(
  named: string,
  context: DatasetContext,
  source?: FactSource,
): Promise<IdentifiedDataset> {
  const withSource = source === undefined ? {} : { source };
  const unresolved = (shown: string, warnings: readonly string[] = []): IdentifiedDataset => ({
    dataset: { path: shown, identity: { kind: 'unresolved' }, ...withSource },
    warnings,
  });
  if (isUrl(named) && !named.startsWith('file://')) {
    return unresolved(withoutCredentials(named));
  }
  const dvc = context.dvc ?? new DvcRecords(context.git?.toplevel ?? context.root);
  const file = await locateDataset(named, context, dvc);
  if (file === null) {
    return unresolved(withoutHome(named));
  }
  const shown = relativeInside(context.root, file) === null ? withoutHome(named) : recordedPath(context.root, file);
  const identifier = new DatasetIdentifier(context, dvc);
  const found = await identifier.identify(file);
  return found === null
    ? unresolved(shown, identifier.warnings)
    : { dataset: { path: shown, ...found, ...withSource }, warnings: identifier.warnings };
}

/** The first place where `named` is on disk or known to DVC; null when it is nowhere. */
export async function locateDataset(named: string, context: DatasetContext, dvc: DvcRecords): Promise<string | null> {
  const bases = [context.folder ?? context.root, context.root, context.git?.toplevel ?? context.root];
  const places = [...new Set(spellings(named).flatMap((name) => bases.map((base) => path.resolve(base, name))))];
  for (const place of places) {
    if ((await stat(place).catch(() => null)) !== null) {
      return nameInside(context.root, place);
    }
  }
  for (const place of places) {
    if ((await dvc.find(place)) !== null) {
      return place;
    }
  }
  return null;
}

/** As the code says it, and as it is meant: a file URL, the home folder, a path that was written on Windows. */
function spellings(named: string): readonly string[] {
  if (named.startsWith('file://')) {
    return [named.replace(/^file:\/\/(?:localhost)?/, '')];
  }
  if (named.startsWith('~/')) {
    return [path.join(homedir(), named.slice(2))];
  }
  return named.includes('\\') ? [named, named.replaceAll('\\', '/')] : [named];
}

type Found = Pick<Dataset, 'identity' | 'size'>;

class DatasetIdentifier {
  readonly warnings: string[] = [];

  constructor(
    private readonly context: DatasetContext,
    private readonly dvc: DvcRecords,
  ) {}

  async identify(file: string): Promise<Found | null> {
    const facts = await stat(file).catch(() => null);
    const recorded = await this.fromDvc(file, facts);
    if (recorded !== null) {
      return recorded;
    }
    if (facts?.isDirectory() === true) {
      return this.fromFolder(file);
    }
    if (facts?.isFile() !== true) {
      return null;
    }
    return (await this.fromGit(file, facts.size)) ?? this.fromBytes(file, facts.size);
  }

  private async fromDvc(
    file: string,
    facts: { isFile(): boolean; isDirectory(): boolean; size: number; mtimeMs: number } | null,
  ): Promise<Found | null> {
    const record = await this.dvc.find(file);
    const recorded = record === null ? null : await this.recordedDigest(record);
    if (record === null || recorded === null) {
      return null;
    }
    const fits =
      facts?.isDirectory() === true && record.inside === ''
        ? await this.folderStillFits(file, record)
        : facts?.isFile() !== true || (await this.stillFits(file, facts, recorded, record));
    if (!fits) {
      this.warnings.push(
        `${recordedPath(this.context.root, file)} differs from what DVC recorded; its own hash is used.`,
      );
      return null;
    }
    const pointer = pointerPath(this.context.root, record.pointer);
    const size = facts?.isFile() === true ? facts.size : recorded.size;
    return {
      identity: { kind: 'dvc', digest: recorded.digest, pointer },
      ...(size === null ? {} : { size }),
    };
  }

  private async recordedDigest({
    out,
    inside,
    pointer,
  }: DvcRecord): Promise<{ digest: string; size: number | null } | null> {
    if (out.digest === null || inside === '') {
      return out.digest === null ? null : { digest: out.digest, size: out.size };
    }
    const cache = await findDvcCache(pointer, this.context.git?.toplevel ?? this.context.root);
    const listing = cache === null ? null : await readDvcListing(cache, out.digest);
    // Without the listing the folder's digest still says which data it was.
    const digest = listing === null ? out.digest : listing.get(inside);
    return digest === undefined ? null : { digest, size: null };
  }

  /** Cheap signs first: an older file of the same size is the one that DVC saw. */
  private async stillFits(
    file: string,
    facts: { size: number; mtimeMs: number },
    recorded: { digest: string; size: number | null },
    record: DvcRecord,
  ): Promise<boolean> {
    if (recorded.digest.endsWith('.dir')) {
      return true;
    }
    if (recorded.size !== null && recorded.size !== facts.size) {
      return false;
    }
    // DVC 2 hashed texts in their LF form: equal size is all that can be asked for.
    if (recorded.size !== null && (facts.mtimeMs <= record.pointerModifiedAt || record.out.hash === null)) {
      return true;
    }
    return record.out.hash !== 'md5' || (await hashStream(file, 'md5', this.context.signal)) === recorded.digest;
  }

  /** As for files; what is too large to look through is believed. */
  private async folderStillFits(folder: string, { out, pointer, pointerModifiedAt }: DvcRecord): Promise<boolean> {
    const files = await listFolder(folder, FOLDER_LIMITS, this.context.signal);
    if (files === null || out.digest === null) {
      return true;
    }
    if (out.size !== null && files.reduce((sum, file) => sum + file.size, 0) !== out.size) {
      return false;
    }
    const times = await Promise.all(files.map(async (file) => (await stat(path.join(folder, file.path))).mtimeMs));
    const cache = await findDvcCache(pointer, this.context.git?.toplevel ?? this.context.root);
    const listing = cache === null ? null : await readDvcListing(cache, out.digest);
    if (listing === null || times.every((time) => time <= pointerModifiedAt)) {
      return true;
    }
    for (const file of files) {
      if ((await hashStream(path.join(folder, file.path), 'md5', this.context.signal)) !== listing.get(file.path)) {
        return false;
      }
    }
    return files.length === listing.size;
  }

  private async fromGit(file: string, size: number): Promise<Found | null> {
    const pointer = size < LFS_POINTER_LIMIT ? parseLfsPointer(await readStart(file)) : null;
    if (pointer !== null) {
      return lfsFound(pointer);
    }
    const { git } = this.context;
    const tracked = git === null ? null : await readTrackedFile(git, await realpath(file));
    if (tracked?.isClean !== true) {
      return null;
    }
    return tracked.lfs === null ? { identity: { kind: 'git', digest: tracked.blob }, size } : lfsFound(tracked.lfs);
  }

  private async fromBytes(file: string, size: number): Promise<Found> {
    const digest = await hashStream(file, 'sha256', this.context.signal);
    return { identity: { kind: 'sha256', digest }, size };
  }

  private async fromFolder(folder: string): Promise<Found | null> {
    // Code that lists `.` or `/mnt` does not mean all of it as its data.
    if ((relativeInside(this.context.root, folder) ?? '') === '') {
      return null;
    }
    const hash = await hashFolder(folder, { signal: this.context.signal });
    if (hash === null) {
      const shown = recordedPath(this.context.root, folder);
      this.warnings.push(
        `${shown} is empty, or holds too much to be hashed as a dataset. DVC can identify large folders.`,
      );
      return null;
    }
    const identity: DatasetIdentity = { kind: 'sha256', digest: hash.sha256 };
    return { identity, size: hash.size };
  }
}

function lfsFound(pointer: LfsPointer): Found {
  return { identity: { kind: 'lfs', digest: pointer.oid }, size: pointer.size };
}

async function readStart(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(LFS_POINTER_LIMIT);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function hashStream(file: string, algorithm: 'md5' | 'sha256', signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, signal === undefined ? {} : { signal });
  return hash.digest('hex');
}
