import type * as vscode from 'vscode';
import { isCancelled, LedgerError } from '../../core/errors';
import { COMMANDS } from '../commandIds';
import type { Ledgers } from '../ledgers';
import type { Log } from '../log';
import { runCommand } from '../runCommand';
import type { CompareService } from './compareService';

/**
 * Opens comparisons from addresses: `vscode://model-ledger.model-ledger/compare?versions=churn@v3,churn@v4`. Anybody can
 * write one, so it does nothing but show what the window's own ledgers have.
 */
export class CompareLinks implements vscode.UriHandler {
  constructor(
    private readonly ledgers: Ledgers,
    private readonly pages: Pick<CompareService, 'show'>,
    private readonly log: Log,
  ) {}

  async handleUri(uri: vscode.Uri): Promise<void> {
    await runCommand(COMMANDS.compare, this.log, () => this.open(uri));
  }

  /** Throws `reference-invalid` for an address that asks for nothing, and `version-unknown`. */
  async open(uri: vscode.Uri): Promise<void> {
    const { readCompareLink } = await import('../../core/compareLink');
    const link = uri.path === '/compare' ? readCompareLink(uri.query) : null;
    if (link === null) {
      throw new LedgerError(
        'reference-invalid',
        'This link is none that Model Ledger knows. One that opens a comparison ends in compare?versions=MODEL@v1,MODEL@v2.',
      );
    }
    if (link.kind === 'models') {
      await this.requireModels(link.models);
      await this.pages.show(link);
      return;
    }
    const ids = await Promise.all(link.references.map((reference) => this.find(reference)));
    await this.pages.show({ kind: 'versions', ids: [...new Set(ids)] });
  }

  /** In whichever ledger of the window has it. */
  private async find(reference: string): Promise<string> {
    for (const open of await this.ledgers.all()) {
      try {
        return (await open.ledger.find(reference)).id;
      } catch (error) {
        if (!(error instanceof LedgerError) || isCancelled(error)) {
          throw error;
        }
      }
    }
    throw new LedgerError(
      'version-unknown',
      `No ledger of this window has ${reference}. Open the folder of the project that the link is about, or fetch its branch.`,
      { reference },
    );
  }

  private async requireModels(models: readonly string[]): Promise<void> {
    const lists = await Promise.all((await this.ledgers.all()).map((open) => open.summaries()));
    const known = new Set(lists.flat().map(({ model }) => model));
    const missing = models.filter((model) => !known.has(model));
    if (missing.length > 0) {
      throw new LedgerError('model-unknown', `No ledger of this window has a model called ${missing.join(', ')}.`);
    }
  }
}
