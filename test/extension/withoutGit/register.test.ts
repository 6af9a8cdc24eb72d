import * as assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { Ledger } from '../../../src/core/io/ledger/ledger';
import { acceptUntil, activateExtension, eventually, findRow, labels, workspaceFolder } from '../support/extensionApi';

describe('a folder without Git and without a ledger', () => {
  before(async () => {
    await rm(path.join(workspaceFolder(), '.model-ledger'), { recursive: true, force: true });
    await vscode.commands.executeCommand('modelLedger.refresh');
  });

  it('offers its notebooks as candidates', async () => {
    const api = await activateExtension();

    const rows = await eventually(
      () => labels(api),
      (all) => all.some((row) => row.startsWith('Ready to register')),
    );

    assert.deepEqual(rows.length, 1);
  });

  it('registers the first version of a new model on the quick path', async () => {
    const api = await activateExtension();
    const root = workspaceFolder();
    const settings = vscode.workspace.getConfiguration('modelLedger');
    await settings.update('register.flow', 'quick', vscode.ConfigurationTarget.Workspace);
    const notebook = vscode.Uri.file(path.join(root, 'notebooks', '02-xgboost.ipynb'));

    let isDone = false;
    const command = vscode.commands.executeCommand('modelLedger.register', notebook).then(() => (isDone = true));
    await acceptUntil(() => isDone);
    await command;

    const model = await findRow(api, 'xgboost');
    const versions = await labels(api, model);
    assert.match(versions[0] ?? '', /^xgboost@v1, .*undocumented/);
    const version = await Ledger.open(root).find('xgboost@v1');
    assert.deepEqual([version.code.commit, version.code.snapshot], [null, null]);
  });
});
