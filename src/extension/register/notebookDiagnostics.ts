import * as vscode from 'vscode';
import type { Inspection, InspectionWarning } from '../../core/notebook/inspection';
import type { Settings } from '../settings';
import type { EditedCells } from './editedCells';
import type { Inspections } from './inspections';

/** While somebody types or a cell prints, the last words stand; they are weighed again after a pause. */
const SETTLE_MS = 500;

const SOURCE = 'Model Ledger';

/** What makes results doubtful, in the Problems panel and under the first line of the cell it is about. */
export class NotebookDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('modelLedger');
  private readonly timers = new Map<vscode.NotebookDocument, NodeJS.Timeout>();
  /** Addresses with diagnostics by notebook: a cell that is deleted takes its own with it only if somebody remembers. */
  private readonly shown = new Map<vscode.NotebookDocument, readonly vscode.Uri[]>();
  private readonly disposables: readonly vscode.Disposable[];

  constructor(
    private readonly inspections: Inspections,
    private readonly edited: EditedCells,
    private readonly settings: Settings,
  ) {
    this.disposables = [
      this.collection,
      vscode.workspace.onDidOpenNotebookDocument((document) => this.schedule(document)),
      vscode.workspace.onDidChangeNotebookDocument(({ notebook }) => this.schedule(notebook)),
      vscode.workspace.onDidCloseNotebookDocument((document) => this.close(document)),
      // A document may outlive its tab by minutes, and one that was opened by a program has none.
      vscode.window.tabGroups.onDidChangeTabs(() => this.scheduleAll()),
      settings.onDidChange(() => this.scheduleAll()),
    ];
    this.scheduleAll();
  }

  dispose(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.timers.clear();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private scheduleAll(): void {
    vscode.workspace.notebookDocuments.forEach((document) => this.schedule(document));
  }

  private schedule(document: vscode.NotebookDocument): void {
    // Notebooks as they were, and sides of a comparison, are nobody's to repair.
    if (document.notebookType !== 'jupyter-notebook' || !['file', 'untitled'].includes(document.uri.scheme)) {
      return;
    }
    clearTimeout(this.timers.get(document));
    const timer = setTimeout(() => {
      this.timers.delete(document);
      // Reading never rejects: the reader is total.
      void this.update(document);
    }, SETTLE_MS);
    this.timers.set(document, timer);
  }

  private async update(document: vscode.NotebookDocument): Promise<void> {
    const { version } = document;
    const isWanted = this.settings.showsNotebookDiagnostics && hasTab(document);
    const inspection = isWanted ? await this.inspections.of(document) : null;
    // Changed or closed meanwhile: the next update says it, or nothing does.
    if (!document.isClosed && document.version === version) {
      this.show(document, inspection === null ? [] : this.select(document, inspection));
    }
  }

  /** A notebook that neither trains nor scores anything has nothing to register, and so nothing to doubt. */
  private select(document: vscode.NotebookDocument, inspection: Inspection): readonly InspectionWarning[] {
    const { framework, metrics, artifacts, warnings } = inspection;
    const isAboutModel = framework.length > 0 || metrics.length > 0 || artifacts.length > 0;
    return isAboutModel ? warnings.filter((warning) => !this.isUnfinished(document, warning)) : [];
  }

  /** What half an output seems to say. */
  private isUnfinished(document: vscode.NotebookDocument, { code, source: { cell } }: InspectionWarning): boolean {
    return (
      code !== 'no-seed' &&
      cell !== undefined &&
      cell < document.cellCount &&
      this.edited.isRunning(document.cellAt(cell))
    );
  }

  private show(document: vscode.NotebookDocument, warnings: readonly InspectionWarning[]): void {
    this.clear(document);
    const shown = document.getCells().flatMap((cell) => {
      const found = warnings.filter(({ source }) => (source.cell ?? 0) === cell.index);
      if (found.length === 0) {
        return [];
      }
      this.collection.set(
        cell.document.uri,
        found.map((warning) => toDiagnostic(cell.document, warning)),
      );
      return [cell.document.uri];
    });
    this.shown.set(document, shown);
  }

  private close(document: vscode.NotebookDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    this.clear(document);
  }

  private clear(document: vscode.NotebookDocument): void {
    this.shown.get(document)?.forEach((uri) => this.collection.delete(uri));
    this.shown.delete(document);
  }
}

function hasTab(document: vscode.NotebookDocument): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => input instanceof vscode.TabInputNotebook && input.uri.toString() === document.uri.toString());
}

function toDiagnostic(document: vscode.TextDocument, { code, message }: InspectionWarning): vscode.Diagnostic {
  const lines = Array.from({ length: document.lineCount }, (_, line) => document.lineAt(line));
  const line = lines.find((candidate) => !candidate.isEmptyOrWhitespace) ?? document.lineAt(0);
  const start = line.range.start.translate(0, line.firstNonWhitespaceCharacterIndex);
  const diagnostic = new vscode.Diagnostic(new vscode.Range(start, line.range.end), message, severityOf(code));
  diagnostic.source = SOURCE;
  diagnostic.code = code;
  return diagnostic;
}

/** A missing seed is no fault of the results that are there; everything else is. */
function severityOf(code: string): vscode.DiagnosticSeverity {
  return code === 'no-seed' ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Warning;
}
