import * as assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { closeDrafts, printInLastCell, startDraft } from '../support/drafts';
import { activateExtension, cli, eventually, workspaceFolder } from '../support/extensionApi';

describe('help while a draft is written', () => {
  let notebookFile: string;

  before(async () => {
    await activateExtension();
    notebookFile = path.join(workspaceFolder(), 'notebooks', '03-tuned-gradient-boosting.ipynb');
  });

  afterEach(async () => {
    await closeDrafts();
  });

  it('finds nothing in a new draft but that its reasons are missing, and nothing once they are written', async () => {
    const draft = await startDraft(notebookFile);

    const found = await findings(draft, (all) => all.length > 0);
    assert.deepEqual(found, ['documentation-missing']);

    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    await editor.edit((builder) => builder.replace(editor.selection, 'Knows when contracts end.'));

    await findings(draft, (all) => all.length === 0);
  });

  it('holds the draft against the notebook, its metrics and the disk, and mends each', async () => {
    const draft = await startDraft(notebookFile);
    await replace(draft, /value: 0\.\d+(?=, split: test)/, 'value: 0.1234');
    await replace(draft, /- data\/churn\.csv/, '- data/chrun.csv');
    await replace(draft, /^model: churn$/m, 'model: chrun');

    await findings(draft, (all) =>
      ['value-differs', 'dataset-missing', 'model-unknown'].every((code) => all.includes(code)),
    );

    await fix(draft, 'model-unknown', 'Change to churn');
    await fix(draft, 'dataset-missing', 'Change to data/churn.csv');
    await fix(draft, 'value-differs', /^Take 0\.\d+ from the notebook/);

    const left = await findings(draft, (all) => !all.includes('value-differs') && !all.includes('dataset-missing'));
    assert.ok(!left.includes('model-unknown'));
    assert.match(draft.getText(), /^model: churn$/m);
    assert.match(draft.getText(), /- data\/churn\.csv/);
    assert.doesNotMatch(draft.getText(), /0\.1234/);
  });

  it('follows the notebook while its outputs are not saved', async () => {
    const draft = await startDraft(notebookFile);
    await replace(draft, /value: 0\.\d+(?=, split: test)/, 'value: 0.9876');
    await findings(draft, (all) => all.includes('value-differs'));
    const name = /name: (\w+), value: 0\.9876/.exec(draft.getText())?.[1] ?? '';

    await printInLastCell(notebookFile, `Test ${name}: 0.9876\n`, 'print(f"Test score: {score(y_test, y_pred)}")');

    await findings(draft, (all) => !all.includes('value-differs'));
    const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.fsPath === notebookFile);
    assert.equal(notebook?.isDirty, true);
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('completes metric names, explains them with earlier values, and outlines the facts', async () => {
    const draft = await startDraft(notebookFile);
    const at = positionOf(draft, 'name: roc_auc', 'name: '.length);

    const list = await eventually(
      async () =>
        vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', draft.uri, at),
      ({ items }) => items.some(({ label }) => label === 'roc_auc'),
    );
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', draft.uri, at);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      draft.uri,
    );
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      draft.uri,
    );

    assert.equal(list.items.find(({ label }) => label === 'roc_auc')?.detail, 'higher is better');
    assert.match(textOf(hovers), /Area under the ROC curve[\s\S]*churn@v2[\s\S]*churn@v1/);
    const facts = symbols.find(({ name }) => name === 'Facts');
    assert.ok(facts?.children.some(({ name }) => name === 'metrics'));
    const params = draft.getText().split('\n').indexOf('params:');
    assert.ok(ranges.some(({ start }) => start === params));
  });

  it('holds an exported card against what was registered, and leaves other Markdown alone', async () => {
    const root = workspaceFolder();
    await cli(root, 'export', 'churn@v2', '--output', 'card.md');
    const file = path.join(root, 'card.md');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/value: 0\.\d+/, 'value: 0.1'));
    const other = path.join(root, 'notes.md');
    await writeFile(other, '---\nmodel: churn\n---\n\nA note.\n');

    const card = await vscode.workspace.openTextDocument(file);
    const note = await vscode.workspace.openTextDocument(other);

    assert.deepEqual(await findings(card, (all) => all.length > 0), ['record-differs']);
    assert.deepEqual(vscode.languages.getDiagnostics(note.uri), []);
    await vscode.workspace.fs.delete(card.uri);
    await vscode.workspace.fs.delete(note.uri);
  });
});

async function findings(
  document: vscode.TextDocument,
  isRight: (codes: readonly string[]) => boolean,
): Promise<readonly string[]> {
  return eventually(
    () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ source }) => source === 'Model Ledger')
        .map(({ code }) => (typeof code === 'string' ? code : '')),
    isRight,
  );
}

async function replace(document: vscode.TextDocument, what: RegExp, text: string): Promise<void> {
  const match = what.exec(document.getText());
  assert.ok(match, `the draft has no ${String(what)}`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(match.index), document.positionAt(match.index + match[0].length));
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Applies a quick fix as choosing it from the light bulb does. */
async function fix(document: vscode.TextDocument, code: string, title: string | RegExp): Promise<void> {
  const diagnostic = vscode.languages.getDiagnostics(document.uri).find((item) => item.code === code);
  assert.ok(diagnostic, `no ${code}`);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    diagnostic.range,
  );
  const action = actions.find((item) => (typeof title === 'string' ? item.title === title : title.test(item.title)));
  assert.ok(action?.edit, `no fix ${String(title)} among ${actions.map((item) => item.title).join(' | ')}`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

function positionOf(document: vscode.TextDocument, text: string, offset: number): vscode.Position {
  return document.positionAt(document.getText().indexOf(text) + offset);
}

function textOf(hovers: readonly vscode.Hover[]): string {
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}
