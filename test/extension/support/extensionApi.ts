import * as assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { inspect, promisify } from 'node:util';
import * as vscode from 'vscode';
import type { ModelLedgerApi } from '../../../src/extension/extension';
import type { TreeNode } from '../../../src/extension/tree/treeNode';

const run = promisify(execFile);

/** The running extension, as VS Code has it: not a copy inside the suite. */
export async function activateExtension(): Promise<ModelLedgerApi> {
  const extension = vscode.extensions.getExtension<ModelLedgerApi>('model-ledger.model-ledger');
  assert.ok(extension);
  return extension.activate();
}

/** Asks again until the answer is right. Fails with the last answer when it never is. */
export async function eventually<T>(read: () => Promise<T> | T, isRight: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const value = await read();
    if (isRight(value)) {
      return value;
    }
    assert.ok(Date.now() < end, `never became right; last: ${inspect(value, { depth: 1 })}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What a screen reader says of the rows under a node, or of the top ones. */
export async function labels({ tree }: ModelLedgerApi, node?: TreeNode): Promise<readonly string[]> {
  return (await tree.getChildren(node)).map((child) => tree.getTreeItem(child).accessibilityInformation?.label ?? '');
}

/** The first row under a node whose spoken label begins so. */
export async function findRow(api: ModelLedgerApi, beginning: string, node?: TreeNode): Promise<TreeNode> {
  const children = await api.tree.getChildren(node);
  const found = children.find((child) => labelOf(api, child).startsWith(beginning));
  assert.ok(found, `no row "${beginning}" among ${children.map((child) => labelOf(api, child)).join(' | ')}`);
  return found;
}

function labelOf({ tree }: ModelLedgerApi, node: TreeNode): string {
  return tree.getTreeItem(node).accessibilityInformation?.label ?? '';
}

export function workspaceFolder(index = 0): string {
  const folder = vscode.workspace.workspaceFolders?.[index];
  assert.ok(folder);
  return folder.uri.fsPath;
}

/** Runs the command-line program that the extension's package carries, as another process would. */
export async function cli(cwd: string, ...args: readonly string[]): Promise<unknown> {
  const extension = vscode.extensions.getExtension('model-ledger.model-ledger');
  assert.ok(extension);
  const program = path.join(extension.extensionPath, 'dist', 'cli.js');
  // Desktop VS Code is Electron, which is Node only when told so.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { stdout } = await run(process.execPath, [program, ...args, '--json'], { cwd, env });
  return JSON.parse(stdout);
}

export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=Ada Example', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];
  const { stdout } = await run('git', [...identity, ...args], { cwd });
  return stdout.trim();
}

/** Answers an open quick pick with its first row, once it is there and `isDone` is not yet true. */
export async function acceptUntil(isDone: () => boolean): Promise<void> {
  await eventually(async () => {
    if (!isDone()) {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    }
    return isDone();
  }, Boolean);
}
