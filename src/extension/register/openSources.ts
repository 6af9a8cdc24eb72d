import * as vscode from 'vscode';
import type { OpenSource, ServerRequests } from '../../protocol/languageServer';
import { readLiveNotebook } from './liveNotebook';

/** A run changes its outputs many times a second. */
const SETTLE_MS = 400;

/** Notebooks as they are in this window, for the language server, which sees only what is saved. */
export class OpenSources implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly disposables: vscode.Disposable[];
  private watcher: vscode.FileSystemWatcher | null = null;

  /** The absolute path of a notebook that has changed in the window or on the disk, or been closed. */
  readonly onDidChange = this.changed.event;

  constructor() {
    this.disposables = [
      this.changed,
      vscode.workspace.onDidChangeNotebookDocument(({ notebook }) => this.announce(notebook.uri)),
      vscode.workspace.onDidCloseNotebookDocument(({ uri }) => this.announce(uri)),
    ];
  }

  /** Null for a notebook without unsaved changes: its file says the same. */
  async read({ path, known }: ServerRequests['modelLedger/openSource']['params']): Promise<OpenSource | null> {
    this.watcher ??= this.watch();
    const document = vscode.workspace.notebookDocuments.find(
      ({ uri, isClosed, isDirty }) => isDirty && !isClosed && uri.scheme === 'file' && uri.fsPath === path,
    );
    if (document === undefined) {
      return null;
    }
    const { version } = document;
    if (version === known) {
      return { version, facts: null };
    }
    const { sourceFacts } = await import('../../core/notebook/sourceFacts');
    return { version, facts: sourceFacts(readLiveNotebook(document)) };
  }

  dispose(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.watcher?.dispose();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** Saved here, or run by another program. */
  private watch(): vscode.FileSystemWatcher {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.ipynb');
    watcher.onDidChange((uri) => this.announce(uri));
    watcher.onDidCreate((uri) => this.announce(uri));
    watcher.onDidDelete((uri) => this.announce(uri));
    return watcher;
  }

  private announce(uri: vscode.Uri): void {
    if (uri.scheme !== 'file') {
      return;
    }
    const path = uri.fsPath;
    clearTimeout(this.timers.get(path));
    this.timers.set(
      path,
      setTimeout(() => {
        this.timers.delete(path);
        this.changed.fire(path);
      }, SETTLE_MS),
    );
  }
}
