import * as assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { activateExtension, eventually, workspaceFolder } from '../support/extensionApi';
import { completionLabels, findings, hoverText } from '../support/languageFeatures';

describe('the configuration of a ledger', () => {
  it('is completed, explained and checked', async () => {
    await activateExtension();
    const file = path.join(workspaceFolder(), '.model-ledger', 'config.json');
    const before = await readFile(file, 'utf8').catch(() => '{}\n');
    await writeFile(file, '{\n  "metrics": {\n    "roc_acu": {},\n    "roc_auc": {}\n  }\n}\n');
    const document = await vscode.workspace.openTextDocument(file);

    await eventually(
      () => findings(document.uri),
      (codes) => codes.includes('metric-unknown'),
    );
    assert.match(await hoverText(document.uri, 3, 8), /higher is better/);
    assert.ok((await completionLabels(document.uri, 2, 5)).includes('accuracy'));

    const [fix] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(2, 6, 2, 6),
    );
    assert.equal(fix?.title, 'Change to roc_auc');
    await writeFile(file, before);
  });
});
