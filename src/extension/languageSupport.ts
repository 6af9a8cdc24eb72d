import path from 'node:path';
import * as vscode from 'vscode';
import { commitSettings } from './commit/commitSettings';
import type { ClientNotifications, ServerStatus } from '../protocol/languageServer';
import { hasLedger } from './hasLedger';
import type { LanguageClientProcess } from './languageClient';
import type { Ledgers } from './ledgers';
import type { Log } from './log';
import type { OpenSources } from './register/openSources';

const COMMIT_BOX = 'scminput';
/** Documents in which the server has something to say; `server/documentKind.ts` decides there. */
const LANGUAGES: ReadonlySet<string> = new Set([
  COMMIT_BOX,
  'git-commit',
  'markdown',
  'python',
  'yaml',
  'dockercompose',
  'github-actions-workflow',
  'json',
  'jsonc',
  'toml',
]);
const SCHEMES: ReadonlySet<string> = new Set([
  'file',
  'untitled',
  'vscode-scm',
  'vscode-notebook-cell',
  'model-ledger',
]);

/**
 * Starts the language server when the window has both a ledger and a document that the server serves; until then nothing
 * of it is loaded. Tells it what the window knows: that a ledger has changed, that the workspace is trusted now.
 */
export class LanguageSupport implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private starting: Promise<LanguageClientProcess> | null = null;
  private isDisposed = false;

  constructor(
    private readonly context: vscode.ExtensionContext,
    ledgers: Ledgers,
    private readonly sources: OpenSources,
    private readonly log: Log,
  ) {
    this.subscriptions = [
      vscode.workspace.onDidOpenTextDocument((document) => void this.consider([document])),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === COMMIT_BOX) {
          void this.consider([document]);
        }
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.notify('modelLedger/trustGranted', {})),
      sources.onDidChange((file) => void this.notify('modelLedger/sourceChanged', { path: file })),
      ledgers.onDidChange((open) => {
        void this.notify('modelLedger/ledgerChanged', { root: open?.root ?? null });
        // The first version of a window makes its ledger.
        void this.consider(vscode.workspace.textDocuments);
      }),
    ];
    void this.consider(vscode.workspace.textDocuments);
  }

  /** Null while the server is not needed. */
  async status(): Promise<ServerStatus | null> {
    const client = await this.starting;
    return client === null ? null : client.request('modelLedger/status', {});
  }

  /** What the next commit takes may have changed. */
  commitChanged(): void {
    void this.notify('modelLedger/commitChanged', {});
  }

  dispose(): void {
    this.isDisposed = true;
    vscode.Disposable.from(...this.subscriptions).dispose();
    void this.starting?.then((client) => client.dispose());
  }

  private async consider(documents: readonly vscode.TextDocument[]): Promise<void> {
    if (this.starting !== null || !documents.some(isServed) || !(await hasLedger())) {
      return;
    }
    this.starting ??= this.start();
    await this.starting.catch((error: unknown) => {
      this.log.error(`The language server could not be started: ${String(error)}`);
    });
  }

  private async start(): Promise<LanguageClientProcess> {
    const { LanguageClientProcess } = await import('./languageClient');
    const client = new LanguageClientProcess(this.context.asAbsolutePath(path.join('dist', 'server.js')), this.log);
    client.onRequest('modelLedger/openSource', (params) => this.sources.read(params));
    client.onRequest('modelLedger/commitSettings', ({ root }) =>
      Promise.resolve(commitSettings(vscode.Uri.file(root))),
    );
    await client.start();
    if (this.isDisposed) {
      await client.dispose();
    }
    return client;
  }

  private async notify<M extends keyof ClientNotifications>(method: M, params: ClientNotifications[M]): Promise<void> {
    const client = await this.starting?.catch(() => null);
    await client?.notify(method, params);
  }
}

function isServed(document: vscode.TextDocument): boolean {
  if (document.languageId === COMMIT_BOX) {
    // There is one for each repository as long as the window is open: somebody has to write in it.
    return document.getText() !== '';
  }
  const isToml = document.uri.path.endsWith('.toml');
  return SCHEMES.has(document.uri.scheme) && (LANGUAGES.has(document.languageId) || isToml);
}
