import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { acceptUntil } from './extensionApi';

const STDOUT = 'application/vnd.code.notebook.stdout';

/** Starts a registration, answers the question for the model with the first row, and waits for the draft. */
export async function startDraft(file: string): Promise<vscode.TextDocument> {
  const command = vscode.commands.executeCommand('modelLedger.register', vscode.Uri.file(file));
  await acceptUntil(() => activeDraft() !== undefined);
  await command;
  const draft = activeDraft();
  assert.ok(draft);
  return draft;
}

function activeDraft(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.uri.path.includes('/.model-ledger/drafts/') === true && document.getText() !== ''
    ? document
    : undefined;
}

/** Changes the live notebook as a run does: a cell, its output, nothing saved. */
export async function printInLastCell(file: string, text: string, code: string): Promise<void> {
  const document = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file));
  const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, code, 'python');
  cell.outputs = [new vscode.NotebookCellOutput([new vscode.NotebookCellOutputItem(Buffer.from(text), STDOUT)])];
  cell.executionSummary = { executionOrder: 99, success: true };
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [vscode.NotebookEdit.insertCells(document.cellCount, [cell])]);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

export function draftTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.path.includes('/.model-ledger/drafts/'));
}

export async function closeDrafts(): Promise<void> {
  for (const { input } of draftTabs()) {
    assert.ok(input instanceof vscode.TabInputText);
    await vscode.window.showTextDocument(input.uri);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
