import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cardUri, objectUri, readDocumentUri } from '../../../src/extension/documents/documentUri';
import type { ModelLedgerApi } from '../../../src/extension/extension';
import type { TreeNode } from '../../../src/extension/tree/treeNode';
import { activateExtension, eventually, findRow, workspaceFolder } from '../support/extensionApi';

describe('documents of the ledger', () => {
  let api: ModelLedgerApi;
  let version: Extract<TreeNode, { kind: 'version' }>;

  before(async () => {
    api = await activateExtension();
    const node = await findRow(api, 'churn@v2', await findRow(api, 'churn'));
    assert.ok(node.kind === 'version');
    version = node;
  });

  it('show a model card without front matter, with pictures beside it', async () => {
    const uri = cardUri(version.open.root, version.version.id, 'churn@v2');

    const card = await vscode.workspace.openTextDocument(uri);

    const text = card.getText();
    assert.match(text, /^# churn@v2\n/);
    assert.match(text, /## Rationale/);
    const picture = /!\[[^\]]*\]\(<?(?<link>[^)>]+)>?\)/.exec(text)?.groups?.['link'];
    assert.ok(picture);
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(uri, '..', decodeURIComponent(picture)));
    assert.equal(Buffer.from(bytes.subarray(1, 4)).toString(), 'PNG');
  });

  it('cannot be written', async () => {
    const uri = cardUri(version.open.root, version.version.id, 'churn@v2');

    await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(uri, new Uint8Array())));
    await assert.rejects(Promise.resolve(vscode.workspace.fs.delete(uri)));
  });

  it('show the notebook as it was when the version was registered', async () => {
    await vscode.commands.executeCommand('modelLedger.openNotebook', version);

    const editor = await eventually(
      () => vscode.window.activeNotebookEditor,
      (shown) => shown?.notebook.uri.scheme === 'model-ledger',
    );

    assert.match(editor?.notebook.uri.path ?? '', /02-xgboost \(churn@v2\)\.ipynb$/);
    assert.ok((editor?.notebook.cellCount ?? 0) > 3);
  });

  it('lead from a metric to the notebook cell that printed it', async () => {
    const metrics = await findRow(api, 'Metrics', version);
    const [metric] = await api.tree.getChildren(metrics);

    await vscode.commands.executeCommand('modelLedger.goToFact', metric);

    const editor = vscode.window.activeNotebookEditor;
    assert.ok(editor);
    assert.equal(editor.notebook.uri.fsPath, `${workspaceFolder()}/notebooks/02-xgboost.ipynb`);
    assert.ok(editor.notebook.cellAt(editor.selection.start).outputs.length > 0);
  });

  it('have addresses that can be read back', () => {
    const sha256 = 'a'.repeat(64);

    const object = readDocumentUri(objectUri('/work/a b', sha256, 'train (churn@v1).ipynb'));
    const card = readDocumentUri(cardUri('/work/a b', version.version.id, 'churn@v2'));
    const other = readDocumentUri(vscode.Uri.parse('model-ledger:/work/.model-ledger/config.json'));

    assert.deepEqual(object, { kind: 'object', root: '/work/a b', sha256 });
    assert.deepEqual(card, { kind: 'card', root: '/work/a b', id: version.version.id });
    assert.equal(other, null);
  });
});
