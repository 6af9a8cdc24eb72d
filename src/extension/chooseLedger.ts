import * as vscode from 'vscode';
import { LedgerError } from '../core/errors';
import { cancelled } from './abort';
import type { Ledgers } from './ledgers';
import type { OpenLedger } from './openLedger';

/** The only ledger of the window, or the one that the person picks. Throws `workspace-missing`. */
export async function chooseLedger(ledgers: Ledgers, title: string): Promise<OpenLedger> {
  const all = await ledgers.all();
  const [only] = all;
  if (only === undefined) {
    throw new LedgerError(
      'workspace-missing',
      'No folder is open. Open the folder of a project: its versions are kept there.',
    );
  }
  if (all.length === 1) {
    return only;
  }
  const items = all.map((open) => ({ label: open.label, description: open.root, open }));
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: 'Choose the folder' });
  if (chosen === undefined) {
    throw cancelled();
  }
  return chosen.open;
}
