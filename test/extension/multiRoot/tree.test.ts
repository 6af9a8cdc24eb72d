import * as assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  acceptUntil,
  activateExtension,
  cli,
  eventually,
  findRow,
  labels,
  workspaceFolder,
} from '../support/extensionApi';

describe('a workspace with several folders', () => {
  it('shows each ledger under its folder', async () => {
    const api = await activateExtension();

    const folders = await labels(api);

    assert.deepEqual(folders, ['first', 'second']);
    assert.equal((await labels(api, await findRow(api, 'churn', await findRow(api, 'second')))).length, 2);
  });

  it('follows each ledger by itself', async () => {
    const api = await activateExtension();
    await labels(api);

    await cli(
      workspaceFolder(1),
      'register',
      'notebooks/02-xgboost.ipynb',
      '--model',
      'only-second',
      '--rationale',
      'x',
    );

    const second = await eventually(
      async () => labels(api, await findRow(api, 'second')),
      (rows) => rows.some((row) => row.startsWith('only-second')),
    );
    const first = await labels(api, await findRow(api, 'first'));
    assert.ok(second.length > first.length || !first.some((row) => row.startsWith('only-second')));
  });

  it('asks which folder a command about a whole ledger means', async () => {
    const command = vscode.commands.executeCommand('modelLedger.openConfig');
    await acceptUntil(() => vscode.window.activeTextEditor !== undefined);
    await command;

    const file = vscode.window.activeTextEditor?.document.uri.fsPath;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal(file, path.join(workspaceFolder(0), '.model-ledger', 'config.json'));
  });

  it('can find the way from a model to its folder, which revealing needs', async () => {
    const api = await activateExtension();
    const model = await findRow(api, 'churn', await findRow(api, 'second'));

    const parent = await api.tree.getParent(model);

    assert.ok(parent);
    assert.equal(api.tree.getTreeItem(parent).label, 'second');
  });

  it('needs no folders when only one is left, and has them again when one is added', async () => {
    const api = await activateExtension();
    const second = vscode.Uri.file(workspaceFolder(1));
    assert.ok(vscode.workspace.updateWorkspaceFolders(1, 1));
    await eventually(
      () => labels(api),
      (rows) => rows[0]?.startsWith('churn, ') === true,
    );

    assert.ok(vscode.workspace.updateWorkspaceFolders(1, 0, { uri: second }));

    const rows = await eventually(
      () => labels(api),
      (all) => all[0] === 'first',
    );
    assert.deepEqual(rows, ['first', 'second']);
  });

  it('says of a folder that nothing is registered in it', async () => {
    const api = await activateExtension();
    const empty = path.join(workspaceFolder(0), '..', 'empty');
    await mkdir(empty);
    try {
      assert.ok(vscode.workspace.updateWorkspaceFolders(2, 0, { uri: vscode.Uri.file(empty) }));
      const row = await eventually(
        async () => (await api.tree.getChildren()).map((node) => api.tree.getTreeItem(node)).find(isNamed('empty')),
        (item) => item !== undefined,
      );

      assert.equal(row?.description, 'nothing registered yet');
      assert.equal(row.collapsibleState, vscode.TreeItemCollapsibleState.None);
    } finally {
      vscode.workspace.updateWorkspaceFolders(2, 1);
      await rm(empty, { recursive: true });
    }
  });
});

function isNamed(label: string): (item: vscode.TreeItem) => boolean {
  return (item) => item.label === label;
}
