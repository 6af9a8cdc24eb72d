import * as assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { Ledger } from '../../../src/core/io/ledger/ledger';
import type { ModelLedgerApi } from '../../../src/extension/extension';
import { versionFacts } from '../../support/versionFacts';
import { activateExtension, eventually, findRow, labels, workspaceFolder } from '../support/extensionApi';

const COUNT = 205;
const MODEL = 'a-long-history';

describe('a model with more versions than the view shows at once', () => {
  let api: ModelLedgerApi;
  let ledger: Ledger;

  before(async () => {
    api = await activateExtension();
    ledger = Ledger.open(workspaceFolder());
    for (let count = 0; count < COUNT; count += 1) {
      await ledger.register(MODEL, versionFacts());
    }
    await eventually(
      () => labels(api),
      (rows) => rows.some((row) => row.startsWith(`${MODEL}, ${COUNT} versions`)),
    );
  });

  after(async () => {
    await rm(path.join(ledger.folder, 'models', MODEL), { recursive: true });
    await eventually(
      () => labels(api),
      (rows) => !rows.some((row) => row.startsWith(MODEL)),
    );
  });

  it('shows the newest, says how many are older, and shows those when asked', async () => {
    const model = await findRow(api, MODEL);
    const first = await labels(api, model);

    await vscode.commands.executeCommand('modelLedger.showMore', await findRow(api, 'Show more versions', model));

    const all = await labels(api, model);
    assert.equal(first.length, 201);
    assert.match(first[0] ?? '', new RegExp(`^${MODEL}@v${COUNT}, `));
    assert.equal(first.at(-1), 'Show more versions, 5 older');
    assert.equal(all.length, COUNT);
    assert.match(all.at(-1) ?? '', new RegExp(`^${MODEL}@v1, `));
  });

  it('keeps what was shown when the ledger changes', async () => {
    await ledger.register(MODEL, versionFacts());

    const rows = await eventually(
      async () => labels(api, await findRow(api, MODEL)),
      (all) => all[0]?.startsWith(`${MODEL}@v${COUNT + 1}, `) === true,
    );

    assert.match(rows.at(-1) ?? '', new RegExp(`^${MODEL}@v1, `));
    await ledger.undo({ model: MODEL, version: COUNT + 1 });
  });
});
