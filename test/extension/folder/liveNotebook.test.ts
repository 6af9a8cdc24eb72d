import * as assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { inspectNotebook } from '../../../src/core/notebook/inspectNotebook';
import { parseNotebook } from '../../../src/core/notebook/parseNotebook';
import { readLiveNotebook } from '../../../src/extension/register/liveNotebook';
import { writeLiveNotebook } from '../../../src/extension/register/writeLiveNotebook';
import { workspaceFolder } from '../support/extensionApi';

const STDOUT = 'application/vnd.code.notebook.stdout';
const NAMES = ['01-baseline-logistic-regression', '02-xgboost'];

describe('a live notebook', () => {
  for (const name of NAMES) {
    it(`says what its file says: ${name}`, async () => {
      const file = path.join(workspaceFolder(), 'notebooks', `${name}.ipynb`);
      const fromFile = parseNotebook(await readFile(file, 'utf8'));
      const document = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file));

      const live = readLiveNotebook(document);

      assert.deepEqual(inspectNotebook(live), inspectNotebook(fromFile));
      assert.deepEqual(
        live.cells.map(({ source, executionCount, startedAt, success, tags }) => ({
          source,
          executionCount,
          startedAt,
          success,
          tags,
        })),
        fromFile.cells.map(({ source, executionCount, startedAt, success, tags }) => ({
          source,
          executionCount,
          startedAt,
          success,
          tags,
        })),
      );
      assert.equal(live.languageVersion, fromFile.languageVersion);
      assert.equal(live.kernel, fromFile.kernel);
    });
  }

  it('is written as the text that saving it would write', async () => {
    const file = path.join(workspaceFolder(), 'notebooks', '02-xgboost.ipynb');
    const document = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file));

    const text = await writeLiveNotebook(document);

    assert.ok(text !== undefined);
    assert.deepEqual(
      inspectNotebook(parseNotebook(text)),
      inspectNotebook(parseNotebook(await readFile(file, 'utf8'))),
    );
  });

  it('joins the chunks of a stream, and reads results, errors and pictures', async () => {
    const file = path.join(workspaceFolder(), 'notebooks', '02-xgboost.ipynb');
    const document = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file));
    const before = document.cellCount;
    const fresh = [
      cell('1', [output([item(STDOUT, 'loss: '), item(STDOUT, '0.5\n')])]),
      cell('2', [output([item('text/html', '<b>1</b>'), item('text/plain', '1')], { outputType: 'execute_result' })]),
      cell('3', [output([vscode.NotebookCellOutputItem.error(new TypeError('no'))])]),
      cell('4', [output([new vscode.NotebookCellOutputItem(new Uint8Array([1, 2, 3]), 'image/png')])]),
    ];
    await edit(document, vscode.NotebookEdit.insertCells(before, fresh));

    const cells = readLiveNotebook(document).cells.slice(before);
    await edit(document, vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(before, before + fresh.length)));

    assert.deepEqual(cells[0]?.outputs, [{ kind: 'stream', name: 'stdout', text: 'loss: 0.5\n' }]);
    assert.deepEqual(cells[1]?.outputs, [
      { kind: 'data', isResult: true, data: { 'text/html': '<b>1</b>', 'text/plain': '1' } },
    ]);
    const [error] = cells[2]?.outputs ?? [];
    assert.equal(error?.kind === 'error' ? `${error.name}: ${error.message}` : '', 'TypeError: no');
    assert.equal(cells[2]?.success, false);
    assert.deepEqual(cells[3]?.outputs, [{ kind: 'data', isResult: false, data: { 'image/png': 'AQID' } }]);
  });
});

async function edit(document: vscode.NotebookDocument, change: vscode.NotebookEdit): Promise<void> {
  const workspaceEdit = new vscode.WorkspaceEdit();
  workspaceEdit.set(document.uri, [change]);
  assert.ok(await vscode.workspace.applyEdit(workspaceEdit));
}

function cell(code: string, outputs: vscode.NotebookCellOutput[]): vscode.NotebookCellData {
  const data = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, code, 'python');
  data.outputs = outputs;
  return data;
}

function output(items: vscode.NotebookCellOutputItem[], metadata?: Record<string, unknown>): vscode.NotebookCellOutput {
  return new vscode.NotebookCellOutput(items, metadata);
}

function item(mime: string, text: string): vscode.NotebookCellOutputItem {
  return vscode.NotebookCellOutputItem.text(text, mime);
}
