import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ModelLedgerApi } from '../../../src/extension/extension';
import { activateExtension, cli, eventually, workspaceFolder } from '../support/extensionApi';
import { hoverText, openFile } from '../support/languageFeatures';

describe('the language server', () => {
  let api: ModelLedgerApi;

  before(async () => {
    api = await activateExtension();
  });

  it('shows the version behind a reference in Python', async () => {
    const document = await openFile('serve.py', 'import mlflow\nmodel = mlflow.load_model("models:/churn/2")\n');

    const text = await eventually(
      () => hoverText(document.uri, 1, 35),
      (value) => value !== '',
    );

    assert.match(text, /\*\*churn@v2\*\*/);
  });

  it('knows a version as soon as the command line has registered it', async () => {
    const document = await openFile('next.py', 'MODEL = "churn@v3"\n');
    assert.equal(await hoverText(document.uri, 0, 12), '');

    await cli(
      workspaceFolder(),
      'register',
      'notebooks/03-tuned-gradient-boosting.ipynb',
      '--model',
      'churn',
      '--rationale',
      'Tuned.',
    );

    assert.match(
      await eventually(
        () => hoverText(document.uri, 0, 12),
        (value) => value !== '',
      ),
      /\*\*churn@v3\*\*/,
    );
  });

  it('comes back when its process is killed', async () => {
    const document = await openFile('again.py', 'MODEL = "churn@v1"\n');
    await eventually(
      () => hoverText(document.uri, 0, 12),
      (value) => value !== '',
    );
    const before = await api.languages.status();
    assert.ok(before);

    process.kill(before.pid, 'SIGKILL');

    const after = await eventually(
      () => api.languages.status().catch(() => null),
      (status) => status !== null && status.pid !== before.pid,
    );
    assert.deepEqual(after?.roots, before.roots);
    assert.match(
      await eventually(
        () => hoverText(document.uri, 0, 12),
        (value) => value !== '',
      ),
      /\*\*churn@v1\*\*/,
    );
  });

  it('stays off after the fifth crash in three minutes, until somebody starts it again', async () => {
    const document = await openFile('often.py', 'MODEL = "churn@v1"\n');
    // With the one of the test before: five.
    for (let crash = 2; crash <= 5; crash += 1) {
      const status = await eventually(
        () => api.languages.status().catch(() => null),
        (known) => known !== null,
      );
      process.kill(status?.pid ?? 0, 'SIGKILL');
      await eventually(
        () => api.languages.status().catch(() => null),
        (known) => known?.pid !== status?.pid,
      );
    }
    assert.equal(await hoverText(document.uri, 0, 12), '');

    // As a person presses the button of the message.
    await eventually(
      async () => {
        await vscode.commands.executeCommand('notification.acceptPrimaryAction');
        return api.languages.status().catch(() => null);
      },
      (status) => status !== null,
    );

    assert.match(
      await eventually(
        () => hoverText(document.uri, 0, 12),
        (value) => value !== '',
      ),
      /\*\*churn@v1\*\*/,
    );
  });
});
