import * as assert from 'node:assert/strict';
import { activateExtension, cli, eventually, workspaceFolder } from '../support/extensionApi';
import { findings, hoverText, openFile } from '../support/languageFeatures';

describe('the language server in several folders', () => {
  it('takes each file for one of its own ledger', async () => {
    const api = await activateExtension();
    await cli(
      workspaceFolder(1),
      'register',
      'notebooks/02-xgboost.ipynb',
      '--model',
      'second-only',
      '--rationale',
      'x',
    );
    const text = 'MODEL = "models:/second-only/1"\n';
    const first = await openFile('serve.py', text, 0);
    const second = await openFile('serve.py', text, 1);

    const shown = await eventually(
      () => hoverText(second.uri, 0, 15),
      (value) => value !== '',
    );

    assert.match(shown, /\*\*second-only@v1\*\*/);
    assert.deepEqual(
      await eventually(
        () => findings(first.uri),
        (codes) => codes.length > 0,
      ),
      ['model-missing'],
    );
    assert.equal(await hoverText(first.uri, 0, 15), '');
    assert.deepEqual((await api.languages.status())?.roots, [workspaceFolder(0), workspaceFolder(1)]);
  });
});
