import { access } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Verification } from '../core/io/ledger/checking';
import { formatReference } from '../core/model';
import { toSignal } from './abort';
import { chooseConflicts } from './chooseConflicts';
import { chooseLedger } from './chooseLedger';
import { plural } from './format';
import type { Ledgers } from './ledgers';
import type { Log } from './log';
import type { OpenLedger } from './openLedger';
import { requireTrust } from './trust';

/** Commands about a ledger as a whole. */
export class LedgerCommands {
  constructor(
    private readonly ledgers: Ledgers,
    private readonly log: Log,
  ) {}

  async verify(): Promise<void> {
    requireTrust('Verifying the ledger');
    const open = await chooseLedger(this.ledgers, 'Verify Ledger');
    const result = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `Verifying ${open.label}`, cancellable: true },
      (_, token) => open.ledger.verify({ signal: toSignal(token) }),
    );
    // Not awaited: the command has ended, the message stays.
    void this.tell(open, result);
  }

  /** Opens `config.json`, as an unsaved document with the smallest useful content where there is none. */
  async openConfig(): Promise<void> {
    const open = await chooseLedger(this.ledgers, 'Open Ledger Configuration');
    const file = vscode.Uri.file(path.join(open.ledger.folder, 'config.json'));
    const isThere = await access(file.fsPath).then(
      () => true,
      () => false,
    );
    if (isThere) {
      await vscode.window.showTextDocument(file);
      return;
    }
    const document = await vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }));
    if (document.getText() === '') {
      const edit = new vscode.WorkspaceEdit();
      const content = { documentation: { required: ['rationale'] } };
      edit.insert(document.uri, new vscode.Position(0, 0), `${JSON.stringify(content, null, 2)}\n`);
      await vscode.workspace.applyEdit(edit);
    }
    await vscode.window.showTextDocument(document);
  }

  /** Where a merge brought two registrations with one number together: the later ones get the next free numbers. */
  async resolveNumbering(argument: unknown): Promise<void> {
    requireTrust('Resolving the numbering');
    const choice = await chooseConflicts(await this.ledgers.all(), argument);
    if (choice === null) {
      void vscode.window.showInformationMessage('Every number is held by one version: there is nothing to resolve.');
      return;
    }
    // Imported when first needed, as the ledger itself.
    const { resolveNumbering } = await import('../core/io/ledger/resolveNumbering');
    const renumbered = await resolveNumbering(choice.open.ledger, choice.model, choice.ids);
    this.ledgers.notify(choice.open);
    const sentences = renumbered.map(
      ({ model, from, version }) => `${formatReference(model, from)} is now v${version}`,
    );
    vscode.window.setStatusBarMessage(sentences.join(', '), 8000);
  }

  private async tell(open: OpenLedger, result: Verification): Promise<void> {
    for (const { path: file, message } of [...result.problems, ...result.unavailable]) {
      this.log.warn(`${open.label}: ${file}: ${message}`);
    }
    const showLog = 'Show Log';
    const absent =
      result.unavailable.length === 0
        ? ''
        : ` ${plural(result.unavailable.length, 'file')} could not be checked on this machine.`;
    const chosen = result.ok
      ? await vscode.window.showInformationMessage(
          `The ledger of ${open.label} is sound: ${plural(result.events, 'event')} verified.${absent}`,
          ...(absent === '' ? [] : [showLog]),
        )
      : await vscode.window.showErrorMessage(
          `The ledger of ${open.label} has ${plural(result.problems.length, 'problem')}. The first: ${result.problems[0]?.message ?? ''}${absent}`,
          showLog,
        );
    if (chosen === showLog) {
      this.log.show();
    }
  }
}
