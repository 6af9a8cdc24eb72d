import path from 'node:path';
import * as vscode from 'vscode';
import type { Capture } from '../../core/capture/capture';
import { LedgerError } from '../../core/errors';
import type { VersionSource } from '../../core/model';
import { toSignal } from '../abort';
import type { OpenLedger } from '../openLedger';
import { readLiveNotebook } from './liveNotebook';
import { writeLiveNotebook } from './writeLiveNotebook';

/** The facts of a source: from the live editor where one is open, unsaved changes included, else from the file. */
export async function captureSource(open: OpenLedger, source: VersionSource): Promise<Capture> {
  const file = open.resolve(source.path);
  if (file === null) {
    throw new LedgerError('source-missing', `${source.path || 'The source'} is not a file below ${open.root}.`, {
      path: source.path,
    });
  }
  return captureFileOrNotebook(open, file);
}

export async function captureFileOrNotebook(open: OpenLedger, file: string): Promise<Capture> {
  const title = `Reading ${path.basename(file)}`;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_, token) => {
      const signal = toSignal(token);
      const live = liveNotebook(file);
      if (live !== undefined) {
        const { captureNotebook } = await import('../../core/io/capture/captureNotebook');
        const notebook = readLiveNotebook(live);
        return captureNotebook({
          ledger: open.ledger,
          path: file,
          notebook,
          rawText: await writeLiveNotebook(live),
          signal,
        });
      }
      const { captureFile } = await import('../../core/io/capture/captureFile');
      return captureFile({ ledger: open.ledger, path: file, signal });
    },
  );
}

function liveNotebook(file: string): vscode.NotebookDocument | undefined {
  return vscode.workspace.notebookDocuments.find(
    (document) => !document.isClosed && document.uri.scheme === 'file' && document.uri.fsPath === file,
  );
}
