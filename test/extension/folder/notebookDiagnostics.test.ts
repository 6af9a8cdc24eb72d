import * as assert from 'node:assert/strict';
import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { activateExtension, eventually, workspaceFolder } from '../support/extensionApi';

const FIT =
  'from sklearn.ensemble import RandomForestClassifier\nmodel = RandomForestClassifier(n_estimators=5)\nmodel.fit(X_train, y_train)';
const SCORE = 'print("Test accuracy:", accuracy_score(y_test, model.predict(X_test)))';

describe('what makes a notebook doubtful, in the Problems panel', () => {
  let file: string;
  let document: vscode.NotebookDocument;

  before(activateExtension);

  beforeEach(async () => {
    file = path.join(workspaceFolder(), 'notebooks', `doubtful-${Date.now()}.ipynb`);
    await copyFile(path.join(workspaceFolder(), 'notebooks', '02-xgboost.ipynb'), file);
    document = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file));
    await vscode.window.showNotebookDocument(document);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await rm(file, { force: true });
  });

  it('names cells out of order, failed cells and missing seeds, and takes back what is repaired', async () => {
    await replaceCells(document, [
      code(FIT, { executionOrder: 3 }),
      code(SCORE, { executionOrder: 2 }, print('Test accuracy: 0.9\n')),
      code('1 / 0', { executionOrder: 4 }, vscode.NotebookCellOutputItem.error(new RangeError('no'))),
    ]);

    const found = await diagnosticsOf(document, (all) => all.length === 3);

    assert.deepEqual(found.map(({ code: name, severity }) => [name, severity]).toSorted(), [
      ['cell-failed', vscode.DiagnosticSeverity.Warning],
      ['no-seed', vscode.DiagnosticSeverity.Information],
      ['out-of-order', vscode.DiagnosticSeverity.Warning],
    ]);
    assert.ok(
      found.every(({ source, message }) => source === 'Model Ledger' && /(?:run|Run|Set|Restart) /.test(message)),
    );

    await replaceCells(document, [
      code(FIT.replace('n_estimators=5', 'random_state=0'), { executionOrder: 1 }),
      code(SCORE, { executionOrder: 2 }, print('Test accuracy: 0.9\n')),
    ]);

    await diagnosticsOf(document, (all) => all.length === 0);
  });

  it('says under a result that the code before it was changed, until that is undone or run again', async () => {
    await replaceCells(document, [
      code(FIT.replace('n_estimators=5', 'random_state=0'), { executionOrder: 1 }),
      code(SCORE, { executionOrder: 2 }, print('Test accuracy: 0.9\n')),
    ]);
    const cell = document.cellAt(0);
    await type(cell, 'random_state=0', 'random_state=1');

    const found = await diagnosticsOf(document, (all) => all.length === 2);

    assert.deepEqual(
      found.map(({ message }) => message.split('.')[0]),
      ['Cell 1 [1] was changed after it ran', 'The result of cell 2 [2] was printed before cell 1 [1] was changed'],
    );

    await type(cell, 'random_state=1', 'random_state=0');
    await diagnosticsOf(document, (all) => all.length === 0);
    await type(cell, 'random_state=0', 'random_state=2');
    await diagnosticsOf(document, (all) => all.length === 2);
    await run(document, [
      [0, ''],
      [1, 'Test accuracy: 0.8\n'],
    ]);
    await diagnosticsOf(document, (all) => all.length === 0);
  });

  it('brings the same sentences into the draft', async () => {
    await replaceCells(document, [
      code(FIT.replace('n_estimators=5', 'random_state=0'), { executionOrder: 1 }),
      code(SCORE, { executionOrder: 2 }, print('Test accuracy: 0.9\n')),
    ]);
    await type(document.cellAt(0), 'random_state=0', 'random_state=3');
    const started = vscode.commands.executeCommand('modelLedger.register', vscode.Uri.file(file));
    const draft = await eventually(
      async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return vscode.window.activeTextEditor?.document;
      },
      (shown) => shown?.uri.path.includes('/.model-ledger/drafts/') === true,
    );
    await started;

    assert.ok(draft);
    assert.match(draft.getText(), /^# Note: Cell 1 \[1\] was changed after it ran/m);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', draft.uri);
    assert.ok(links.some(({ range }) => draft.getText(range) === 'Cell 1 [1]'));
    assert.match(draft.getText(), /^# Note: The result of cell 2 \[2\] was printed before cell 1 \[1\] was changed/m);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('can be turned off, and is gone with the notebook', async () => {
    await replaceCells(document, [code(FIT, { executionOrder: 1 })]);
    const settings = vscode.workspace.getConfiguration('modelLedger.notebook');
    await diagnosticsOf(document, (all) => all.length === 1);

    await settings.update('diagnostics', false, vscode.ConfigurationTarget.Global);
    await diagnosticsOf(document, (all) => all.length === 0);
    await settings.update('diagnostics', undefined, vscode.ConfigurationTarget.Global);
    await diagnosticsOf(document, (all) => all.length === 1);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

    await eventually(
      () => vscode.languages.getDiagnostics().filter(([uri, all]) => uri.path === document.uri.path && all.length > 0),
      (all) => all.length === 0,
    );
  });

  it('says nothing about a notebook without a model', async () => {
    await replaceCells(document, [
      code('import math', { executionOrder: 2 }),
      code('math.pi', { executionOrder: 1 }),
      code(FIT, { executionOrder: 3 }),
    ]);
    await diagnosticsOf(document, (all) => all.length === 2);

    await replaceCells(document, [code('import math', { executionOrder: 2 }), code('math.pi', { executionOrder: 1 })]);

    await diagnosticsOf(document, (all) => all.length === 0);
  });
});

