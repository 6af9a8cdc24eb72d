import * as assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { activateExtension, cli, eventually, workspaceFolder } from '../support/extensionApi';
import { completionLabels, findings, hoverText, openFile } from '../support/languageFeatures';

describe('references to versions', () => {
  before(async () => {
    await activateExtension();
    await cli(workspaceFolder(), 'archive', 'churn@v1', '--reason', 'Superseded.');
  });

  it('are completed in Python', async () => {
    const document = await openFile('complete.py', 'a = "models:/"\nb = "models:/churn/"\nc = "churn@"\nd = "user@"\n');

    const models = await eventually(
      () => completionLabels(document.uri, 0, 13),
      (labels) => labels.includes('churn'),
    );
    assert.ok(!models.includes('1'));
    const versions = await completionLabels(document.uri, 1, 19);
    assert.deepEqual(
      versions.filter((label) => ['2', '1'].includes(label)),
      ['2', '1'],
    );
    assert.ok((await completionLabels(document.uri, 2, 11)).includes('v2'));
    assert.ok(!(await completionLabels(document.uri, 3, 10)).includes('v2'));
  });

  it('lead to the card', async () => {
    const document = await openFile('define.py', 'MODEL = "models:/churn@champion"\n');

    const [target] = await eventually(
      async () =>
        vscode.commands.executeCommand<vscode.LocationLink[]>(
          'vscode.executeDefinitionProvider',
          document.uri,
          new vscode.Position(0, 15),
        ),
      (found) => found.length > 0,
    );

    assert.equal(target?.targetUri.scheme, 'model-ledger');
    const card = await vscode.workspace.openTextDocument(target.targetUri);
    assert.match(card.getText(), /^# churn@v2$/m);
  });

  it('are found wherever the version is used', async () => {
    const document = await openFile('uses.py', 'MODEL = "models:/churn/2"\n');
    await writeFile(path.join(workspaceFolder(), 'deploy.toml'), 'model = "churn@v2"\n');
    await eventually(
      () => hoverText(document.uri, 0, 15),
      (text) => text !== '',
    );

    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      new vscode.Position(0, 15),
    );

    const names = found.map(({ uri }) => path.basename(uri.fsPath));
    assert.ok(names.includes('uses.py') && names.includes('deploy.toml') && names.includes('define.py'), names.join());
  });

  it('are checked, and updated by a quick fix', async () => {
    const document = await openFile(
      'check.py',
      'old = "models:/churn/1"\ngone = "churn@v9"\nmail = "ada@example.com"\n',
    );

    const found = await eventually(
      () => findings(document.uri),
      (codes) => codes.length === 2,
    );
    assert.deepEqual(found, ['version-archived', 'version-missing']);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 12, 0, 12),
    );
    const update = actions.find(({ title }) => title === 'Update to current champion churn@v2');
    assert.ok(update?.edit, actions.map(({ title }) => title).join(' | '));
    await vscode.workspace.applyEdit(update.edit);

    assert.equal(document.lineAt(0).text, 'old = "models:/churn/2"');
    await eventually(
      () => findings(document.uri),
      (codes) => codes.join() === 'version-missing',
    );
    await document.save();
  });

  it('are known in the cells of a notebook', async () => {
    const uri = vscode.Uri.file(path.join(workspaceFolder(), 'notebooks', '02-xgboost.ipynb'));
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    const data = new vscode.NotebookCellData(
      vscode.NotebookCellKind.Code,
      'm = load("models:/churn/9")\nn = "churn@v2"',
      'python',
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(uri, [vscode.NotebookEdit.insertCells(notebook.cellCount, [data])]);
    await vscode.workspace.applyEdit(edit);
    const cell = notebook.cellAt(notebook.cellCount - 1).document.uri;

    assert.deepEqual(
      await eventually(
        () => findings(cell),
        (codes) => codes.length > 0,
      ),
      ['version-missing'],
    );
    assert.match(await hoverText(cell, 1, 8), /\*\*churn@v2\*\*/);
    assert.ok((await completionLabels(cell, 0, 24)).includes('2'));
    await notebook.save();
  });

  it('say when the file of a version has changed, as soon as it has', async () => {
    const file = path.join(workspaceFolder(), await recordedArtifact());
    const recorded = path.relative(workspaceFolder(), file).split(path.sep).join('/');
    const before = await readFile(file).catch(() => null);
    assert.ok(before);
    const document = await openFile('load.py', `model = load("${recorded}")\n`);
    await eventually(
      () => hoverText(document.uri, 0, 20),
      (text) => text !== '',
    );
    assert.deepEqual(findings(document.uri), []);

    await appendFile(file, 'more');

    await eventually(
      () => findings(document.uri),
      (codes) => codes.join() === 'artifact-changed',
    );
    await writeFile(file, before);
    await eventually(
      () => findings(document.uri),
      (codes) => codes.length === 0,
    );
  });
});

/** The first artifact of churn@v2. */
async function recordedArtifact(): Promise<string> {
  const { artifacts } = (await cli(workspaceFolder(), 'show', 'churn@v2')) as { artifacts: { path: string }[] };
  const [first] = artifacts;
  assert.ok(first);
  return first.path;
}
