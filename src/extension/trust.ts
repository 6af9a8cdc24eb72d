import * as vscode from 'vscode';
import { LedgerError } from '../core/errors';

/** Writing runs Git and reads what a workspace names; in an untrusted one only reading is allowed. */
export function requireTrust(what: string): void {
  if (!vscode.workspace.isTrusted) {
    throw new LedgerError(
      'workspace-untrusted',
      `${what} needs a trusted workspace. This one is open in Restricted Mode, where Model Ledger only reads.`,
    );
  }
}