async function diagnosticsOf(
  document: vscode.NotebookDocument,
  isRight: (all: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually(
    () =>
      document
        .getCells()
        .flatMap((cell) => vscode.languages.getDiagnostics(cell.document.uri))
        .filter(({ source }) => source === 'Model Ledger'),
    isRight,
  );
}

function code(
  text: string,
  summary: vscode.NotebookCellExecutionSummary,
  ...items: readonly vscode.NotebookCellOutputItem[]
): vscode.NotebookCellData {
  const data = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python');
  data.executionSummary = summary;
  data.outputs = items.map((item) => new vscode.NotebookCellOutput([item]));
  return data;
}

function print(text: string): vscode.NotebookCellOutputItem {
  return vscode.NotebookCellOutputItem.stdout(text);
}

async function replaceCells(document: vscode.NotebookDocument, cells: vscode.NotebookCellData[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [vscode.NotebookEdit.replaceCells(new vscode.NotebookRange(0, document.cellCount), cells)]);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

async function type(cell: vscode.NotebookCell, before: string, after: string): Promise<void> {
  const at = cell.document.getText().indexOf(before);
  assert.ok(at >= 0);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(cell.document.positionAt(at), cell.document.positionAt(at + before.length));
  edit.replace(cell.document.uri, range, after);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Runs cells with a kernel that prints what it is told. */
async function run(
  document: vscode.NotebookDocument,
  cells: readonly (readonly [index: number, printed: string])[],
): Promise<void> {
  const controller = vscode.notebooks.createNotebookController('parrot', 'jupyter-notebook', 'Parrot');
  const isSelected = new Promise<void>((resolve) => {
    controller.onDidChangeSelectedNotebooks(({ selected }) => {
      if (selected) {
        resolve();
      }
    });
  });
  controller.supportsExecutionOrder = true;
  await vscode.commands.executeCommand('notebook.selectKernel', {
    id: 'parrot',
    extension: 'model-ledger.model-ledger',
  });
  await isSelected;
  let order = 10;
  for (const [index, printed] of cells) {
    const execution = controller.createNotebookCellExecution(document.cellAt(index));
    order += 1;
    execution.executionOrder = order;
    execution.start(Date.now());
    await execution.replaceOutput(printed === '' ? [] : [new vscode.NotebookCellOutput([print(printed)])]);
    execution.end(true, Date.now());
  }
  controller.dispose();
}
