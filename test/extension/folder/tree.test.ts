import * as assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ModelLedgerApi } from '../../../src/extension/extension';
import { activateExtension, cli, eventually, findRow, git, labels, workspaceFolder } from '../support/extensionApi';

describe('the Models view', () => {
  let api: ModelLedgerApi;
  let root: string;

  before(async () => {
    api = await activateExtension();
    root = workspaceFolder();
  });

  it('shows the versions of a model, the newest first, with its score and the change', async () => {
    const model = await findRow(api, 'churn');

    const versions = await labels(api, model);

    assert.match(versions[0] ?? '', /^churn@v2, \w+ [\d.]+ [+−][\d.]+ (better|worse), champion, production, /);
    assert.match(versions[1] ?? '', /^churn@v1, \w+ [\d.]+, /);
  });

  it('shows what a version is made of', async () => {
    const version = await findRow(api, 'churn@v2', await findRow(api, 'churn'));

    const groups = await labels(api, version);

    assert.deepEqual(
      groups.map((label) => label.replace(/, \d+$/, '')),
      ['Metrics', 'Params', 'Artifacts', 'Data', 'Code', 'Documentation', 'Evidence'],
    );
  });

  it('says in a tooltip why a version exists, who made it and how good it is', async () => {
    const version = await findRow(api, 'churn@v2', await findRow(api, 'churn'));

    const { tooltip } = api.tree.resolveTreeItem(api.tree.getTreeItem(version), version);

    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value, /\*\*churn@v2\*\* · production · \$\(tag\) champion/);
    assert.match(tooltip.value, /Jonas Weber/);
    assert.match(tooltip.value, /\| roc\\_auc \\\(test\\\) \| 0\.\d+ \| &ensp;\+0\.\d+ better \|/);
    assert.equal(tooltip.isTrusted, undefined);
  });

  it('can find the way from a row to the top, which revealing needs', async () => {
    const model = await findRow(api, 'churn');
    const version = await findRow(api, 'churn@v2', model);
    const [group] = await api.tree.getChildren(version);
    assert.ok(group);

    const parent = await api.tree.getParent(group);
    const grandparent = parent === undefined || parent === null ? undefined : await api.tree.getParent(parent);

    assert.equal(parent, version);
    assert.equal(grandparent, model);
  });

  it('offers what is ready to be registered', async () => {
    const found = await eventually(
      () => labels(api),
      (rows) => rows.some((row) => row.startsWith('Ready to register')),
    );

    const candidates = await labels(api, await findRow(api, 'Ready to register'));

    assert.equal(found.length, 2);
    assert.match(candidates[0] ?? '', /^03-tuned-gradient-boosting\.ipynb, \d+ metrics, /);
  });

  it('shows only the versions that pass the filter, and all again without it', async () => {
    api.tree.setFilter('stage:production roc_auc>0.5');
    const filtered = await labels(api, await findRow(api, 'churn'));
    api.tree.setFilter('nothing-has-this-name');
    const none = await labels(api);
    api.tree.setFilter(null);
    const all = await labels(api, await findRow(api, 'churn'));

    assert.equal(filtered.length, 1);
    assert.match(filtered[0] ?? '', /^churn@v2/);
    assert.deepEqual(none, []);
    assert.equal(all.length, 2);
  });

  it('follows a registration by the command line, and its commit, without being asked', async () => {
    await cli(root, 'register', 'notebooks/02-xgboost.ipynb', '--model', 'outside', '--rationale', 'From a pipeline.');
    const registered = await eventually(
      () => labels(api),
      (rows) => rows.some((row) => row.startsWith('outside')),
    );
    const fresh = await findRow(api, 'outside@v1', await findRow(api, 'outside'));
    const contextBefore = api.tree.getTreeItem(fresh).contextValue;
    await git(root, 'add', '.model-ledger');
    await git(root, 'commit', '--quiet', '--message', 'Register outside');

    const contextAfter = await eventually(
      async () =>
        api.tree.getTreeItem(await findRow(api, 'outside@v1', await findRow(api, 'outside'))).contextValue ?? '',
      (context) => !context.includes('uncommitted'),
    );

    assert.ok(registered.length >= 2);
    assert.match(contextBefore ?? '', /\buncommitted\b/);
    assert.match(contextAfter, /^version active/);
  });

  it('follows Git when a checkout takes versions away and brings them back', async () => {
    const branch = await git(root, 'branch', '--show-current');
    await git(root, 'checkout', '--quiet', '--detach', 'HEAD~1');
    await eventually(
      () => labels(api),
      (rows) => !rows.some((row) => row.startsWith('outside')),
    );

    await git(root, 'checkout', '--quiet', branch);

    const rows = await eventually(
      () => labels(api),
      (all) => all.some((row) => row.startsWith('outside')),
    );
    assert.ok(rows.length >= 2);
  });

  it('shows the reason that a commit message gives, and that of the amended message', async () => {
    await cli(root, 'register', 'notebooks/02-xgboost.ipynb', '--model', 'told');
    const rationale = async (): Promise<string> => {
      const version = await findRow(api, 'told@v1', await findRow(api, 'told'));
      const rows = await labels(api, await findRow(api, 'Documentation', version));
      return rows.find((row) => row.startsWith('Rationale')) ?? '';
    };
    await eventually(
      () => labels(api),
      (rows) => rows.some((row) => row.startsWith('told')),
    );
    const before = await rationale();
    await git(root, 'add', '.model-ledger');
    await git(
      root,
      'commit',
      '--quiet',
      '--message',
      'Register told',
      '--message',
      'Rationale: told@v1: Recall first.',
    );
    const committed = await eventually(rationale, (row) => row.includes('Recall first.'));
    await git(root, 'commit', '--quiet', '--amend', '--message', 'Register told\n\nRationale: Calls are cheap.');

    const amended = await eventually(rationale, (row) => row.includes('Calls are cheap.'));
    assert.match(before, /not written/);
    assert.notEqual(committed, amended);
    const tooltip = await eventually(
      async () => {
        const row = await findRow(api, 'told@v1', await findRow(api, 'told'));
        const item = api.tree.resolveTreeItem(api.tree.getTreeItem(row), row);
        return item.tooltip instanceof vscode.MarkdownString ? item.tooltip.value : '';
      },
      // The view is drawn again when Git has settled.
      (text) => text.includes('Calls are cheap'),
    );
    assert.match(tooltip, /Calls are cheap[\s\S]*\$\(git-commit\) [0-9a-f]{8}, /);
  });

  it('names a damaged file at the top and shows everything else', async () => {
    const file = path.join(root, '.model-ledger', 'models', 'churn', '01ARZ3NDEKTSV4RRFFQ69G5FAV-registered.json');
    await writeFile(file, '{ "half": ');
    try {
      await eventually(
        () => labels(api),
        (rows) => rows[0]?.startsWith('1 unreadable file') === true,
      );

      const faults = await labels(api, await findRow(api, '1 unreadable file'));
      const versions = await labels(api, await findRow(api, 'churn'));

      assert.match(faults[0] ?? '', /^01ARZ3NDEKTSV4RRFFQ69G5FAV-registered\.json, .*not valid JSON/);
      assert.equal(versions.length, 2);
    } finally {
      await rm(file);
    }
    await eventually(
      () => labels(api),
      (rows) => !rows.some((row) => row.startsWith('1 unreadable file')),
    );
  });
});
