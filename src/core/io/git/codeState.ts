import { copyFile, lstat, mkdtemp, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CodeState } from '../../model';
import type { Git } from './git';

/** What registrations themselves leave in the working tree must not make the next one dirty. */
const NOT_THE_LEDGER = ':(top,exclude,glob)**/.model-ledger/**';

/** Untracked files larger than this are data or models, not code: they have identities of their own. */
const UNTRACKED_LIMIT = 5_000_000;
/** All untracked files together. */
const UNTRACKED_TOTAL = 100_000_000;

/** The state of the code as it is now. `snapshot` is null: see `makeSnapshot`. */
export async function readCodeState(git: Git | null, sourceSha256: string | null): Promise<CodeState> {
  if (git === null) {
    return { commit: null, branch: null, dirty: false, snapshot: null, sourceSha256 };
  }
  const [commit, branch, dirty] = await Promise.all([
    git.head(),
    git.raw(['symbolic-ref', '--quiet', '--short', 'HEAD']).catch(() => ''),
    isDirty(git),
  ]);
  return { commit, branch: branch.trim() === '' ? null : branch.trim(), dirty, snapshot: null, sourceSha256 };
}

async function isDirty(git: Git): Promise<boolean> {
  const args = ['status', '--porcelain=v1', '-z', '--untracked-files=normal', '--', ':(top)', NOT_THE_LEDGER];
  return (await git.raw(args)) !== '';
}

export interface Snapshot {
  /** Null when there is nothing that HEAD does not have, or when it could not be made. */
  readonly commit: string | null;
  readonly warnings: readonly string[];
}

/**
 * Keeps the working tree as a commit under `refs/model-ledger/snapshots/`, tracked files and untracked ones that are not
 * ignored. It works on a copy of the index, so that index, working tree, stash and reflogs stay as they are. The same
 * state gives the same commit: its dates are those of HEAD.
 */
export async function makeSnapshot(git: Git, signal?: AbortSignal): Promise<Snapshot> {
  const folder = await mkdtemp(path.join(tmpdir(), 'model-ledger-'));
  try {
    return await new SnapshotMaker(git, path.join(folder, 'index'), signal).make();
  } catch (error) {
    signal?.throwIfAborted();
    const words = error instanceof Error ? error.message : String(error);
    return { commit: null, warnings: [`The uncommitted code could not be kept: ${words}`] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

class SnapshotMaker {
  private readonly warnings: string[] = [];

  constructor(
    private readonly git: Git,
    private readonly index: string,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async make(): Promise<Snapshot> {
    const head = await this.git.head();
    await this.copyIndex();
    await this.run(['add', '--update', '--', ':(top)']);
    await this.addUntracked();
    const tree = (await this.run(['write-tree'])).trim();
    if (head !== null && tree === (await this.git.raw(['rev-parse', `${head}^{tree}`])).trim()) {
      return { commit: null, warnings: this.warnings };
    }
    const commit = await this.commitTree(tree, head);
    // A reflog would only say the same thing twice, and core.logAllRefUpdates=always would write one.
    await this.git.raw([
      '-c',
      'core.logAllRefUpdates=false',
      'update-ref',
      `refs/model-ledger/snapshots/${commit}`,
      commit,
    ]);
    return { commit, warnings: this.warnings };
  }

  /** Starting from the real index keeps its file times, so that Git need not read unchanged files. */
  private async copyIndex(): Promise<void> {
    const indexPath = (await this.git.raw(['rev-parse', '--git-path', 'index'])).trim();
    const source = path.resolve(this.git.toplevel, indexPath);
    try {
      const { mtimeMs } = await stat(source);
      await copyFile(source, this.index);
      // Git trusts an entry only when it is older than the index. With the time of the copy, an edit in the same second
      // as the last `git add` would go unseen.
      await utimes(this.index, Math.floor(mtimeMs) / 1000, Math.floor(mtimeMs) / 1000);
    } catch (error) {
      // A repository in which nothing was ever added has no index.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw error;
      }
    }
  }

  private async addUntracked(): Promise<void> {
    const args = ['ls-files', '--others', '--exclude-standard', '-z', '--', ':(top)', NOT_THE_LEDGER];
    const listed = (await this.run(args)).split('\0').filter((file) => file !== '');
    const excluded = await this.chooseExcluded(listed);
    if (listed.length === excluded.length) {
      return;
    }
    // Everything but the excluded, rather than a list: a file that has gone in the meantime is no failure then.
    const pathspecs = [':(top)', NOT_THE_LEDGER, ...excluded.map((file) => `:(top,exclude,literal)${file}`)];
    try {
      const from = ['--pathspec-from-file=-', '--pathspec-file-nul'];
      await this.run(['add', '--all', '--ignore-errors', ...from], pathspecs.join('\0'));
    } catch (error) {
      this.signal?.throwIfAborted();
      const words = error instanceof Error ? error.message : String(error);
      this.warnings.push(`Some untracked files are not in the snapshot of the code: ${words}`);
    }
  }

  private async chooseExcluded(files: readonly string[]): Promise<readonly string[]> {
    const excluded: string[] = [];
    let total = 0;
    for (const file of files) {
      const size = file.endsWith('/') ? Infinity : await sizeOf(path.join(this.git.toplevel, file));
      if (size > UNTRACKED_LIMIT || total + size > UNTRACKED_TOTAL) {
        excluded.push(file.replace(/\/$/, ''));
      } else {
        total += size;
      }
    }
    if (excluded.length > 0) {
      const named = excluded.slice(0, 3).join(', ');
      const more = excluded.length > 3 ? ` and ${excluded.length - 3} more` : '';
      this.warnings.push(
        `The snapshot of the code leaves out untracked files that are too large, or repositories of their own: ${named}${more}.`,
      );
    }
    return excluded;
  }

  private async commitTree(tree: string, head: string | null): Promise<string> {
    const date =
      head === null ? '@0 +0000' : `@${(await this.git.raw(['show', '-s', '--format=%ct', head])).trim()} +0000`;
    const person = { NAME: 'Model Ledger', EMAIL: 'model-ledger@localhost', DATE: date };
    const env = Object.fromEntries(
      Object.entries(person).flatMap(([key, value]) => [
        [`GIT_AUTHOR_${key}`, value],
        [`GIT_COMMITTER_${key}`, value],
      ]),
    );
    const message = 'Working tree at the registration of a model version';
    const parents = head === null ? [] : ['-p', head];
    const args = ['-c', 'i18n.commitEncoding=UTF-8', 'commit-tree', tree, ...parents, '-m', message];
    return (await this.git.raw(args, { env })).trim();
  }

  private run(args: readonly string[], input?: string): Promise<string> {
    return this.git.raw(
      // A split index or a file monitor belongs to the real index.
      [
        '-c',
        'core.splitIndex=false',
        '-c',
        'core.fsmonitor=false',
        '-c',
        'core.untrackedCache=false',
        '-c',
        'core.safecrlf=false',
        ...args,
      ],
      { env: { GIT_INDEX_FILE: this.index }, signal: this.signal, ...(input === undefined ? {} : { input }) },
    );
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await lstat(file)).size;
  } catch {
    // Gone since it was listed: nothing to weigh.
    return 0;
  }
}
