import type * as vscode from 'vscode';
import type { Inspection } from '../../core/notebook/inspection';
import { readLiveNotebook } from './liveNotebook';

interface Kept {
  readonly version: number;
  readonly inspection: Promise<Inspection>;
}

/** What reading a live notebook says, read once for each state of the document. */
export class Inspections {
  private readonly kept = new WeakMap<vscode.NotebookDocument, Kept>();

  of(document: vscode.NotebookDocument): Promise<Inspection> {
    const kept = this.kept.get(document);
    if (kept?.version === document.version) {
      return kept.inspection;
    }
    const inspection = inspect(document);
    this.kept.set(document, { version: document.version, inspection });
    return inspection;
  }
}

async function inspect(document: vscode.NotebookDocument): Promise<Inspection> {
  const { inspectNotebook } = await import('../../core/notebook/inspectNotebook');
  return inspectNotebook(readLiveNotebook(document));
}
