import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

describe('activation', () => {
  it('activates the extension in a folder that is no Git repository', async () => {
    const extension = vscode.extensions.getExtension('model-ledger.model-ledger');

    await extension?.activate();

    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    assert.equal(extension?.isActive, true);
    assert.equal(existsSync(path.join(folder, '.git')), false);
  });
});
