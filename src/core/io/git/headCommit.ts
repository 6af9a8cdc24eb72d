import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isMissing } from '../files/fileErrors';

/** Where HEAD, and where everything that worktrees share, lies. */
export interface GitFolders {
  readonly own: string;
  readonly common: string;
}

const OBJECT_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** A symbolic ref can name another one; Git itself follows five. */
const DEEPEST = 5;

/** The Git folders of the working tree that `folder` is in; null outside of one. Starts no other program. */
export async function findGitFolders(folder: string): Promise<GitFolders | null> {
  for (let top = folder; ; top = dirname(top)) {
    const own = await resolveDotGit(join(top, '.git'));
    if (own !== null) {
      const common = await readIfThere(join(own, 'commondir'));
      return { own, common: common === null ? own : resolve(own, common.trim()) };
    }
    if (dirname(top) === top) {
      return null;
    }
  }
}

/**
 * The commit that HEAD names, read from Git's files, since a list must not wait for another process. Undefined when
 * these files do not say it (no commit yet, another ref storage): then Git must be asked.
 */
export async function readHeadCommit(folders: GitFolders): Promise<string | undefined> {
  let ref = 'HEAD';
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const content = (await readIfThere(join(ref === 'HEAD' ? folders.own : folders.common, ref)))?.trim();
    if (content === undefined) {
      return readPackedRef(folders.common, ref);
    }
    if (OBJECT_ID.test(content)) {
      return content;
    }
    const target = /^ref: (?<name>.+)$/.exec(content)?.groups?.['name'];
    if (target === undefined || target.includes('..')) {
      return undefined;
    }
    ref = target;
  }
  return undefined;
}

/** The commits at which a shallow clone ends: they seem to add everything. */
export async function readShallowCommits(folders: GitFolders): Promise<ReadonlySet<string>> {
  const content = await readIfThere(join(folders.common, 'shallow'));
  return new Set(content?.split('\n').filter((line) => OBJECT_ID.test(line)) ?? []);
}

async function readPackedRef(common: string, ref: string): Promise<string | undefined> {
  const packed = await readIfThere(join(common, 'packed-refs'));
  const line = packed?.split('\n').find((candidate) => candidate.endsWith(` ${ref}`));
  const id = line?.slice(0, line.indexOf(' '));
  return id !== undefined && OBJECT_ID.test(id) ? id : undefined;
}

/** `.git` is a folder, or in worktrees and submodules a file that names one. */
async function resolveDotGit(path: string): Promise<string | null> {
  try {
    if ((await stat(path)).isDirectory()) {
      return path;
    }
  } catch {
    return null;
  }
  const target = /^gitdir: (?<path>.+)$/m.exec((await readIfThere(path)) ?? '')?.groups?.['path'];
  return target === undefined ? null : resolve(dirname(path), target.trim());
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error) || (error as NodeJS.ErrnoException).code === 'EISDIR') {
      return null;
    }
    throw error;
  }
}
