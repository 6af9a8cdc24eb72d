import * as assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { Ledger } from '../../../src/core/io/ledger/ledger';
import type { ModelLedgerApi } from '../../../src/extension/extension';
import { closeDrafts, draftTabs, printInLastCell, startDraft } from '../support/drafts';
import { activateExtension, eventually, findRow, labels, workspaceFolder } from '../support/extensionApi';

describe('registering from a live notebook', () => {
  let api: ModelLedgerApi;
  let root: string;
  let notebookFile: string;

  before(async () => {
    api = await activateExtension();
    root = workspaceFolder();
    notebookFile = path.join(root, 'notebooks', '03-tuned-gradient-boosting.ipynb');
  });

  afterEach(async () => {
    await closeDrafts();
  });

  it('fills the draft from what the editor shows, unsaved changes and fresh outputs included', async () => {
    await printInLastCell(notebookFile, 'Test accuracy: 0.9137\n', 'accuracy_score(y_test, y_pred)');

    const draft = await startDraft(notebookFile);

    assert.match(draft.getText(), /name: accuracy, value: 0\.9137, split: test/);
    assert.doesNotMatch(await readFile(notebookFile, 'utf8'), /0\.9137/);
  });

  it('opens the draft with the caret where the reasons go, over the hint', async () => {
    const draft = await startDraft(notebookFile);

    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.equal(editor.document, draft);
    assert.match(draft.getText(editor.selection), /^<!-- .* -->$/);
    assert.equal(draft.lineAt(editor.selection.start.line - 2).text, '## Rationale');
  });

  it('registers what the draft says and closes it; the version can be undone', async () => {
    await printInLastCell(notebookFile, 'Test accuracy: 0.9137\n', 'accuracy_score(y_test, y_pred)');
    const draft = await startDraft(notebookFile);
    await typeOverSelection('Knows when contracts end.');

    await vscode.commands.executeCommand('modelLedger.registerDraft', draft.uri);

    const versions = await labels(api, await findRow(api, 'churn'));
    assert.match(versions[0] ?? '', /^churn@v3/);
    assert.equal(draftTabs().length, 0);
    const ledger = Ledger.open(root);
    const version = await ledger.find('churn@v3');
    assert.equal(version.documentation.rationale, 'Knows when contracts end.');
    assert.ok(version.metrics.some(({ name, value }) => name === 'accuracy' && value === 0.9137));
    const snapshot = version.evidence.find(({ kind }) => kind === 'notebook');
    assert.match(Buffer.from(await ledger.readObject(snapshot?.sha256 ?? '')).toString(), /0\.9137/);

    await ledger.undo({ model: 'churn', version: 3 });

    const rows = await eventually(
      async () => labels(api, await findRow(api, 'churn')),
      (all) => all.length === 2,
    );
    assert.match(rows[0] ?? '', /^churn@v2/);
  });

  it('keeps the draft, caret in the section, when a required field is not written', async () => {
    const config = path.join(root, '.model-ledger', 'config.json');
    const before = await readFile(config, 'utf8');
    await writeFile(config, JSON.stringify({ documentation: { required: ['rationale'] } }));
    try {
      const draft = await startDraft(notebookFile);
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      editor.selection = new vscode.Selection(0, 0, 0, 0);

      await vscode.commands.executeCommand('modelLedger.registerDraft', draft.uri);

      assert.equal(draftTabs().length, 1);
      const { line } = vscode.window.activeTextEditor?.selection.start ?? { line: 0 };
      assert.equal(draft.lineAt(line - 2).text, '## Rationale');
      assert.equal((await labels(api, await findRow(api, 'churn'))).length, 2);
    } finally {
      await writeFile(config, before);
    }
  });

  it('names the line of a draft that cannot be read, and keeps it', async () => {
    const draft = await startDraft(notebookFile);
    const line = draft
      .getText()
      .split('\n')
      .findIndex((text) => text.startsWith('model:'));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(draft.uri, draft.lineAt(line).range, 'model: not a name!');
    await vscode.workspace.applyEdit(edit);

    await vscode.commands.executeCommand('modelLedger.registerDraft', draft.uri);

    assert.equal(vscode.window.activeTextEditor?.selection.start.line, line);
    assert.equal(draftTabs().length, 1);
  });

  it('offers Register above the draft and links from its facts to the notebook', async () => {
    const draft = await startDraft(notebookFile);

    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      draft.uri,
      10,
    );
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', draft.uri);

    const titles = lenses.map((lens) => lens.command?.title);
    assert.deepEqual(titles.slice(0, 2), ['$(check) Register v3', '$(discard) Discard']);
    const facts = links.filter(({ target }) => target?.path === 'modelLedger.goToFact');
    assert.ok(facts.length > 3);
    const texts = facts.map(({ range }) => draft.getText(range));
    assert.ok(texts.some((text) => /^cell: \d+$/.test(text)));
    const link = facts.find(({ range }) => draft.getText(range).startsWith('cell: '));
    assert.ok(link?.target);
    const [place] = JSON.parse(link.target.query) as [{ readonly cell: number }];
    await vscode.commands.executeCommand(link.target.path, place);
    const editor = await eventually(
      () => vscode.window.activeNotebookEditor,
      (active) => active?.selection.start === place.cell,
    );
    assert.equal(draft.getText(link.range), `cell: ${place.cell + 1}`);
    assert.equal(editor?.notebook.uri.fsPath, notebookFile);
    await vscode.window.showTextDocument(draft);
  });

  it('registers a saved draft and removes its file', async () => {
    const draft = await startDraft(notebookFile);
    const file = path.join(root, '.model-ledger', 'drafts', 'churn-v3.md');
    await vscode.workspace.fs.writeFile(vscode.Uri.file(file), Buffer.from(draft.getText()));
    await closeDrafts();

    await vscode.window.showTextDocument(vscode.Uri.file(file));
    await vscode.commands.executeCommand('modelLedger.registerDraft');

    const ledger = Ledger.open(root);
    assert.equal((await ledger.find('churn@v3')).source.path, 'notebooks/03-tuned-gradient-boosting.ipynb');
    await assert.rejects(readFile(file));
    await ledger.undo({ model: 'churn', version: 3 });
    await eventually(
      async () => (await labels(api, await findRow(api, 'churn'))).length,
      (count) => count === 2,
    );
  });
});

async function typeOverSelection(text: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  await editor.edit((builder) => builder.replace(editor.selection, text));
}
