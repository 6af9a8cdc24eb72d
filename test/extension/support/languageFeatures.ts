import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { workspaceFolder } from './extensionApi';

/** Writes a file of the workspace and opens it, without an editor. */
export async function openFile(name: string, text: string, folder = 0): Promise<vscode.TextDocument> {
  const file = path.join(workspaceFolder(folder), name);
  await writeFile(file, text);
  return vscode.workspace.openTextDocument(file);
}

/** What hovering shows, of all providers. */
export async function hoverText(uri: vscode.Uri, line: number, character: number): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    new vscode.Position(line, character),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** What is offered, of all providers. */
export async function completionLabels(uri: vscode.Uri, line: number, character: number): Promise<readonly string[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    new vscode.Position(line, character),
  );
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** The codes of our diagnostics, in the order of the text. */
export function findings(uri: vscode.Uri): readonly string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Model Ledger')
    .toSorted((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ code }) => (typeof code === 'object' ? String(code.value) : String(code)));
}
