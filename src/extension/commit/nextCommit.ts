import path from 'node:path';
import type * as vscode from 'vscode';
import { LedgerError } from '../../core/errors';
import type { CommitScope } from '../../core/io/commit/readCommitConcerns';
import type { CommitConcerns } from '../../core/rationale/concern';
import type { UnstagedShare } from '../../core/rationale/smartCommit';
import type { Ledgers } from '../ledgers';
import type { OpenLedger } from '../openLedger';
import { commitSettings } from './commitSettings';
import { UNTRACKED, type GitChange, type GitRepository } from './gitApi';

/** What would be committed in a repository now. */
export interface NextCommit {
  readonly repository: GitRepository;
  /** Null where the repository has no ledger. */
  readonly open: OpenLedger | null;
  readonly concerns: CommitConcerns | null;
  readonly files: readonly GitChange[];
  readonly isStaged: boolean;
}

/** Throws `nothing-to-commit`. */
export async function readNextCommit(repository: GitRepository, ledgers: Ledgers): Promise<NextCommit> {
  await repository.status();
  const { state, rootUri } = repository;
  const { unstaged } = commitSettings(rootUri);
  // A merge is committed as it is staged.
  const isStaged = state.indexChanges.length > 0;
  const files = isStaged ? state.indexChanges : unstagedFiles(repository, unstaged);
  if (files.length === 0) {
    throw new LedgerError(
      'nothing-to-commit',
      state.workingTreeChanges.length > 0
        ? `Nothing is staged in ${path.basename(rootUri.fsPath)}. Stage the changes that belong together, then commit.`
        : `There is nothing to commit in ${path.basename(rootUri.fsPath)}. Change or register something first.`,
    );
  }
  const open = await ledgerOf(rootUri, ledgers);
  const scope: CommitScope = isStaged
    ? { kind: 'staged' }
    : { kind: 'workingTree', trackedOnly: unstaged === 'tracked' };
  return { repository, open, files, isStaged, concerns: open === null ? null : await readConcerns(open, scope) };
}

export async function readConcerns(open: OpenLedger, scope: CommitScope): Promise<CommitConcerns> {
  // Imported when first needed, as the ledger itself.
  const { readCommitConcerns } = await import('../../core/io/commit/readCommitConcerns');
  return readCommitConcerns(open.ledger, scope);
}

/** The ledger that holds a repository, else one inside of it. */
export async function ledgerOf(root: vscode.Uri, ledgers: Ledgers): Promise<OpenLedger | null> {
  const all = await ledgers.all();
  const holders = all.filter((open) => open.root === root.fsPath || open.contains(root.fsPath));
  const innermost = holders.toSorted((a, b) => b.root.length - a.root.length)[0];
  return innermost ?? all.find((open) => isBelow(root.fsPath, open.root)) ?? null;
}

function isBelow(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

/** What VS Code's Git extension takes while nothing is staged. */
function unstagedFiles({ state }: GitRepository, unstaged: UnstagedShare): readonly GitChange[] {
  switch (unstaged) {
    case 'none':
      return [];
    case 'tracked':
      return state.workingTreeChanges.filter(({ status }) => status !== UNTRACKED);
    case 'all':
      return [...state.workingTreeChanges, ...state.untrackedChanges];
    default:
      return unstaged satisfies never;
  }
}
