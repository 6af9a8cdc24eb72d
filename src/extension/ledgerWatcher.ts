import path from 'node:path';
import * as vscode from 'vscode';
import type { Log } from './log';
import type { OpenLedger, WrittenFile } from './openLedger';

/** Long enough to gather the files of a checkout or a merge into one change. */
const SETTLE_MS = 150;
/** Starting Git keeps this process busy, and the first rows do without. */
const FIRST_ROWS_MS = 250;
/** Watchers tell of a file within a second or so. */
const EXPECTED_MS = 5_000;

/**
 * Follows one ledger's files, whoever writes them: this window, the command line, Git. Commits are followed too,
 * because a version's commit comes from Git's history.
 */
export class LedgerWatcher implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];
  private timer: NodeJS.Timeout | undefined;
  private gitTimer: NodeJS.Timeout | undefined;
  private isDisposed = false;
  private awaitsGit = false;
  /** What this window has just made or taken away, and the time until which news of it is not news. */
  private readonly expected = new Map<string, { readonly isThere: boolean; readonly until: number }>();

  constructor(
    readonly open: OpenLedger,
    private readonly log: Log,
    private readonly onSettled: () => void,
  ) {
    this.watchLedger();
  }

  /**
   * Follows commits too, after the first rows are shown. Apart from the constructor because it asks Git where its folder is
   * (a worktree has it elsewhere). Never throws.
   */
  followGitSoon(): void {
    const before = this.readHistoryState();
    this.gitTimer = setTimeout(() => {
      void before.then((state) => this.followGitSince(state));
    }, FIRST_ROWS_MS);
  }

  /** Takes the news of these files for known already. Once: what happens to them later is news. */
  expect(files: readonly WrittenFile[]): void {
    const until = Date.now() + EXPECTED_MS;
    files.forEach((file) => this.expected.set(path.join(this.open.root, file.path), { isThere: file.isThere, until }));
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.timer);
    clearTimeout(this.gitTimer);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** A commit that came while nobody followed them is told of now. */
  private async followGitSince(before: string | null): Promise<void> {
    await this.followGit();
    if ((await this.readHistoryState()) !== before && !this.isDisposed) {
      this.schedule();
    }
  }

  /** Null where it cannot be read, which is said when Git is asked. */
  private readHistoryState(): Promise<string | null> {
    return this.open.ledger.historyState().catch(() => null);
  }

  private async followGit(): Promise<void> {
    try {
      await this.watchGit();
    } catch (error) {
      this.log.warn(`Commits are not followed: ${String(error)}`);
    }
  }

  private async watchGit(): Promise<void> {
    const git = await this.open.ledger.git();
    if (git === null) {
      this.awaitGit();
      return;
    }
    this.awaitsGit = false;
    const folder = (await git.raw(['rev-parse', '--absolute-git-dir'])).trim();
    if (folder !== '' && !this.isDisposed) {
      // One level only: watching all of .git would report every object that is written.
      this.watch(folder, '{HEAD,COMMIT_EDITMSG,ORIG_HEAD,MERGE_HEAD}');
      this.watch(path.join(folder, 'logs'), 'HEAD');
    }
  }

  /** The folder may become a repository while the window is open. */
  private awaitGit(): void {
    if (this.awaitsGit || this.isDisposed || !this.isInWorkspace()) {
      return;
    }
    this.awaitsGit = true;
    // Several, because a repository is not whole with the first of them. The log of HEAD comes with the first commit.
    this.watch(this.open.root, '.git/{HEAD,config,logs/HEAD}');
  }

  private isInWorkspace(): boolean {
    return vscode.workspace.getWorkspaceFolder(this.open.uri) !== undefined;
  }

  private watchLedger(): void {
    // Inside the workspace VS Code watches everything already. Above it only the ledger's own folder may be watched.
    if (this.isInWorkspace()) {
      this.watch(this.open.root, '.model-ledger/{models/**,config.json}');
    } else {
      this.watch(this.open.ledger.folder, '{models/**,config.json}');
    }
  }

  private watch(base: string, pattern: string): void {
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(base), pattern),
    );
    const schedule = () => this.schedule();
    this.disposables.push(
      watcher,
      watcher.onDidCreate((file) => this.consider(file, true)),
      watcher.onDidChange(schedule),
      watcher.onDidDelete((file) => this.consider(file, false)),
    );
  }

  private consider({ fsPath }: vscode.Uri, isThere: boolean): void {
    const expected = this.expected.get(fsPath);
    this.expected.delete(fsPath);
    if (expected === undefined || expected.isThere !== isThere || Date.now() > expected.until) {
      this.schedule();
    }
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.settle(), SETTLE_MS);
  }

  private async settle(): Promise<void> {
    if (this.awaitsGit) {
      await this.followGit();
    }
    this.onSettled();
  }
}
