import * as vscode from 'vscode';
import { isCancelled, LedgerError, type ErrorCode } from '../core/errors';
import { COMMANDS, type CommandId } from './commandIds';
import type { Log } from './log';

/** A command takes what VS Code hands it: narrow before use. */
export type CommandHandler = (...args: readonly unknown[]) => unknown;

interface Remedy {
  readonly title: string;
  readonly command: string;
  readonly args?: readonly unknown[];
}

/** What a person can do at once about a failure of this code. */
const REMEDIES: Partial<Record<ErrorCode, Remedy>> = {
  'config-invalid': { title: 'Open Configuration', command: COMMANDS.openConfig },
  'workspace-untrusted': { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
  'workspace-missing': { title: 'Open Folder', command: 'vscode.openFolder' },
};

/**
 * The one place where a failing command is told to the person: cancelled is silence, a `LedgerError` is its sentence
 * with the fitting action, anything else is a defect of ours whose stack goes to the log.
 */
export async function runCommand(id: CommandId, log: Log, act: () => unknown): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    if (isCancelled(error) || error instanceof vscode.CancellationError) {
      return undefined;
    }
    if (error instanceof LedgerError) {
      log.warn(`${id}: ${error.code}: ${error.message}`);
      // Not awaited: the command has ended, the message stays for as long as the person wants.
      void tell(error);
      return undefined;
    }
    log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    void tellUnexpected(error, log);
    return undefined;
  }
}

export function registerCommands(handlers: Readonly<Record<CommandId, CommandHandler>>, log: Log): vscode.Disposable {
  const entries = Object.entries(handlers) as [CommandId, CommandHandler][];
  return vscode.Disposable.from(
    ...entries.map(([id, handler]) =>
      vscode.commands.registerCommand(id, (...args: unknown[]) => runCommand(id, log, () => handler(...args))),
    ),
  );
}

async function tell(error: LedgerError): Promise<void> {
  const remedy = REMEDIES[error.code];
  const chosen = await vscode.window.showErrorMessage(error.message, ...(remedy === undefined ? [] : [remedy.title]));
  if (chosen !== undefined && remedy !== undefined) {
    await vscode.commands.executeCommand(remedy.command, ...(remedy.args ?? []));
  }
}

async function tellUnexpected(error: unknown, log: Log): Promise<void> {
  const words = error instanceof Error ? error.message : String(error);
  const chosen = await vscode.window.showErrorMessage(
    `Model Ledger met an unexpected failure: ${words}. The log has the details.`,
    'Show Log',
  );
  if (chosen !== undefined) {
    log.show();
  }
}
