import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CommitScope } from '../../core/io/commit/readCommitConcerns';
import type { Git } from '../../core/io/git/git';
import { findGitFolders, readHeadCommit } from '../../core/io/git/headCommit';
import type { CommitConcerns } from '../../core/rationale/concern';
import { COMMENT_MARKER } from '../../core/rationale/messageLines';
import type { CommitSettings } from '../../protocol/languageServer';
import type { LedgerView } from '../ledgerView';
import type { Subject } from '../session';
import { NO_COMMENTS, type CommitSubject } from './commitSubject';
import { KeptReading } from './keptReading';

/** Knows what the commit of each repository is about to contain. Asked for each key that is pressed, so it keeps its answers. */
export class CommitReader {
  private readonly kept = new Map<string, KeptReading<CommitConcerns>>();

  constructor(
    private readonly settingsOf: (root: string) => Promise<CommitSettings>,
    /** An answer that was given meanwhile is outdated now. */
    private readonly onRefreshed: () => void,
    private readonly patienceMs?: number,
  ) {}

  /** Null where nothing is asked: switched off, or no Git. */
  async read({ document, snapshot, view, path }: Subject): Promise<CommitSubject | null> {
    const settings = await this.settingsOf(view.root);
    const policy = settings.policy ?? snapshot.config.commit.rationale;
    const git = policy === 'off' ? null : await view.git();
    if (git === null) {
      return null;
    }
    const isFile = document.languageId === 'git-commit';
    const concerns = await this.reading(view, isFile).read(async (signal) =>
      view.commitConcerns(await scopeOf(git, { isFile, path, settings }), signal),
    );
    return {
      document,
      snapshot,
      concerns: { ...concerns, policy },
      commentMarker: isFile ? await readCommentMarker(git) : NO_COMMENTS,
    };
  }

  /** Something changed: the ledger, the index, the working tree, the settings. Null: anywhere. */
  forget(root: string | null): void {
    for (const [key, reading] of this.kept) {
      if (root === null || key.endsWith(` ${root}`)) {
        reading.forget();
      }
    }
  }

  private reading(view: LedgerView, isFile: boolean): KeptReading<CommitConcerns> {
    const key = `${isFile ? 'file' : 'box'} ${view.root}`;
    const reading = this.kept.get(key) ?? new KeptReading(() => stateOf(view.root), this.onRefreshed, this.patienceMs);
    this.kept.set(key, reading);
    return reading;
  }
}

/** The index as Git is about to commit it; where nothing is staged, what VS Code would take instead. */
async function scopeOf(
  git: Git,
  {
    isFile,
    path,
    settings,
  }: { readonly isFile: boolean; readonly path: string | null; readonly settings: CommitSettings },
): Promise<CommitScope> {
  if (isFile) {
    // With "git commit -a" the index to be committed is the one that Git holds ready beside the old one.
    const prepared = path === null ? null : join(dirname(path), 'index.lock');
    const size = prepared === null ? 0 : ((await stat(prepared).catch(() => null))?.size ?? 0);
    return { kind: 'staged', ...(prepared !== null && size > 0 ? { indexFile: prepared } : {}) };
  }
  const staged = await git.raw(['diff', '--cached', '--name-only', '--no-ext-diff', '--ignore-submodules', '-z']);
  if (staged !== '' || settings.unstaged === 'none') {
    return { kind: 'staged' };
  }
  return { kind: 'workingTree', trackedOnly: settings.unstaged === 'tracked' };
}

/** Changes with every staging and every commit, whoever makes them. */
async function stateOf(root: string): Promise<string> {
  const folders = await findGitFolders(root);
  if (folders === null) {
    return '';
  }
  const index = await stat(join(folders.own, 'index')).catch(() => null);
  return `${index?.mtimeMs ?? 0} ${index?.size ?? 0} ${(await readHeadCommit(folders)) ?? ''}`;
}

async function readCommentMarker(git: Git): Promise<string> {
  const set = await git.raw(['config', '--get-regexp', '^core\\.comment(char|string)$']).catch(() => '');
  const marker = /^\S+ (?<marker>.+)$/m.exec(set.trim())?.groups?.['marker'];
  return marker === undefined || marker === 'auto' ? COMMENT_MARKER : marker;
}
