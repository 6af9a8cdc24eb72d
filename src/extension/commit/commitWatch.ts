import * as vscode from 'vscode';
import type { Log } from '../log';
import { openGit, type GitApi, type GitRepository } from './gitApi';

/** Long enough to gather what one action changes. */
const SETTLE_MS = 300;
/** A commit moves HEAD a moment before it is announced; a pull some time ago is not what was committed. */
const MOVED_BY_COMMIT_MS = 30_000;

/** A commit that was made in this window. */
export interface MadeCommit {
  readonly root: vscode.Uri;
  readonly commit: string;
}

/**
 * Follows the repositories of the window through VS Code's Git extension, which watches them anyway: what is staged or
 * changed, and the commits that are made here.
 */
export class CommitWatch implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly committed = new vscode.EventEmitter<MadeCommit>();
  /** By the address of the root: the API hands out a new object for each question. */
  private readonly followed = new Map<string, vscode.Disposable>();
  private readonly subscriptions: vscode.Disposable[] = [this.changed, this.committed];
  private starting: Promise<void> | null = null;
  private isDisposed = false;

  constructor(private readonly log: Log) {}

  /** The next commit of some repository may take something else. */
  readonly onDidChange = this.changed.event;
  readonly onDidCommit = this.committed.event;

  /** Apart from the constructor because it waits for the Git extension. Never throws; a second call does nothing. */
  start(): Promise<void> {
    this.starting ??= this.followGit().catch((error: unknown) => {
      this.log.warn(`Commits are not followed: ${String(error)}`);
    });
    return this.starting;
  }

  dispose(): void {
    this.isDisposed = true;
    vscode.Disposable.from(...this.subscriptions, ...this.followed.values()).dispose();
  }

  private async followGit(): Promise<void> {
    const git = await openGit();
    if (git !== null && !this.isDisposed) {
      this.followAll(git);
    }
  }

  private followAll(git: GitApi): void {
    this.subscriptions.push(
      git.onDidOpenRepository((repository) => this.follow(repository)),
      git.onDidCloseRepository(({ rootUri }) => {
        this.followed.get(rootUri.toString())?.dispose();
        this.followed.delete(rootUri.toString());
      }),
    );
    for (const repository of git.repositories) {
      this.follow(repository);
    }
  }

  private follow(repository: GitRepository): void {
    const key = repository.rootUri.toString();
    this.followed.get(key)?.dispose();
    let timer: NodeJS.Timeout | undefined;
    let head = { commit: repository.state.HEAD?.commit, movedAt: 0 };
    const parts = [
      repository.state.onDidChange(() => {
        const { commit } = repository.state.HEAD ?? {};
        head = commit === head.commit ? head : { commit, movedAt: Date.now() };
        clearTimeout(timer);
        timer = setTimeout(() => this.changed.fire(), SETTLE_MS);
      }),
      repository.onDidCommit(() => {
        // Announced for one that failed, too.
        if (head.commit !== undefined && Date.now() - head.movedAt < MOVED_BY_COMMIT_MS) {
          this.committed.fire({ root: repository.rootUri, commit: head.commit });
        }
        head = { ...head, movedAt: 0 };
      }),
      new vscode.Disposable(() => clearTimeout(timer)),
    ];
    this.followed.set(key, vscode.Disposable.from(...parts));
  }
}
