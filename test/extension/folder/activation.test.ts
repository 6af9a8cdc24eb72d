import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('activation', () => {
  it('activates the extension in a folder', async () => {
    const extension = vscode.extensions.getExtension('model-ledger.model-ledger');

    await extension?.activate();

    assert.equal(extension?.isActive, true);
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
  });

  it('contributes no command that it does not register', async () => {
    const extension = vscode.extensions.getExtension('model-ledger.model-ledger');
    const manifest = extension?.packageJSON as
      { contributes?: { commands?: readonly { command: string }[] } } | undefined;
    await extension?.activate();

    const registered = await vscode.commands.getCommands(true);

    const missing = (manifest?.contributes?.commands ?? []).filter(({ command }) => !registered.includes(command));
    assert.deepEqual(missing, []);
  });
});
