import * as assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { LedgerError } from '../../../src/core/errors';
import { Ledgers } from '../../../src/extension/ledgers';
import { createLog } from '../../../src/extension/log';
import { activateExtension, eventually, workspaceFolder } from '../support/extensionApi';

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

  it('tell of a file once that this window wrote, and of all others', async () => {
    const open = await ledgers.forFile(path.join(workspaceFolder(), 'a.ipynb'));
    const own = path.join('.model-ledger', 'models', 'churn', 'own.txt');
    const files = [own, path.join('.model-ledger', 'models', 'churn', 'foreign.txt')];
    const [first = '', second = ''] = files.map((file) => path.join(workspaceFolder(), file));
    const told: (string | undefined)[] = [];
    const listening = ledgers.onDidChange((changed) => told.push(changed?.root));
    try {
      ledgers.notify(open, [own]);
      await writeAndSee(first);
      // Longer than the watcher waits for more files to come.
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.deepEqual(told, [open.root]);

      await writeAndSee(second);
      await eventually(
        () => told.length,
        (count) => count === 2,
      );
    } finally {
      listening.dispose();
      await Promise.all([first, second].map((file) => rm(file, { force: true })));
    }
  });

  it('open their configuration', async () => {
    await vscode.commands.executeCommand('modelLedger.openConfig');

    const file = vscode.window.activeTextEditor?.document.uri.fsPath;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal(file, path.join(workspaceFolder(), '.model-ledger', 'config.json'));
  });
});

/** Until VS Code has told of it. */
async function writeAndSee(file: string): Promise<void> {
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(vscode.Uri.file(path.dirname(file)), path.basename(file)),
  );
  const seen = new Promise<void>((resolve) => {
    watcher.onDidCreate(() => resolve());
  });
  await writeFile(file, 'x');
  await seen;
  watcher.dispose();
}
