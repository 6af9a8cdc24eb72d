import { access, rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { DocumentationField } from '../../core/model';
import { cancelled } from '../abort';
import { unsaved } from './draftFile';

const HEADINGS: Readonly<Record<DocumentationField, RegExp>> = {
  rationale: /^##[ \t]+rationale\b/im,
  changes: /^##[ \t]+changes\b/im,
  impact: /^##[ \t]+impact\b/im,
};

const CONTINUE = 'Continue Draft';
const REPLACE = 'Start Again';

/**
 * Shows a text as an unsaved document at a path of the drafts folder, caret in the rationale. A draft that is already
 * there is never overwritten without a question.
 */
export async function openDraft(file: vscode.Uri, text: string): Promise<{ uri: vscode.Uri; isContinued: boolean }> {
  const uri = (await exists(file)) ? file : unsaved(file);
  const document = await vscode.workspace.openTextDocument(uri);
  const before = document.getText();
  const isContinued = before.trim() !== '' && before !== text && (await asksToContinue(uri));
  if (!isContinued) {
    await replaceText(document, text);
  }
  await showSection(document, 'rationale');
  return { uri: document.uri, isContinued };
}

/**
 * Shows a draft with the caret in a section; a hint that stands there is selected, so that typing replaces it. The
 * selection goes with the request to show: set afterwards, it would arrive while somebody types already.
 */
export async function showSection(document: vscode.TextDocument, field: DocumentationField): Promise<void> {
  const selection = sectionSelection(document, field);
  await vscode.window.showTextDocument(document, {
    preview: false,
    ...(selection === null ? {} : { selection }),
  });
}

function sectionSelection(document: vscode.TextDocument, field: DocumentationField): vscode.Range | null {
  const heading = HEADINGS[field].exec(document.getText());
  if (heading === null) {
    return null;
  }
  const line = document.positionAt(heading.index).line;
  const below = Math.min(line + 2, document.lineCount - 1);
  const start = new vscode.Position(below, 0);
  const { text, range } = document.lineAt(below);
  return new vscode.Range(start, text.startsWith('<!--') ? range.end : start);
}

/** Closes a draft without asking whether to save it, and removes its file where it was saved. */
export async function closeDraft(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => showsDraft(tab, uri));
  if (tabs.length > 0) {
    // A preview of an unsaved document asks for it again once it is gone, which would bring it back empty.
    await vscode.window.tabGroups.close(previewsOf(uri));
    await revertAndClose(uri);
  }
  if (uri.scheme === 'file') {
    await rm(uri.fsPath, { force: true });
  }
}

/** Only the active editor can be reverted, and only a reverted one closes without a question. */
async function revertAndClose(uri: vscode.Uri): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await vscode.window.showTextDocument(uri, { preview: false });
    // Somebody may have gone to another editor meanwhile: that one must not lose what is typed in it.
    if (vscode.window.activeTextEditor?.document.uri.toString() === uri.toString()) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      return;
    }
  }
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter((tab) => showsDraft(tab, uri)));
}

function showsDraft(tab: vscode.Tab, uri: vscode.Uri): boolean {
  return tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === uri.toString();
}

/** Markdown previews say what they show only in their label. */
function previewsOf(uri: vscode.Uri): vscode.Tab[] {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(
      ({ input, label }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('markdown.preview') && label.endsWith(name),
    );
}

async function asksToContinue(uri: vscode.Uri): Promise<boolean> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const chosen = await vscode.window.showWarningMessage(
    `There is already a draft ${name}.`,
    { modal: true, detail: 'Start Again replaces its text with a new one from the source as it is now.' },
    CONTINUE,
    REPLACE,
  );
  if (chosen === undefined) {
    throw cancelled();
  }
  return chosen === CONTINUE;
}

async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return access(uri.fsPath).then(
    () => true,
    () => false,
  );
}
