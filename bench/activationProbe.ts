import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { suitesBegin, suitesEnd } from '../scripts/host/suiteMarks';

/** What the probe measured inside VS Code, in milliseconds. */
export interface ProbeResult {
  /** Loading the bundle and running `activate`, the first time in this extension host. */
  readonly activation: number;
  /** From asking the tree until the first page of versions is there as items. */
  readonly firstRows: number;
  readonly rows: number;
}

interface Rows {
  getChildren(node?: unknown): Promise<readonly unknown[]>;
  getTreeItem(node: unknown): unknown;
}

/**
 * Called inside VS Code instead of a suite. The folder has its ledger under another name, so that nothing activates the
 * extension before the probe does.
 */
export async function run(): Promise<void> {
  console.log(`${suitesBegin}the activation probe`);
  const result = await measure();
  await writeFile(process.env['MODEL_LEDGER_RESULT'] ?? '', JSON.stringify(result));
  console.log(`${suitesEnd}1 passed, 0 failed, 0 skipped`);
}

async function measure(): Promise<ProbeResult> {
  const extension = vscode.extensions.getExtension<{ readonly tree: Rows }>('model-ledger.model-ledger');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (extension === undefined || folder === undefined || extension.isActive) {
    throw new Error('The extension is not there, has no folder, or is active already.');
  }
  const started = performance.now();
  const { tree } = await extension.activate();
  const activated = performance.now();
  await rename(path.join(folder, 'ledger'), path.join(folder, '.model-ledger'));
  const asked = performance.now();
  const [model] = await tree.getChildren();
  const versions = model === undefined ? [] : await tree.getChildren(model);
  versions.forEach((version) => tree.getTreeItem(version));
  return { activation: activated - started, firstRows: performance.now() - asked, rows: versions.length };
}
