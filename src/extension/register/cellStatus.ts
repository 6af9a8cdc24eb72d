import * as vscode from 'vscode';
import { COMMANDS, DOCUMENT_SCHEME } from '../commandIds';
import { plural } from '../format';
import type { Settings } from '../settings';
import type { Inspections } from './inspections';

/** A running cell reports every chunk of its output; the count may wait until it pauses. */
const SETTLE_MS = 400;

/** "3 metrics · Register" under each cell whose output has metrics. */
export class CellStatus implements vscode.NotebookCellStatusBarItemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeCellStatusBarItems = this.changed.event;

  constructor(
    private readonly inspections: Inspections,
    private readonly settings: Settings,
  ) {
    this.disposables = [
      this.changed,
      vscode.notebooks.registerNotebookCellStatusBarItemProvider('jupyter-notebook', this),
      vscode.workspace.onDidChangeNotebookDocument(() => this.schedule()),
      settings.onDidChange(() => this.changed.fire()),
    ];
  }

  async provideCellStatusBarItems(cell: vscode.NotebookCell): Promise<vscode.NotebookCellStatusBarItem[]> {
    // A notebook as it was is registered already.
    const isKept = cell.notebook.uri.scheme === DOCUMENT_SCHEME;
    if (!this.settings.showsCellStatus || cell.outputs.length === 0 || isKept) {
      return [];
    }
    const { metrics } = await this.inspections.of(cell.notebook);
    const found = metrics.filter((metric) => metric.source.cell === cell.index && metric.confidence !== 'low');
    return found.length === 0 ? [] : [registerItem(cell, found)];
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed.fire(), SETTLE_MS);
  }
}

function registerItem(
  cell: vscode.NotebookCell,
  metrics: readonly { readonly name: string; readonly value: number }[],
): vscode.NotebookCellStatusBarItem {
  const text = `$(versions) ${plural(metrics.length, 'metric')} · Register`;
  const item = new vscode.NotebookCellStatusBarItem(text, vscode.NotebookCellStatusBarAlignment.Right);
  item.tooltip = `${metrics.map(({ name, value }) => `${name} ${value}`).join(', ')}. Register this notebook's output as a version.`;
  item.command = {
    command: COMMANDS.register,
    title: 'Register Notebook Output as Version',
    arguments: [cell.notebook.uri],
  };
  item.accessibilityInformation = { label: `${plural(metrics.length, 'metric')} found, register as a version` };
  return item;
}
