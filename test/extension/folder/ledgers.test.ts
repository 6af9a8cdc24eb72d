import * as assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { LedgerError } from '../../../src/core/errors';
import { Ledgers } from '../../../src/extension/ledgers';
import { createLog } from '../../../src/extension/log';
import { activateExtension, workspaceFolder } from '../support/extensionApi';

describe('the ledgers of a window', () => {
  const ledgers = new Ledgers(createLog());

  before(async () => {
    await activateExtension();
  });

  after(() => {
    ledgers.dispose();
  });

  it('know the ledger of a file, wherever below the folder it is', async () => {
    const open = await ledgers.forFile(path.join(workspaceFolder(), 'notebooks', 'deep', 'down.ipynb'));

    assert.equal(open.root, workspaceFolder());
  });

  it('have none for a file outside the folders of the window, and say where versions are kept', async () => {
    const outside = path.join(tmpdir(), 'elsewhere.ipynb');

    await assert.rejects(
      ledgers.forFile(outside),
      (error) =>
        error instanceof LedgerError &&
        error.code === 'workspace-missing' &&
        error.message.startsWith('elsewhere.ipynb is outside the folders of this window.'),
    );
  });

  it('open their configuration', async () => {
    await vscode.commands.executeCommand('modelLedger.openConfig');

    const file = vscode.window.activeTextEditor?.document.uri.fsPath;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal(file, path.join(workspaceFolder(), '.model-ledger', 'config.json'));
  });
});
