import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type Disposable,
  type FileSystemWatcher,
} from 'vscode-languageserver/node';
import { fileUri } from './documentAddress';
import type { LedgerView } from './ledgerView';
import type { LedgerSnapshot } from './snapshot';

/** Long enough to gather the files of a checkout or a merge into one change. */
const SETTLE_MS = 150;
/** A pattern names them all; beyond this, changes are seen when a document is edited. */
const MOST_ARTIFACTS = 200;

/** Follows the files of the ledgers, and the newest artifacts, through the editor's own watchers, whoever writes them. */
export class LedgerWatch {
  private watched = '';
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
    const watchers: FileSystemWatcher[] = [];
    for (const view of views) {
      const baseUri = fileUri(view.root);
      watchers.push({ globPattern: { baseUri, pattern: '.model-ledger/{models/**,config.json}' } });
      const artifacts = newestArtifacts(await view.snapshot());
      if (artifacts.length > 0) {
        watchers.push({ globPattern: { baseUri, pattern: `{${artifacts.join(',')}}` } });
      }
    }
    const watched = JSON.stringify(watchers);
    if (watched !== this.watched) {
      this.watched = watched;
      await this.register(watchers);
    }
  }

  private async register(watchers: FileSystemWatcher[]): Promise<void> {
    const before = this.registration;
    this.registration = this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    await this.registration;
    (await before)?.dispose();
  }
}

/** Of each model's newest version; a path that would be read as a pattern is left out. */
function newestArtifacts(snapshot: LedgerSnapshot): readonly string[] {
  const paths = snapshot.models.flatMap(({ versions }) => versions[0]?.artifacts.map(({ path }) => path) ?? []);
  return [...new Set(paths)].filter((path) => !/[{}[\],*?\\]|^\.\./.test(path)).slice(0, MOST_ARTIFACTS);
}
