import path from 'node:path';
import * as vscode from 'vscode';
import type { Capture } from '../../core/capture/capture';
import { LedgerError } from '../../core/errors';
import type { VersionSource } from '../../core/model';
import { toSignal } from '../abort';
import type { OpenLedger } from '../openLedger';
import type { EditedCells } from './editedCells';
import { readLiveNotebook } from './liveNotebook';
import { writeLiveNotebook } from './writeLiveNotebook';

/** Reads the facts of a source: from the live editor where one is open, unsaved changes included, else from the file. */
export class SourceReader {
  constructor(private readonly edited: EditedCells) {}

  /** Throws `source-missing` for a path that is not below the ledger's folder. */
  async captureSource(open: OpenLedger, source: VersionSource): Promise<Capture> {
    const file = open.resolve(source.path);
    if (file === null) {
      throw new LedgerError('source-missing', `${source.path || 'The source'} is not a file below ${open.root}.`, {
        path: source.path,
      });
    }
    return this.captureFile(open, file);
  }

  async captureFile(open: OpenLedger, file: string): Promise<Capture> {
    const title = `Reading ${path.basename(file)}`;
    return vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_, token) => {
        const signal = toSignal(token);
        const live = liveNotebook(file);
        if (live !== undefined) {
          const { captureNotebook } = await import('../../core/io/capture/captureNotebook');
          const [notebook, edited] = [readLiveNotebook(live), this.edited.of(live)];
          const rawText = await writeLiveNotebook(live);
          return captureNotebook({ ledger: open.ledger, path: file, notebook, rawText, edited, signal });
        }
        const { captureFile } = await import('../../core/io/capture/captureFile');
        return captureFile({ ledger: open.ledger, path: file, signal });
      },
    );
  }
}

function liveNotebook(file: string): vscode.NotebookDocument | undefined {
  return vscode.workspace.notebookDocuments.find(
    (document) => !document.isClosed && document.uri.scheme === 'file' && document.uri.fsPath === file,
  );
}
