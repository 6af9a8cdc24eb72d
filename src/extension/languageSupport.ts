import { access } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { findLedgerRoot, LEDGER_FOLDER } from '../core/io/ledger/ledgerPaths';
import type { ClientNotifications, ServerStatus } from '../protocol/languageServer';
import type { LanguageClientProcess } from './languageClient';
import type { Ledgers } from './ledgers';
import type { Log } from './log';
import type { OpenSources } from './register/openSources';

/** Documents in which the server has something to say; `server/documentKind.ts` decides there. */
const LANGUAGES: ReadonlySet<string> = new Set([
  'scminput',
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
  const isToml = document.uri.path.endsWith('.toml');
  return SCHEMES.has(document.uri.scheme) && (LANGUAGES.has(document.languageId) || isToml);
}

/** Looks for the folder only. */
async function hasLedger(): Promise<boolean> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    if (uri.scheme === 'file') {
      const root = await findLedgerRoot(uri.fsPath).catch(() => uri.fsPath);
      const isThere = await access(path.join(root, LEDGER_FOLDER)).then(
        () => true,
        () => false,
      );
      if (isThere) {
        return true;
      }
    }
  }
  return false;
}
