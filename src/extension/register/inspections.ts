import type * as vscode from 'vscode';
import type { Inspection } from '../../core/notebook/inspection';
import type { EditedCells } from './editedCells';
import { readLiveNotebook } from './liveNotebook';

interface Kept {
  readonly version: number;
  readonly inspection: Promise<Inspection>;
}

/** What reading a live notebook says, read once for each state of the document. */
export class Inspections {
  private readonly kept = new WeakMap<vscode.NotebookDocument, Kept>();

  constructor(private readonly edited: EditedCells) {}

  of(document: vscode.NotebookDocument): Promise<Inspection> {
    const kept = this.kept.get(document);
    if (kept?.version === document.version) {
      return kept.inspection;
    }
    const inspection = this.inspect(document);
    this.kept.set(document, { version: document.version, inspection });
    return inspection;
  }

  private async inspect(document: vscode.NotebookDocument): Promise<Inspection> {
    const [{ inspectNotebook }, { withEditedCells }] = await Promise.all([
      import('../../core/notebook/inspectNotebook'),
      import('../../core/capture/editedCells'),
    ]);
    const notebook = readLiveNotebook(document);
    return withEditedCells(notebook, inspectNotebook(notebook), this.edited.of(document));
  }
}
