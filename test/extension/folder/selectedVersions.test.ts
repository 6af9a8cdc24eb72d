import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ModelLedgerApi } from '../../../src/extension/extension';
import type { TreeNode } from '../../../src/extension/tree/treeNode';
import { activateExtension, eventually, findRow } from '../support/extensionApi';

describe('commands about several selected rows', () => {
  let api: ModelLedgerApi;
  let older: TreeNode;
  let newer: TreeNode;
  /** What a range from the newer to the older version holds when the newer one is expanded. */
  let range: readonly TreeNode[];

  before(async () => {
    api = await activateExtension();
    const model = await findRow(api, 'churn');
    newer = await findRow(api, 'churn@v2', model);
    older = await findRow(api, 'churn@v1', model);
    const metrics = await findRow(api, 'Metrics', newer);
    range = [newer, metrics, ...(await api.tree.getChildren(metrics)), older];
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('compares the versions that are selected', async () => {
    await vscode.commands.executeCommand('modelLedger.compareSelected', older, [older, newer]);

    assert.match(await comparisonTitle(), /^Compare churn v\d, v\d$/);
  });

  it('compares each version once when a range holds facts of one of them', async () => {
    await vscode.commands.executeCommand('modelLedger.compareSelected', range[2], range);

    assert.match(await comparisonTitle(), /^Compare churn v\d, v\d$/);
  });

  it('does not compare a version with itself', async () => {
    await vscode.commands.executeCommand('modelLedger.compareSelected', range[2], range.slice(0, -1));

    assert.deepEqual(comparisons(), []);
  });

  it('copies each reference once', async () => {
    await vscode.commands.executeCommand('modelLedger.copyReference', newer, range);

    assert.equal(await vscode.env.clipboard.readText(), 'churn@v2\nchurn@v1');
  });
});

async function comparisonTitle(): Promise<string> {
  const titles = await eventually(comparisons, ([title]) => title !== undefined && title !== 'Compare Versions');
  return titles[0] ?? '';
}

function comparisons(): readonly string[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('modelLedger.compare'))
    .map(({ label }) => label);
}
