import path from 'node:path';
import * as vscode from 'vscode';
import type { SavedFile } from './compareActions';

const FORMATS: Readonly<Record<SavedFile['format'], { readonly extension: string; readonly name: string }>> = {
  csv: { extension: 'csv', name: 'Comma-separated values' },
  markdown: { extension: 'md', name: 'Markdown' },
  html: { extension: 'html', name: 'Web page' },
  svg: { extension: 'svg', name: 'Scalable picture' },
  png: { extension: 'png', name: 'Picture' },
};

/** Asks where to, writes, and offers to open what was written. Nothing happens when the person cancels. */
export async function saveFile({ name, format, bytes, root }: SavedFile): Promise<void> {
  const { extension, name: filter } = FORMATS[format];
  // What a page calls a file is not trusted to be a file name.
  const safe =
    name
      .replace(/[^\p{L}\p{N}@._ -]+/gu, '-')
      .slice(0, 100)
      .trim() || 'comparison';
  const target = await vscode.window.showSaveDialog({
    title: 'Export Comparison',
    filters: { [filter]: [extension] },
    ...(root === null ? {} : { defaultUri: vscode.Uri.file(path.join(root, `${safe}.${extension}`)) }),
  });
  if (target === undefined) {
    return;
  }
  await vscode.workspace.fs.writeFile(target, bytes);
  // Not awaited: the file is written, and the message stays for as long as the person wants.
  void offerToOpen(target, format);
}

async function offerToOpen(target: vscode.Uri, format: SavedFile['format']): Promise<void> {
  const open = 'Open';
  const answer = await vscode.window.showInformationMessage(`Saved ${path.basename(target.path)}.`, open);
  if (answer === open) {
    // A report is for a browser; the editor would show its source.
    await (format === 'html' ? vscode.env.openExternal(target) : vscode.commands.executeCommand('vscode.open', target));
  }
}
