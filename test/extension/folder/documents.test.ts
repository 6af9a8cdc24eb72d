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

  it('keep showing the card while the documentation is edited, and take a preview of the draft away with it', async () => {
    await vscode.commands.executeCommand('modelLedger.openCard', version);
    await eventually(tabLabels, (labels) => labels.includes('[Preview] churn@v2.md'));

    await vscode.commands.executeCommand('modelLedger.editDocumentation', version);
    await vscode.commands.executeCommand('markdown.showPreviewToSide');
    await eventually(tabLabels, (labels) => labels.includes('Preview churn-v2.documentation.md'));
    assert.ok(tabLabels().includes('[Preview] churn@v2.md'));
    await vscode.commands.executeCommand('modelLedger.saveDocumentation', draftOf('churn-v2.documentation.md'));

    await eventually(tabLabels, (labels) => !labels.some((label) => label.endsWith('churn-v2.documentation.md')));
  });

  it('lose no documentation to an editor that was emptied', async () => {
    const before = (await version.open.ledger.version({ model: 'churn', version: 2 })).documentation;
    assert.notEqual(before.rationale, '');
    await vscode.commands.executeCommand('modelLedger.editDocumentation', version);
    const uri = draftOf('churn-v2.documentation.md');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(0, 0, 10_000, 0), '');
    await vscode.workspace.applyEdit(edit);

    await vscode.commands.executeCommand('modelLedger.saveDocumentation', uri);

    const after = (await version.open.ledger.version({ model: 'churn', version: 2 })).documentation;
    assert.deepEqual(after, before);
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
    // What breadcrumbs show of it.
    assert.equal(objectUri('/work/a b', sha256, 'train (churn@v1).ipynb').path, '/train (churn@v1).ipynb');
    assert.deepEqual(card, { kind: 'card', root: '/work/a b', id: version.version.id });
    assert.equal(other, null);
    for (const query of ['', 'root=/work', `sha256=${sha256}`, 'root=/work&sha256=../..']) {
      assert.equal(readDocumentUri(vscode.Uri.from({ scheme: 'model-ledger', path: '/a.ipynb', query })), null);
    }
  });
});

function tabLabels(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs).map((tab) => tab.label);
}

function draftOf(name: string): vscode.Uri {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith(name));
  assert.ok(document);
  return document.uri;
}
