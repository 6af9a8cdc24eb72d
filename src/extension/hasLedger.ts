import { access } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { findLedgerRoot, LEDGER_FOLDER } from '../core/io/ledger/ledgerPaths';

/** Whether a folder of the window has a ledger. Looks for the folder only. */
export async function hasLedger(): Promise<boolean> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    if (uri.scheme === 'file') {
      const root = await findLedgerRoot(uri.fsPath).catch(() => uri.fsPath);
      const isThere = await access(path.join(root, LEDGER_FOLDER)).then(
        () => true,
        () => false,
      );
      if (isThere) {
        return true;
      }
    }
  }
  return false;
}
