import type * as vscode from 'vscode';
import { LedgerError } from '../core/errors';

/** An `AbortSignal` for core, which knows nothing of VS Code's tokens. */
export function toSignal(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) {
    controller.abort();
  } else {
    token.onCancellationRequested(() => controller.abort());
  }
  return controller.signal;
}

/** What a question answers when the person closed it. The boundary of commands turns it into silence. */
export function cancelled(): LedgerError {
  return new LedgerError('cancelled', 'Cancelled.');
}
