import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type Disposable,
  type FileSystemWatcher,
} from 'vscode-languageserver/node';
import { fileUri } from './documentAddress';
import type { LedgerView } from './ledgerView';

/** Long enough to gather the files of a checkout or a merge into one change. */
const SETTLE_MS = 150;

/** Follows the files of the ledgers through the editor's own watchers, whoever writes them. */
export class LedgerWatch {
  private registration: Promise<Disposable> | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: Connection,
    onSettled: () => void,
  ) {
    connection.onDidChangeWatchedFiles(() => {
      clearTimeout(this.timer);
      this.timer = setTimeout(onSettled, SETTLE_MS);
    });
  }

  /** In place of what was watched before. */
  async watch(views: readonly LedgerView[]): Promise<void> {
    const before = this.registration;
    const watchers = views.map(({ root }): FileSystemWatcher => ({
      globPattern: { baseUri: fileUri(root), pattern: '.model-ledger/{models/**,config.json}' },
    }));
    this.registration = this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    await this.registration;
    (await before)?.dispose();
  }
}
