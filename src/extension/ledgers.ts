import { realpath } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { LedgerError } from '../core/errors';
import { LedgerWatcher } from './ledgerWatcher';
import type { Log } from './log';
import { OpenLedger, type WrittenFile } from './openLedger';

/**
 * The ledgers of the window: one per repository (or plain folder) among the workspace folders. Nothing is opened until
 * somebody asks.
 */
export class Ledgers implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<OpenLedger | undefined>();
  private readonly subscription = vscode.Disposable.from(
    vscode.workspace.onDidChangeWorkspaceFolders(() => this.reset()),
    // A ledger that was opened in Restricted Mode never asks Git.
    vscode.workspace.onDidGrantWorkspaceTrust(() => this.reset()),
  );
  private opening: Promise<readonly OpenLedger[]> | null = null;
  private watchers: LedgerWatcher[] = [];
  /** Counts the sets of workspace folders, so that an answer about an earlier set starts no watchers. */
  private generation = 0;

  constructor(private readonly log: Log) {}

  /** The ledger that changed; undefined when the set of ledgers did. */
  readonly onDidChange = this.changed.event;

  all(): Promise<readonly OpenLedger[]> {
    this.opening ??= this.open();
    return this.opening;
  }

  /** The ledger that a file belongs to: the innermost one. Throws `workspace-missing`. */
  async forFile(file: string): Promise<OpenLedger> {
    // Roots are real paths; an editor may show the same file through a symbolic link.
    const real = await realpath(file).catch(() => file);
    const holders = (await this.all()).filter((open) => open.contains(file) || open.contains(real));
    const innermost = holders.toSorted((a, b) => b.root.length - a.root.length)[0];
    if (innermost === undefined) {
      throw new LedgerError(
        'workspace-missing',
        `${path.basename(file)} is outside the folders of this window. Open the folder that holds it: versions are kept there.`,
        { file },
      );
    }
    return innermost;
  }

  async byRoot(root: string): Promise<OpenLedger | undefined> {
    // Through Uri, because documents' addresses come back with another case of the drive letter on Windows.
    const wanted = vscode.Uri.file(root).fsPath;
    return (await this.all()).find((open) => open.uri.fsPath === wanted);
  }

  /**
   * Call after writing: nobody should wait for the file system to say so. When it says so of the files that the ledger
   * wrote, nothing happens again: a second reading of the tree would come while its rows are opened.
   */
  notify(open: OpenLedger): void {
    this.watchers.find((watcher) => watcher.open === open)?.expect(open.takeWritten());
    open.forget();
    this.changed.fire(open);
  }

  /** Everything is read anew at the next question. */
  async refresh(): Promise<void> {
    for (const open of await this.all()) {
      open.forget();
    }
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.subscription.dispose();
    this.disposeWatchers();
    this.changed.dispose();
  }

  private async open(): Promise<readonly OpenLedger[]> {
    const { generation } = this;
    // Imported when first needed: the ledger brings Git, the JSON layer and the schemas, which activation must not pay for.
    const [{ findLedgerRoot }, { Ledger }] = await Promise.all([
      import('../core/io/ledger/ledgerPaths'),
      import('../core/io/ledger/ledger'),
    ]);
    const roots = new Set<string>();
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      try {
        if (folder.uri.scheme === 'file') {
          roots.add(await findLedgerRoot(folder.uri.fsPath));
        }
      } catch (error) {
        // A workspace may name a folder that is gone: VS Code says so itself, and the other folders go on.
        this.log.warn(`${folder.uri.fsPath} cannot be read: ${String(error)}`);
      }
    }
    const withoutGit = !vscode.workspace.isTrusted;
    const ledgers = [...roots].map((root) => {
      const written: WrittenFile[] = [];
      const onWritten = (file: string, isThere: boolean) => written.push({ path: file, isThere });
      return new OpenLedger(Ledger.open(root, { withoutGit, onWritten }), written);
    });
    if (generation === this.generation) {
      this.watch(ledgers);
    }
    return ledgers;
  }

  private watch(ledgers: readonly OpenLedger[]): void {
    this.watchers = ledgers.map((open) => new LedgerWatcher(open, this.log, () => this.notify(open)));
    for (const watcher of this.watchers) {
      watcher.followGitSoon();
    }
  }

  private reset(): void {
    this.generation += 1;
    this.opening = null;
    this.disposeWatchers();
    this.changed.fire(undefined);
  }

  private disposeWatchers(): void {
    for (const watcher of this.watchers) {
      watcher.dispose();
    }
    this.watchers = [];
  }
}
