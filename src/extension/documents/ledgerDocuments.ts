import * as vscode from 'vscode';
import { LedgerError } from '../../core/errors';
import { DOCUMENT_SCHEME } from '../commandIds';
import type { Ledgers } from '../ledgers';
import { readDocumentUri, type DocumentAddress } from './documentUri';

/**
 * Model cards, objects such as the notebook as it was, and what two versions are compared by, as read-only files that
 * editors and previews can open.
 */
export class LedgerDocuments implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly disposables: vscode.Disposable[];
  /** Cards that somebody opened: they follow the ledger. */
  private readonly openCards = new Set<string>();
  private changedAt = 1;

  readonly onDidChangeFile = this.changed.event;

  constructor(private readonly ledgers: Ledgers) {
    this.disposables = [
      this.changed,
      vscode.workspace.registerFileSystemProvider(DOCUMENT_SCHEME, this, { isReadonly: true, isCaseSensitive: true }),
      ledgers.onDidChange(() => this.announce()),
    ];
  }

  watch(uri: vscode.Uri): vscode.Disposable {
    const key = uri.toString();
    this.openCards.add(key);
    return new vscode.Disposable(() => this.openCards.delete(key));
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const content = await this.readFile(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      // Objects and commits never change; what is written about a version may after every event.
      mtime: changes(readDocumentUri(uri)) ? this.changedAt : 1,
      size: content.byteLength,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const address = readDocumentUri(uri);
    const open = address === null ? undefined : await this.ledgers.byRoot(address.root);
    if (address === null || open === undefined) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    try {
      if (address.kind === 'object') {
        return await open.ledger.readObject(address.sha256);
      }
      const { readDocument } = await import('./readDocument');
      return await readDocument(open, address);
    } catch (error) {
      if (error instanceof LedgerError) {
        throw vscode.FileSystemError.FileNotFound(error.message);
      }
      throw error;
    }
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private announce(): void {
    this.changedAt = Math.max(this.changedAt + 1, Date.now());
    const uris = [...this.openCards].map((key) => vscode.Uri.parse(key, true));
    this.changed.fire(uris.map((uri) => ({ type: vscode.FileChangeType.Changed, uri })));
  }
}

function changes(address: DocumentAddress | null): boolean {
  return address?.kind === 'card' || address?.kind === 'documentation';
}
