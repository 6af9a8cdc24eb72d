import * as vscode from 'vscode';

export type RegisterFlow = 'draft' | 'quick';

/** Settings under `modelLedger.`; package.json has their defaults and descriptions. */
export const SETTINGS = {
  registerFlow: 'register.flow',
  cellStatus: 'notebook.showCellStatus',
  notebookDiagnostics: 'notebook.diagnostics',
  candidates: 'candidates.show',
  commitRationale: 'commit.rationale',
} as const;

/** Reads settings when asked, so that a change counts from the next use on. */
export class Settings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('modelLedger')) {
      this.changed.fire();
    }
  });

  readonly onDidChange = this.changed.event;

  get registerFlow(): RegisterFlow {
    return this.read(SETTINGS.registerFlow) === 'quick' ? 'quick' : 'draft';
  }

  get showsCellStatus(): boolean {
    return this.read(SETTINGS.cellStatus) !== false;
  }

  get showsNotebookDiagnostics(): boolean {
    return this.read(SETTINGS.notebookDiagnostics) !== false;
  }

  get showsCandidates(): boolean {
    return this.read(SETTINGS.candidates) !== false;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private read(key: string): unknown {
    return vscode.workspace.getConfiguration('modelLedger').get(key);
  }
}
