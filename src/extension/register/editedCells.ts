import * as vscode from 'vscode';
import { significantCode } from '../../core/capture/editedCells';

/**
 * Which cells were changed after they ran. A file does not say it: it is seen from when a notebook is opened here, or the
 * extension starts.
 */
export class EditedCells implements vscode.Disposable {
  /** The code that a cell's output came from. */
  private readonly ran = new WeakMap<vscode.NotebookCell, string>();
  private readonly running = new WeakSet<vscode.NotebookCell>();
  private readonly disposables: readonly vscode.Disposable[];

  constructor() {
    this.disposables = [
      vscode.workspace.onDidOpenNotebookDocument((document) => this.open(document)),
      vscode.workspace.onDidChangeNotebookDocument((event) => this.follow(event)),
    ];
    vscode.workspace.notebookDocuments.forEach((document) => this.open(document));
  }

  /** Indexes of the cells whose code is not what they ran. */
  of(document: vscode.NotebookDocument): ReadonlySet<number> {
    const edited = document.getCells().filter((cell) => {
      const code = this.ran.get(cell);
      return code !== undefined && significantCode(cell.document.getText()) !== code;
    });
    return new Set(edited.map((cell) => cell.index));
  }

  /** A cell that has begun and not ended shows a part of its output; one whose output was cleared shows none. */
  isRunning(cell: vscode.NotebookCell): boolean {
    return this.running.has(cell);
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private open(document: vscode.NotebookDocument): void {
    document
      .getCells()
      .filter((cell) => cell.kind === vscode.NotebookCellKind.Code && cell.executionSummary !== undefined)
      .forEach((cell) => this.remember(cell));
  }

  private follow({ cellChanges, contentChanges }: vscode.NotebookDocumentChangeEvent): void {
    for (const { cell, executionSummary } of cellChanges) {
      if (executionSummary !== undefined) {
        this.followRun(cell, executionSummary);
      }
    }
    for (const cell of contentChanges.flatMap(({ addedCells }) => addedCells)) {
      // Pasted or brought back with its output: as it is now is all that is known.
      if (cell.kind === vscode.NotebookCellKind.Code && cell.executionSummary !== undefined) {
        this.remember(cell);
      }
    }
  }

  private followRun(cell: vscode.NotebookCell, { success }: vscode.NotebookCellExecutionSummary): void {
    if (success !== undefined) {
      this.running.delete(cell);
      return;
    }
    // Told when the cell is queued, begins and gets its number, and when its output is cleared: all before it prints.
    this.running.add(cell);
    this.remember(cell);
  }

  private remember(cell: vscode.NotebookCell): void {
    this.ran.set(cell, significantCode(cell.document.getText()));
  }
}
