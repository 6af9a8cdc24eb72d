import * as assert from 'node:assert/strict';
import { activateExtension, cli, eventually, findRow, labels, workspaceFolder } from '../support/extensionApi';

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
});
