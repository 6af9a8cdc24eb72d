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
  private readonly ledgers: Watchers;
  private readonly artifacts: Watchers;
  private timer: NodeJS.Timeout | undefined;

  constructor(connection: Connection, onSettled: () => void) {
    this.ledgers = new Watchers(connection);
    this.artifacts = new Watchers(connection);
    connection.onDidChangeWatchedFiles(() => {
      clearTimeout(this.timer);
      this.timer = setTimeout(onSettled, SETTLE_MS);
    });
  }

  /** In place of what was watched before. */
  async watch(views: readonly LedgerView[]): Promise<void> {
    // Before the ledgers are read: what is written in between would be missed.
    await this.ledgers.set(views.map((view) => watcher(view, '.model-ledger/{models/**,config.json}')));
    const found = await Promise.all(
      views.map(async (view) => ({ view, paths: newestArtifacts(await view.snapshot()) })),
    );
    await this.artifacts.set(
      found.filter(({ paths }) => paths.length > 0).map(({ view, paths }) => watcher(view, `{${paths.join(',')}}`)),
    );
  }
}

/** One set of watchers, asked for anew when it is another one. */
class Watchers {
  private watched = '[]';
  private registration: Promise<Disposable> | null = null;

  constructor(private readonly connection: Connection) {}

  async set(watchers: FileSystemWatcher[]): Promise<void> {
    const watched = JSON.stringify(watchers);
    if (watched === this.watched) {
      return;
    }
    this.watched = watched;
    const before = this.registration;
    this.registration = this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    await this.registration;
    (await before)?.dispose();
  }
}

function watcher({ root }: LedgerView, pattern: string): FileSystemWatcher {
  return { globPattern: { baseUri: fileUri(root), pattern } };
}

/** Of the newest versions first; a path that would be read as a pattern is left out. */
function newestArtifacts(snapshot: LedgerSnapshot): readonly string[] {
  const paths = new Set<string>();
  const longest = Math.max(0, ...snapshot.models.map(({ versions }) => versions.length));
  for (let back = 0; back < longest && paths.size < MOST_ARTIFACTS; back += 1) {
    for (const { versions } of snapshot.models) {
      versions[back]?.artifacts.forEach(({ path }) => paths.add(path));
    }
  }
  return [...paths].filter((path) => !/[{}[\],*?\\]|^\.\./.test(path)).slice(0, MOST_ARTIFACTS);
}
