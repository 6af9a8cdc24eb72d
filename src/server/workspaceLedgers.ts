import { realpath } from 'node:fs/promises';
import { findLedgerRoot, isInside } from '../core/io/ledger/ledgerPaths';
import { LedgerView } from './ledgerView';

/** The ledgers of the workspace folders, opened when a document first asks. */
export class WorkspaceLedgers {
  private opening: Promise<readonly LedgerView[]> | null = null;

  constructor(
    private folders: readonly string[],
    private trusted: boolean,
    private readonly onUnreadable: (folder: string, error: unknown) => void,
  ) {}

  get isTrusted(): boolean {
    return this.trusted;
  }

  all(): Promise<readonly LedgerView[]> {
    this.opening ??= this.open();
    return this.opening;
  }

  /** The ledger that a file belongs to: the innermost one. A document without a place belongs to the only one. */
  async forPath(path: string | null): Promise<LedgerView | null> {
    const views = await this.all();
    if (path === null) {
      return views.length === 1 ? (views[0] ?? null) : null;
    }
    return innermost(views, path) ?? innermost(views, await realpath(path).catch(() => path));
  }

  /** The one that lies inside a folder, the first of several. */
  async below(folder: string): Promise<LedgerView | null> {
    const real = await realpath(folder).catch(() => folder);
    return (await this.all()).find(({ root }) => isInside(folder, root) || isInside(real, root)) ?? null;
  }

  /** What was read of a ledger, or of all of them, is read again at the next question. */
  async forget(root: string | null): Promise<void> {
    for (const view of await this.all()) {
      if (root === null || view.root === root) {
        view.forget();
      }
    }
  }

  setFolders(folders: readonly string[]): void {
    this.folders = folders;
    this.opening = null;
  }

  /** From now on Git is asked. */
  trust(): void {
    this.trusted = true;
    this.opening = null;
  }

  private async open(): Promise<readonly LedgerView[]> {
    const roots = new Set<string>();
    for (const folder of this.folders) {
      try {
        roots.add(await findLedgerRoot(folder));
      } catch (error) {
        // A workspace may name a folder that is gone; the others go on.
        this.onUnreadable(folder, error);
      }
    }
    return [...roots].map((root) => new LedgerView(root, { withoutGit: !this.trusted }));
  }
}

function innermost(views: readonly LedgerView[], path: string): LedgerView | null {
  const holders = views.filter((view) => isInside(view.root, path));
  return holders.toSorted((a, b) => b.root.length - a.root.length)[0] ?? null;
}
