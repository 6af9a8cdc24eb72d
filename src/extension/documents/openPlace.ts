import { access } from 'node:fs/promises';
import * as vscode from 'vscode';
import { LedgerError } from '../../core/errors';
import type { FactSource } from '../../core/model';
import type { OpenLedger } from '../openLedger';

/** Opens the notebook cell or the line that a fact was read from. */
export async function openPlace(open: OpenLedger, source: FactSource & { readonly path: string }): Promise<void> {
  const uri = await existingFile(open, source.path);
  if (uri.path.endsWith('.ipynb')) {
    await openCell(uri, source.cell ?? null);
    return;
  }
  if (source.line === undefined) {
    await vscode.commands.executeCommand('vscode.open', uri);
    return;
  }
  const selection = new vscode.Range(source.line, 0, source.line, 0);
  await vscode.window.showTextDocument(uri, { selection });
}

/** Throws `source-missing` and `path-outside`. */
export async function existingFile(open: OpenLedger, recorded: string): Promise<vscode.Uri> {
  const file = open.resolve(recorded);
  if (file === null) {
    throw new LedgerError('path-outside', `${recorded} lies outside ${open.root}. Only files below it are opened.`, {
      path: recorded,
    });
  }
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    throw new LedgerError(
      'source-missing',
      `${recorded} is not there any more. It may have been moved, renamed or never fetched on this machine.`,
      { path: recorded },
    );
  }
  return vscode.Uri.file(file);
}

/** Shows a notebook with one of its cells selected and in view. */
export async function openCell(uri: vscode.Uri, cell: number | null): Promise<void> {
  const document = await vscode.workspace.openNotebookDocument(uri);
  // Cells may have gone since the fact was read: the last one is the nearest place that exists.
  const index = cell === null ? null : Math.min(cell, document.cellCount - 1);
  if (index === null || index < 0) {
    await vscode.window.showNotebookDocument(document);
    return;
  }
  const range = new vscode.NotebookRange(index, index + 1);
  const editor = await vscode.window.showNotebookDocument(document, { selections: [range] });
  editor.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
}
