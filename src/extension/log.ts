import * as vscode from 'vscode';

/** The output channel "Model Ledger". Created without being shown; VS Code keeps its level. */
export type Log = vscode.LogOutputChannel;

export function createLog(): Log {
  return vscode.window.createOutputChannel('Model Ledger', { log: true });
}
