import * as vscode from 'vscode';
import { isCancelled } from '../../core/errors';
import type { CommitConcerns, Concern } from '../../core/rationale/concern';
import { formatReference } from '../../core/model';
import { findMissing } from '../../core/rationale/findMissing';
import { COMMANDS } from '../commandIds';
import type { Ledgers } from '../ledgers';
import type { Log } from '../log';
import type { OpenLedger } from '../openLedger';
import { commitSettings } from './commitSettings';
import type { MadeCommit } from './commitWatch';
import { ledgerOf, readConcerns } from './nextCommit';

const SETTLED = 'commit.followUp.settled';
/** Registrations that were asked about; older ones do not come back. */
const REMEMBERED = 500;
const NAMED = 3;

type Undocumented = Extract<Concern, { readonly code: 'version-undocumented' }>;

/**
 * After a commit that brought versions without a reason: one message that offers to write it now. Whoever closes it is not
 * asked about these versions again, also after amending.
 */
export class FollowUp {
  constructor(
    private readonly ledgers: Ledgers,
    private readonly memory: vscode.Memento,
    private readonly log: Log,
  ) {}

  /** Never throws: nobody waits for it. */
  async offer(made: MadeCommit): Promise<void> {
    try {
      const open = vscode.workspace.isTrusted ? await ledgerOf(made.root, this.ledgers) : null;
      const missing = open === null ? [] : await this.missing(open, made);
      if (open !== null && missing.length > 0) {
        await this.ask(open, missing);
      }
    } catch (error) {
      if (!isCancelled(error)) {
        this.log.warn(`The commit ${made.commit} was not looked at: ${String(error)}`);
      }
    }
  }

  /** These versions were asked about: no follow-up for them. */
  async settle(ids: readonly string[]): Promise<void> {
    const known = this.memory.get<readonly string[]>(SETTLED, []);
    const fresh = ids.filter((id) => !known.includes(id));
    if (fresh.length > 0) {
      await this.memory.update(SETTLED, [...known, ...fresh].slice(-REMEMBERED));
    }
  }

  private async missing(open: OpenLedger, { root, commit }: MadeCommit): Promise<readonly Undocumented[]> {
    const git = await open.ledger.git();
    if (git === null) {
      return [];
    }
    const concerns = await readConcerns(open, { kind: 'commit', commit });
    const policy: CommitConcerns['policy'] = commitSettings(root).policy ?? concerns.policy;
    const message = await git.raw(['log', '-1', '--format=%B', commit, '--']);
    const settled = new Set(this.memory.get<readonly string[]>(SETTLED, []));
    return policy === 'off'
      ? []
      : findMissing(concerns, message)
          .open.filter((concern) => concern.code === 'version-undocumented')
          .filter(({ id }) => !settled.has(id));
  }

  private async ask(open: OpenLedger, missing: readonly Undocumented[]): Promise<void> {
    await this.settle(missing.map(({ id }) => id));
    const names = missing.map(({ model, version }) => formatReference(model, version));
    const listed = names.length > NAMED ? `${names.length} versions` : names.join(' and ');
    const now = 'Document Now';
    const chosen = await vscode.window.showInformationMessage(
      `${listed} ${names.length === 1 ? 'was' : 'were'} committed without a reason.`,
      now,
    );
    if (chosen === now) {
      for (const { id } of missing.slice(0, NAMED)) {
        await vscode.commands.executeCommand(COMMANDS.editDocumentation, { root: open.root, id });
      }
    }
  }
}
