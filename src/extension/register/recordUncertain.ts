import * as vscode from 'vscode';
import { cellName } from '../../core/cellName';
import { offeredFacts, recordOffered, type OfferedFact } from '../../core/card/offeredFacts';
import { LedgerError } from '../../core/errors';
import { cancelled } from '../abort';

interface FactItem extends vscode.QuickPickItem {
  readonly fact: OfferedFact;
}

const ICONS: Readonly<Record<OfferedFact['kind'], string>> = {
  metric: 'graph-line',
  param: 'settings',
  data: 'database',
  artifact: 'package',
};

/** Shows what the reader was not sure of, nothing ticked, and moves what a person ticks to what is recorded. */
export async function recordUncertain(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const { version } = document;
  const facts = offeredFacts(document.getText());
  if (facts.length === 0) {
    throw new LedgerError('draft-invalid', 'Nothing in this draft is uncertain: all of its facts are recorded.');
  }
  const chosen = await vscode.window.showQuickPick(facts.map(toItem), {
    title: 'Uncertain facts',
    placeHolder: 'Tick what is right; the rest is not recorded',
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (chosen === undefined) {
    throw cancelled();
  }
  if (document.version !== version) {
    throw new LedgerError('draft-invalid', 'The draft was changed meanwhile. Choose the uncertain facts once more.');
  }
  const text = recordOffered(document.getText(), new Set(chosen.map(({ fact }) => fact.first)));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}

function toItem(fact: OfferedFact): FactItem {
  return {
    fact,
    label: `$(${ICONS[fact.kind]}) ${fact.label}`,
    description: fact.cell === null ? '' : cellName({ index: fact.cell }),
    picked: false,
  };
}
