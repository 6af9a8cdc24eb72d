import * as vscode from 'vscode';
import type { Capture } from '../../core/capture/capture';
import type { Draft } from '../../core/draft/draft';
import type { Registered } from '../../core/io/capture/register';
import { formatReference } from '../../core/model';
import { toSignal } from '../abort';
import { formatSize } from '../format';
import type { OpenLedger } from '../openLedger';

/** Registers while a notification shows how far hashing has come and offers to cancel. */
export async function registerWithProgress(open: OpenLedger, draft: Draft, capture: Capture): Promise<Registered> {
  const { registerDraft } = await import('../../core/io/capture/register');
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Registering ${draft.model}`, cancellable: true },
    (progress, token) =>
      registerDraft({
        ledger: open.ledger,
        draft,
        capture,
        signal: toSignal(token),
        onProgress: (done, total) =>
          progress.report({ message: `${formatSize(done)} of ${formatSize(total)} of the artifacts read` }),
        // Asked before anything of the version is written.
        onDuplicate: asksToRegisterAgain,
      }),
  );
}

async function asksToRegisterAgain(duplicate: { readonly model: string; readonly version: number }): Promise<boolean> {
  const reference = formatReference(duplicate.model, duplicate.version);
  const again = 'Register Again';
  const chosen = await vscode.window.showWarningMessage(
    `This is already registered as ${reference}.`,
    { modal: true, detail: 'The artifacts, the metrics and the code are the same.' },
    again,
  );
  return chosen === again;
}
