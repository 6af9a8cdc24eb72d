import * as vscode from 'vscode';
import type { Registered } from '../../core/io/capture/register';
import { formatReference } from '../../core/model';
import { COMMANDS } from '../commandIds';
import type { Ledgers } from '../ledgers';
import type { Log } from '../log';
import type { OpenLedger } from '../openLedger';

/** Shows a version in the Models view. */
export type RevealVersion = (open: OpenLedger, id: string) => Promise<void>;

/** What follows a registration, whichever way it was made: the view shows it, and a message offers the next step. */
export class Registrations {
  constructor(
    private readonly ledgers: Ledgers,
    private readonly reveal: RevealVersion,
    private readonly log: Log,
  ) {}

  async finished(open: OpenLedger, registered: Registered): Promise<void> {
    const reference = formatReference(registered.model, registered.version);
    this.log.info(`Registered ${reference} as ${registered.name}: ${registered.event}`);
    this.ledgers.notify(open);
    await this.reveal(open, registered.id);
    // Not awaited: the command is done, the message waits for the person.
    void this.tell(open, registered, reference);
  }

  private async tell(open: OpenLedger, registered: Registered, reference: string): Promise<void> {
    const card = 'Open Card';
    const compare = 'Compare with Previous';
    const actions = registered.version > 1 ? [card, compare] : [card];
    const text = `Registered ${reference} as ${registered.name}.`;
    const chosen =
      registered.warnings.length === 0
        ? await vscode.window.showInformationMessage(text, ...actions)
        : await vscode.window.showWarningMessage([text, ...registered.warnings].join(' '), ...actions);
    const target = { root: open.root, id: registered.id };
    if (chosen === card) {
      await vscode.commands.executeCommand(COMMANDS.openCard, target);
    } else if (chosen === compare) {
      await vscode.commands.executeCommand(COMMANDS.compareWithPrevious, target);
    }
  }
}
