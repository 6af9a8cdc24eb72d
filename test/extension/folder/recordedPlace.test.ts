import * as assert from 'node:assert/strict';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { Ledger } from '../../../src/core/io/ledger/ledger';
import type { Version } from '../../../src/core/model';
import { openRecordedPlace } from '../../../src/extension/documents/openRecordedPlace';
import { OpenLedger } from '../../../src/extension/openLedger';
import { activateExtension, eventually, workspaceFolder } from '../support/extensionApi';

describe('the cell that a registered metric came from', () => {
  let open: OpenLedger;
  let version: Version;
  let file: string;
  let before: string;
  let cell: number;

  beforeEach(async () => {
    await activateExtension();
    const ledger = Ledger.open(workspaceFolder());
    open = new OpenLedger(ledger);
    version = await ledger.find('churn@v1');
    file = path.join(workspaceFolder(), version.source.path);
    before = await readFile(file, 'utf8');
    cell = version.metrics.find(({ source }) => source?.cell !== undefined)?.source?.cell ?? -1;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  afterEach(async () => {
    await writeFile(file, before);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is shown in the notebook while it still says so', async () => {
    await openRecordedPlace(open, version.id, { path: version.source.path, cell });

    const shown = await activeNotebook();
    assert.equal(shown.notebook.uri.scheme, 'file');
    assert.equal(shown.selection.start, cell);
  });

  it('is shown in the kept copy once the notebook prints something else', async () => {
    const changed = await changedNotebook();
    await writeFile(file, changed);

    await openRecordedPlace(open, version.id, { path: version.source.path, cell });

    const shown = await activeNotebook();
    assert.equal(shown.notebook.uri.scheme, 'model-ledger');
    assert.match(shown.notebook.uri.path, /\(churn@v1\)\.ipynb$/);
    assert.equal(shown.selection.start, cell);
    assert.doesNotMatch(shown.notebook.cellAt(cell).document.getText(), /changed since/);
  });

  it('is followed when cells were added above it', async () => {
    const json = JSON.parse(before) as { cells: unknown[] };
    json.cells.unshift({ cell_type: 'markdown', id: 'new', metadata: {}, source: ['# New'] });
    await writeFile(file, JSON.stringify(json));

    await openRecordedPlace(open, version.id, { path: version.source.path, cell });

    const shown = await activeNotebook();
    assert.equal(shown.notebook.uri.fsPath, file);
    assert.equal(shown.selection.start, cell + 1);
  });

  it('is followed to where the notebook was moved', async () => {
    const moved = path.join(workspaceFolder(), 'archive', path.basename(file));
    await mkdir(path.dirname(moved), { recursive: true });
    await rename(file, moved);
    try {
      await openRecordedPlace(open, version.id, { path: version.source.path, cell });

      const shown = await activeNotebook();
      assert.equal(shown.notebook.uri.fsPath, moved);
      assert.equal(shown.selection.start, cell);
    } finally {
      await rm(path.dirname(moved), { recursive: true });
    }
  });

  it('is shown in the kept copy once the notebook is deleted', async () => {
    await rm(file);

    await openRecordedPlace(open, version.id, { path: version.source.path, cell });

    const shown = await activeNotebook();
    assert.equal(shown.notebook.uri.scheme, 'model-ledger');
    assert.equal(shown.selection.start, cell);
  });

  async function changedNotebook(): Promise<string> {
    const json = JSON.parse(before) as { cells: { source: string | string[] }[] };
    const changed = json.cells[cell];
    assert.ok(changed);
    changed.source = ['# changed since\n', 'print(1)'];
    return JSON.stringify(json);
  }
});

async function activeNotebook(): Promise<vscode.NotebookEditor> {
  const editor = await eventually(
    () => vscode.window.activeNotebookEditor,
    (active) => active !== undefined,
  );
  assert.ok(editor);
  return editor;
}
