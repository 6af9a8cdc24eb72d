import { LedgerError } from '../../errors';
import { emptyTree, readChangedFiles, type ChangedFile, type Comparison } from '../git/changedFiles';
import type { Git } from '../git/git';
import { LEDGER_FOLDER } from '../ledger/ledgerPaths';
import type { Ledger } from '../ledger/ledger';

/** What a person is about to commit, or has committed. Commits are named as `git rev-parse` understands them. */
export type CommitScope =
  /** The index against HEAD; with `amend` against what HEAD was made on. */
  | {
      readonly kind: 'staged';
      readonly amend?: boolean | undefined;
      /** The index that Git names to its hooks, where it is not the usual one. */
      readonly indexFile?: string | undefined;
    }
  /** Tracked and untracked files, as an editor that commits everything would. */
  | {
      readonly kind: 'workingTree';
      readonly amend?: boolean | undefined;
      /** Leaves out files that Git does not know yet. */
      readonly trackedOnly?: boolean | undefined;
    }
  | { readonly kind: 'commit'; readonly commit: string }
  /** All of a branch: what `to` has beyond the point where it left `from`. */
  | { readonly kind: 'range'; readonly from: string; readonly to: string };

/** A file of the change, by its path relative to the ledger's root. */
export interface ViewedFile extends ChangedFile {
  readonly shown: string;
}

export interface CommitView {
  readonly git: Git;
  /** The commit whose ledger is meant; null for that of the working tree. */
  readonly ledgerAt: string | null;
  /** Changed files below the ledger's root, those of the ledger left out. */
  readonly files: readonly ViewedFile[];
  /** Events that the change adds. */
  readonly events: readonly ViewedFile[];
}

/** What a commit changes. Of a merge: only what it has from none of its parents. */
export async function readCommitView(ledger: Ledger, git: Git, scope: CommitScope): Promise<CommitView> {
  const { comparisons, ledgerAt } = await compareWith(git, scope);
  const [first = [], ...others] = await Promise.all(comparisons.map((comparison) => readChangedFiles(git, comparison)));
  const elsewhere = others.map((files) => new Set(files.map((file) => file.path)));
  const changed = first.filter((file) => elsewhere.every((paths) => paths.has(file.path)));
  const prefix = ledger.paths.prefixIn(git.toplevel);
  const inside = changed
    .filter((file) => file.path.startsWith(prefix))
    .map((file) => ({ ...file, shown: file.path.slice(prefix.length) }));
  return {
    git,
    ledgerAt,
    files: inside.filter((file) => !file.shown.startsWith(`${LEDGER_FOLDER}/`)),
    events: inside.filter(
      (file) => file.before === null && !file.isRemoved && file.shown.startsWith(`${LEDGER_FOLDER}/models/`),
    ),
  };
}

/** One comparison for each parent. */
async function compareWith(git: Git, scope: CommitScope) {
  switch (scope.kind) {
    case 'staged':
    case 'workingTree': {
      const parents = await parentsToBe(git, scope.amend === true);
      const index = scope.kind === 'staged';
      const indexFile = scope.kind === 'staged' ? scope.indexFile : undefined;
      const trackedOnly = scope.kind === 'workingTree' && scope.trackedOnly === true;
      const comparisons = parents.map((from): Comparison => ({ from, index, indexFile, trackedOnly }));
      return { comparisons, ledgerAt: null };
    }
    case 'commit': {
      const commit = await requireCommit(git, scope.commit);
      const parents = await requireParents(git, commit);
      return {
        comparisons: parents.map((from): Comparison => ({ from, to: commit })),
        ledgerAt: await other(git, commit),
      };
    }
    case 'range': {
      const [from, to] = await Promise.all([requireCommit(git, scope.from), requireCommit(git, scope.to)]);
      const base = await requireBase(git, from, to);
      return { comparisons: [{ from: base, to }] satisfies readonly Comparison[], ledgerAt: await other(git, to) };
    }
    default:
      return scope satisfies never;
  }
}

/** Null for HEAD: the working tree has its events, and knows of newer ones. */
async function other(git: Git, commit: string): Promise<string | null> {
  return commit === (await git.head()) ? null : commit;
}

/** The commits that the next one is made on: HEAD, those that are being merged, or none. */
async function parentsToBe(git: Git, amend: boolean): Promise<readonly string[]> {
  const head = await git.head();
  if (head === null) {
    return [await emptyTree(git)];
  }
  if (amend) {
    return requireParents(git, head);
  }
  const merged = (await git.raw(['rev-parse', '--verify', '--quiet', 'MERGE_HEAD']).catch(() => '')).trim();
  return merged === '' ? [head] : [head, merged];
}

/** The id of a commit. Throws `range-unknown`. */
export async function requireCommit(git: Git, name: string): Promise<string> {
  const id = (
    await git.raw(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]).catch(() => '')
  ).trim();
  if (id === '') {
    throw new LedgerError(
      'range-unknown',
      `There is no commit ${name} in ${git.toplevel}. Fetch it, or name one that git log shows.`,
      { commit: name },
    );
  }
  return id;
}

/** The empty tree stands for the parent of a first commit. Throws `range-unknown` where a shallow clone ends. */
export async function requireParents(git: Git, commit: string): Promise<readonly string[]> {
  const recorded = (await git.raw(['cat-file', 'commit', commit])).split('\n\n')[0] ?? '';
  const parents = [...recorded.matchAll(/^parent ([0-9a-f]+)$/gm)].map((match) => match[1] ?? '');
  if (parents.length === 0) {
    return [await emptyTree(git)];
  }
  const known = (await git.raw(['rev-list', '--parents', '--max-count=1', commit])).trim().split(' ').slice(1);
  if (known.length === 0) {
    throw endOfHistory(git, commit);
  }
  return known;
}

async function requireBase(git: Git, from: string, to: string): Promise<string> {
  const base = (await git.raw(['merge-base', from, to]).catch(() => '')).trim();
  if (base === '') {
    throw endOfHistory(git, `${from.slice(0, 10)}..${to.slice(0, 10)}`);
  }
  return base;
}

function endOfHistory(git: Git, what: string): LedgerError {
  return new LedgerError(
    'range-unknown',
    `What ${what} was made on is not in ${git.toplevel}, a clone without its whole history. Fetch more of it: git fetch --unshallow.`,
    { commit: what },
  );
}
