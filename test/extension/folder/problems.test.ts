import * as assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ModelLedgerApi } from '../../../src/extension/extension';
import type { TreeNode } from '../../../src/extension/tree/treeNode';
import {
  acceptUntil,
  activateExtension,
  cli,
  eventually,
  findRow,
  git,
  labels,
  workspaceFolder,
} from '../support/extensionApi';

const DAMAGED = '01ARZ3NDEKTSV4RRFFQ69G5FAV-registered.json';

describe('what is wrong with a ledger', () => {
  let api: ModelLedgerApi;
  let root: string;

  before(async () => {
    api = await activateExtension();
    root = workspaceFolder();
  });

  it('opens a damaged file from its row', async () => {
    const file = path.join(root, '.model-ledger', 'models', 'churn', DAMAGED);
    await writeFile(file, '{ "half": ');
    try {
      await eventually(
        () => labels(api),
        (rows) => rows[0]?.startsWith('1 unreadable file') === true,
      );
      const fault = await findRow(api, DAMAGED, await findRow(api, '1 unreadable file'));
      const { command } = api.tree.getTreeItem(fault);
      assert.ok(command);

      await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as readonly unknown[]));

      assert.equal(vscode.window.activeTextEditor?.document.getText(), '{ "half": ');
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await rm(file);
    }
    await eventually(
      () => labels(api),
      (rows) => !rows.some((row) => row.startsWith('1 unreadable file')),
    );
  });

  it('marks a number that a merge gave twice, until the later version gets the next one', async () => {
    const [branch, head] = [await git(root, 'branch', '--show-current'), await git(root, 'rev-parse', 'HEAD')];
    try {
      await git(root, 'switch', '--quiet', '--create', 'other');
      await registerAndCommit(root, 'notebooks/02-xgboost.ipynb');
      await git(root, 'switch', '--quiet', branch);
      await registerAndCommit(root, 'notebooks/01-baseline-logistic-regression.ipynb');
      await git(root, 'merge', '--quiet', '--no-edit', 'other');

      const conflicting = await eventually(
        () => versions(api),
        (rows) => rows.some(({ words }) => words.includes('numbering conflict')),
      );
      const model = (await labels(api)).find((row) => row.startsWith('churn'));
      const resolving = vscode.commands.executeCommand('modelLedger.resolveNumbering', await findRow(api, 'churn'));
      let hasEnded = false;
      void resolving.then(() => (hasEnded = true));
      await acceptUntil(() => hasEnded);
      const renumbered = await eventually(
        () => versions(api),
        (rows) => rows.length === 4 && !rows.some(({ words }) => words.includes('numbering conflict')),
      );

      assert.deepEqual(
        conflicting.map(({ words }) => words.split(',')[0]),
        ['churn@v3', 'churn@v3', 'churn@v2', 'churn@v1'],
      );
      assert.deepEqual(
        conflicting.filter(({ icon }) => icon === 'git-merge'),
        conflicting.filter(({ words }) => words.includes('numbering conflict')),
      );
      assert.equal(model, 'churn, 4 versions, 1 numbering conflict');
      assert.deepEqual(
        renumbered.map(({ words }) => words.split(',')[0]),
        ['churn@v4', 'churn@v3', 'churn@v2', 'churn@v1'],
      );
    } finally {
      await git(root, 'switch', '--quiet', '--discard-changes', branch);
      await git(root, 'reset', '--quiet', '--hard', head);
      await git(root, 'clean', '--quiet', '--force', '-d', '.model-ledger/models');
      await git(root, 'branch', '--quiet', '--delete', '--force', 'other');
    }
    await eventually(
      () => versions(api),
      (rows) => rows.length === 2,
    );
  });
});

async function registerAndCommit(root: string, notebook: string): Promise<void> {
  await cli(root, 'register', notebook, '--model', 'churn', '--rationale', 'On a branch of its own.');
  await git(root, 'add', '.model-ledger');
  await git(root, 'commit', '--quiet', '--message', 'Register churn');
}

async function versions(api: ModelLedgerApi): Promise<readonly { readonly words: string; readonly icon: string }[]> {
  const nodes = await api.tree.getChildren(await findRow(api, 'churn'));
  return nodes.map((node: TreeNode) => {
    const { accessibilityInformation, iconPath } = api.tree.getTreeItem(node);
    const icon = iconPath instanceof vscode.ThemeIcon ? iconPath.id : '';
    return { words: accessibilityInformation?.label ?? '', icon };
  });
}
