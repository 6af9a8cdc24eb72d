import { realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { LedgerError } from '../../errors';
import { isMissing } from '../files/fileErrors';

export const LEDGER_FOLDER = '.model-ledger';

/** Where everything of one ledger lies. Absolute paths, except where a name says `relative`. */
export class LedgerPaths {
  readonly folder: string;
  readonly models: string;
  readonly objects: string;
  readonly store: string;
  readonly drafts: string;
  readonly cache: string;
  readonly index: string;
  readonly temporary: string;
  readonly config: string;
  /** Outside the cache, so that deleting the cache never takes a held lock away. */
  readonly lock: string;

  constructor(
    readonly root: string,
    /** Nothing is written below `folder`, the cache included. */
    readonly isReadOnly = false,
  ) {
    this.folder = join(root, LEDGER_FOLDER);
    this.models = join(this.folder, 'models');
    this.objects = join(this.folder, 'objects');
    this.store = join(this.folder, 'store');
    this.drafts = join(this.folder, 'drafts');
    this.cache = join(this.folder, '.cache');
    this.index = join(this.cache, 'index');
    this.temporary = join(this.cache, 'tmp');
    this.config = join(this.folder, 'config.json');
    this.lock = join(this.folder, '.lock');
  }

  model(model: string): string {
    return join(this.models, model);
  }

  /** Not by `join`, which would take longer than the system call that follows. */
  event(model: string, file: string): string {
    return `${this.models}${sep}${model}${sep}${file}`;
  }

  /** With forward slashes, as records and messages have it. */
  relativeEvent(model: string, file: string): string {
    return `${LEDGER_FOLDER}/models/${model}/${file}`;
  }

  object(sha256: string): string {
    return join(this.objects, sha256.slice(0, 2), sha256);
  }

  stored(sha256: string): string {
    return join(this.store, sha256.slice(0, 2), sha256);
  }

  /** Relative to the root, with forward slashes. */
  relative(path: string): string {
    return toSlashes(relative(this.root, path));
  }

  /** What Git puts before paths of this ledger: empty at the top of the repository, else with a slash at the end. */
  prefixIn(toplevel: string): string {
    const way = toSlashes(relative(toplevel, this.root));
    return way === '' ? '' : `${way}/`;
  }

  /** The absolute path of a recorded one. Throws `path-outside` for one that would leave the workspace. */
  resolve(recorded: string): string {
    const path = resolve(this.root, recorded);
    if (!isInside(this.root, path)) {
      throw new LedgerError('path-outside', `${recorded} lies outside ${this.root}. Only files below it are read.`, {
        path: recorded,
      });
    }
    return path;
  }
}

export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path);
}

export function toSlashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/**
 * The nearest folder at or above `cwd` that has a ledger, but never above the top of its Git repository; else that
 * top; else `cwd`. Links are resolved, so that one repository has one root. Starts no other program.
 */
export async function findLedgerRoot(cwd: string): Promise<string> {
  const start = await realpath(cwd);
  for (let folder = start; ; folder = dirname(folder)) {
    if (await isFolder(join(folder, LEDGER_FOLDER))) {
      return folder;
    }
    if (await isThere(join(folder, '.git'))) {
      return folder;
    }
    if (dirname(folder) === folder) {
      return start;
    }
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await statIfThere(path))?.isDirectory() ?? false;
}

async function isThere(path: string): Promise<boolean> {
  return (await statIfThere(path)) !== null;
}

async function statIfThere(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error) || (error as NodeJS.ErrnoException).code === 'EACCES') {
      return null;
    }
    throw error;
  }
}
