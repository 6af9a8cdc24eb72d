import * as assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { LedgerError } from '../../../src/core/errors';
import type { Version } from '../../../src/core/model';
import { Ledgers } from '../../../src/extension/ledgers';
import { createLog } from '../../../src/extension/log';
import type { OpenLedger } from '../../../src/extension/openLedger';
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

  it('tell once of what this window writes and takes away, and of all that others write', async () => {
    const open = await ledgers.forFile(path.join(workspaceFolder(), 'a.ipynb'));
    const folder = path.join(workspaceFolder(), '.model-ledger', 'models', 'churn');
    const foreign = path.join(folder, 'foreign.txt');
    const told: (string | undefined)[] = [];
    const listening = ledgers.onDidChange((changed) => told.push(changed?.root));
    try {
      const version = await seen(folder, 'onDidCreate', async () => {
        const again = await registerAgain(open);
        ledgers.notify(open);
        return again;
      });
      await settled();
      assert.deepEqual(told, [open.root]);

      await seen(folder, 'onDidDelete', async () => {
        await open.ledger.undo(version);
        ledgers.notify(open);
      });
      await settled();
      assert.deepEqual(told, [open.root, open.root]);

      await seen(folder, 'onDidCreate', () => writeFile(foreign, 'x'));
      await eventually(
        () => told.length,
        (count) => count === 3,
      );
    } finally {
      listening.dispose();
      await rm(foreign, { force: true });
    }
  });

  it('open their configuration', async () => {
    await vscode.commands.executeCommand('modelLedger.openConfig');

    const file = vscode.window.activeTextEditor?.document.uri.fsPath;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal(file, path.join(workspaceFolder(), '.model-ledger', 'config.json'));
  });
});

/** The newest version of the model once more, so that its folder stays when it is taken back. */
async function registerAgain(open: OpenLedger): Promise<Version> {
  const newest = (await open.ledger.model('churn')).versions.at(-1);
  assert.ok(newest);
  const { event } = await open.ledger.register('churn', newest);
  return open.ledger.version({ id: event.id });
}

/** What `act` gives, when VS Code has told of what it does. */
async function seen<T>(folder: string, news: 'onDidCreate' | 'onDidDelete', act: () => Promise<T>): Promise<T> {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.file(folder), '*'));
  const told = new Promise<void>((resolve) => {
    watcher[news](() => resolve());
  });
  const result = await act();
  await told;
  watcher.dispose();
  return result;
}

/** Longer than a watcher waits for more files to come. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 500));
}
