import * as vscode from 'vscode';
import { LedgerError } from '../../core/errors';
import type { BranchVersions } from '../../core/io/difference/branchVersions';
import { formatReference } from '../../core/model';
import { COMMANDS } from '../commandIds';
import { openGit } from '../commit/gitApi';
import { hasLedger } from '../hasLedger';
import type { Ledgers } from '../ledgers';
import type { Log } from '../log';
import type { OpenLedger } from '../openLedger';

/** Long enough for what one checkout or one registration changes. */
const SETTLE_MS = 600;
/** Branches that are somebody's default nearly everywhere: nothing is read to find out that they bring no versions. */
const USUAL_DEFAULTS = new Set(['main', 'master']);
const NAMED = 8;

interface Found extends BranchVersions {
  readonly open: OpenLedger;
}

/**
 * Says in the status bar how many versions the branch would bring into the default branch, and opens them beside what stands
 * there. Hidden where there are none.
 */
export class BranchStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('branchVersions', vscode.StatusBarAlignment.Left, 0);
  private readonly subscription: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;
  /** What was read last: Git's state changes with every file that is saved, the branch does not. */
  private heads = '';
  private isRead = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly ledgers: Ledgers,
    repositories: { readonly onDidChange: vscode.Event<void> },
    private readonly log: Log,
  ) {
    this.item.name = 'Model Ledger: New Versions of the Branch';
    this.subscription = vscode.Disposable.from(
      this.item,
      repositories.onDidChange(() => this.schedule()),
      ledgers.onDidChange(() => {
        this.isRead = false;
        this.schedule();
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // One after the other, so that an older answer never overwrites a newer one.
      this.running = this.running.then(() => this.update());
    }, SETTLE_MS);
  }

  private async update(): Promise<void> {
    try {
      const heads = await this.readHeads();
      if (heads.text === this.heads && this.isRead) {
        return;
      }
      this.heads = heads.text;
      this.isRead = true;
      this.show(heads.mayBring ? await this.find() : []);
    } catch (error) {
      this.item.hide();
      this.log.warn(`The versions of the branch are not known: ${String(error)}`);
    }
  }

  /** Where the repositories of the window are. Known to VS Code anyway. */
  private async readHeads(): Promise<{ readonly text: string; readonly mayBring: boolean }> {
    const isPossible = vscode.workspace.isTrusted && (await hasLedger());
    const heads = isPossible ? ((await openGit())?.repositories ?? []).map(({ state }) => state.HEAD) : [];
    return {
      text: heads.map((head) => `${head?.name ?? ''} ${head?.commit ?? ''}`).join('\n'),
      mayBring: heads.some((head) => head?.commit !== undefined && !USUAL_DEFAULTS.has(head.name ?? '')),
    };
  }

  private async find(): Promise<readonly Found[]> {
    const { findBranchVersions } = await import('../../core/io/difference/branchVersions');
    const found = await Promise.all(
      (await this.ledgers.all()).map(async (open) => {
        try {
          return [{ ...(await findBranchVersions(open.ledger)), open }];
        } catch (error) {
          // The default branch itself, one without versions of its own, no Git: nothing to say.
          if (error instanceof LedgerError) {
            return [];
          }
          throw error;
        }
      }),
    );
    return found.flat();
  }

  private show(found: readonly Found[]): void {
    const added = found.flatMap((each) => each.added);
    const [first] = found;
    if (first === undefined) {
      this.item.hide();
      return;
    }
    const count = added.length === 1 ? '1 new version' : `${added.length.toLocaleString('en')} new versions`;
    const names = added.slice(0, NAMED).map(({ model, version }) => formatReference(model, version));
    const rest = added.length > NAMED ? ` and ${added.length - NAMED} more` : '';
    const branch = first.branch ?? 'This commit';
    this.item.text = `$(git-compare) ${count}`;
    this.item.tooltip = `${branch} has ${count} that ${first.against} does not have: ${names.join(', ')}${rest}.\nSelect to compare them with what ${first.against} has.`;
    this.item.accessibilityInformation = { label: `${count} on this branch, compare with ${first.against}` };
    this.item.command = {
      command: COMMANDS.compareBranch,
      title: 'Compare Branch Versions with Default Branch',
      // Of several ledgers the person chooses.
      arguments: found.length === 1 ? [first.open.root] : [],
    };
    this.item.show();
  }
}
