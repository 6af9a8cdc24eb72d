import * as assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { DifferenceTarget } from '../../../src/core/difference/versionDifference';
import { findCompared, type FoundVersion } from '../../../src/extension/compare/comparedVersions';
import { CompareLinks } from '../../../src/extension/compare/compareLinks';
import { openDifference } from '../../../src/extension/compare/differenceEditors';
import { reviewVersion } from '../../../src/extension/compare/trustActions';
import {
  codeUri,
  documentationUri,
  notebookUri,
  readDocumentUri,
  scriptUri,
} from '../../../src/extension/documents/documentUri';
import { Ledgers } from '../../../src/extension/ledgers';
import { createLog } from '../../../src/extension/log';
import type { ComparedVersions } from '../../../src/protocol/comparePage';
import { activateExtension, cli, eventually, git, workspaceFolder } from '../support/extensionApi';

describe('what a comparison opens in editors', () => {
  const ledgers = new Ledgers(createLog());
  let from: FoundVersion;
  let to: FoundVersion;

  before(async () => {
    await activateExtension();
    const { found } = await findCompared(ledgers, { kind: 'models', models: ['churn'] });
    const [first, second] = found;
    assert.ok(first !== undefined && second !== undefined);
    [from, to] = [first, second];
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(() => {
    ledgers.dispose();
  });

  const open = (target: Exclude<DifferenceTarget, { kind: 'param' }>) => openDifference(from, to, target);
  const activeTab = (label: string) =>
    eventually(
      () => vscode.window.tabGroups.activeTabGroup.activeTab,
      (tab) => tab?.label.startsWith(label) === true,
    );

  it('shows all code that differs in one editor', async () => {
    await open({ kind: 'code' });

    await activeTab('Code: churn@v1 ↔ v2');
  });

  it('shows the kept notebooks in the notebook diff, without what differs between two runs', async () => {
    await open({ kind: 'cells', outputs: false });

    const tab = await activeTab('Notebook: churn@v1 ↔ v2');
    assert.ok(tab?.input instanceof vscode.TabInputNotebookDiff);
    const document = await vscode.workspace.openNotebookDocument(tab.input.modified);
    const code = document.getCells().filter(({ kind }) => kind === vscode.NotebookCellKind.Code);
    assert.ok(code.length > 5);
    assert.ok(
      code.every(
        ({ outputs, executionSummary }) => outputs.length === 0 && executionSummary?.executionOrder === undefined,
      ),
    );
  });

  it('shows texts and environments side by side', async () => {
    await open({ kind: 'documentation' });
    const texts = await activeTab('Documentation: churn@v1 ↔ v2');
    assert.ok(texts?.input instanceof vscode.TabInputTextDiff);
    const document = await vscode.workspace.openTextDocument(texts.input.modified);
    assert.match(document.getText(), /^## Rationale\n\nPeople leave/);

    await open({ kind: 'environment' });
    assert.ok((await activeTab('Environment: churn@v1 ↔ v2'))?.input instanceof vscode.TabInputTextDiff);
  });

  it('shows what model files say of their structure', async () => {
    await open({ kind: 'structure', path: 'models/churn_xgb.json' });

    const tab = await activeTab('Structure of models/churn_xgb.json');
    assert.ok(tab?.input instanceof vscode.TabInputTextDiff);
    const [before, after] = await Promise.all(
      [tab.input.original, tab.input.modified].map(async (uri) =>
        (await vscode.workspace.openTextDocument(uri)).getText(),
      ),
    );
    assert.match(before ?? '', /never loaded/);
    assert.match(after ?? '', /^format: xgboost-json\n[\s\S]*^trees: \d+$/m);
  });

  it('shows the data where Git has it, and says so where nothing does', async () => {
    await open({ kind: 'data', path: 'data/churn.csv' });
    await activeTab('data/churn.csv: churn@v1 ↔ v2');

    await assert.rejects(open({ kind: 'data', path: 'data/none.csv' }), { code: 'nothing-to-compare' });
  });

  it('reads addresses as it writes them, and no others', () => {
    const root = workspaceFolder();
    const sha256 = 'a'.repeat(64);
    const commit = 'c'.repeat(40);

    assert.equal(readDocumentUri(codeUri(root, commit, 'src/a b.py'))?.kind, 'code');
    assert.deepEqual(readDocumentUri(scriptUri(root, commit, 'n/x.ipynb')), {
      kind: 'script',
      root,
      commit,
      path: 'n/x.ipynb',
    });
    assert.deepEqual(readDocumentUri(notebookUri(root, sha256, 'x.ipynb', true)), {
      kind: 'notebook',
      root,
      sha256,
      outputs: true,
    });
    assert.equal(readDocumentUri(documentationUri(root, from.version.id, 'churn@v1'))?.kind, 'documentation');
    assert.equal(readDocumentUri(vscode.Uri.parse(`model-ledger:${root}/.model-ledger/code/main/x`)), null);
    assert.equal(readDocumentUri(vscode.Uri.parse(`model-ledger:${root}/.model-ledger/toString/x`)), null);
  });

  it('gives up a review without writing anything when it is cancelled', async () => {
    const review = reviewVersion(from, ledgers);
    // The list is asked to go away until it does.
    const closing = setInterval(() => void vscode.commands.executeCommand('workbench.action.closeQuickOpen'), 200);
    await assert.rejects(review, { code: 'cancelled' }).finally(() => clearInterval(closing));

    assert.deepEqual((await from.open.ledger.version({ id: from.version.id })).reviews, []);
  });
});

describe('links to comparisons', () => {
  const log = createLog();
  const ledgers = new Ledgers(log);
  const shown: ComparedVersions[] = [];
  const links = new CompareLinks(
    ledgers,
    {
      show: (compared) => {
        shown.push(compared);
        return Promise.resolve();
      },
    },
    log,
  );
  const follow = (rest: string) => links.open(vscode.Uri.parse(`vscode://model-ledger.model-ledger/${rest}`));

  after(() => {
    ledgers.dispose();
  });

  it('open the versions and models that they name', async () => {
    await follow('compare?versions=churn@v1,churn@v2');
    await follow('compare?models=churn');

    const [versions, models] = shown;
    assert.equal(versions?.kind === 'versions' ? versions.ids.length : 0, 2);
    assert.deepEqual(models, { kind: 'models', models: ['churn'] });
  });

  it('say what is wrong with them', async () => {
    await assert.rejects(follow('compare?versions=churn@v1,churn@v99'), { code: 'version-unknown' });
    await assert.rejects(follow('compare?models=nobody'), { code: 'model-unknown' });
    await assert.rejects(follow('compare?versions=../../x'), { code: 'reference-invalid' });
    await assert.rejects(follow('delete?versions=churn@v1'), { code: 'reference-invalid' });
  });
});

describe('the versions of a branch', () => {
  it('are compared with the champion of the default branch', async () => {
    await activateExtension();
    const root = workspaceFolder();
    await git(root, 'switch', '--quiet', '--create', 'feature/branch-page');
    await writeFile(path.join(root, 'metrics-branch.json'), JSON.stringify({ roc_auc: 0.9 }));
    await cli(root, 'register', 'metrics-branch.json', '--model', 'churn', '--rationale', 'On a branch.');
    try {
      await vscode.commands.executeCommand('modelLedger.refresh');
      await vscode.commands.executeCommand('modelLedger.compareBranch');

      const tab = await eventually(
        () => vscode.window.tabGroups.activeTabGroup.activeTab,
        (active) => /^Compare churn v\d, v3$/.test(active?.label ?? ''),
      );
      assert.ok(tab?.input instanceof vscode.TabInputWebview);
    } finally {
      await cli(root, 'undo', 'churn@v3');
      await git(root, 'clean', '--quiet', '--force', '--', 'metrics-branch.json');
      await git(root, 'switch', '--quiet', 'main');
      await git(root, 'branch', '--quiet', '--delete', '--force', 'feature/branch-page');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('modelLedger.refresh');
    }
  });
});
