import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('activation', () => {
  it('activates the extension in a workspace of two folders', async () => {
    const extension = vscode.extensions.getExtension('model-ledger.model-ledger');

    await extension?.activate();

    assert.equal(extension?.isActive, true);
    assert.equal(vscode.workspace.workspaceFolders?.length, 2);
  });
});
