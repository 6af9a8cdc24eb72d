import * as vscode from 'vscode';
import { CONTEXT_KEYS } from '../commandIds';
import { hasLedger } from '../hasLedger';
import type { LanguageSupport } from '../languageSupport';
import type { Ledgers } from '../ledgers';
import type { Log } from '../log';
import type { Settings } from '../settings';
import { CommitWatch, type MadeCommit } from './commitWatch';
import type { FollowUp } from './followUp';

interface CommitParts {
  readonly ledgers: Ledgers;
  readonly settings: Settings;
  readonly languages: LanguageSupport;
  readonly memory: vscode.Memento;
  readonly log: Log;
}

/** What the window does about commits. The Git extension is asked once there is a ledger that commits can be about. */
export class CommitSupport implements vscode.Disposable {
  private readonly watch: CommitWatch;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly parts: CommitParts) {
    const { ledgers, settings, languages, log } = parts;
    this.watch = new CommitWatch(log);
    this.subscription = vscode.Disposable.from(
      this.watch,
      this.watch.onDidChange(() => languages.commitChanged()),
      this.watch.onDidCommit((made) => void this.followUp(made)),
      settings.onDidChange(() => languages.commitChanged()),
      ledgers.onDidChange(() => void this.begin()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.begin()),
    );
    void this.begin();
  }

  /** What is staged, changed or checked out in a repository of the window. */
  get onDidChange(): vscode.Event<void> {
    return this.watch.onDidChange;
  }

  /** `argument` names a repository, as Source Control does; without one the person chooses. */
  async commitWithRationale(argument: unknown): Promise<void> {
    // Loaded when first needed, with the rules about messages.
    const { CommitWithRationale } = await import('./commitWithRationale');
    await new CommitWithRationale(this.parts.ledgers, await this.newFollowUp()).run(argument);
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async followUp(made: MadeCommit): Promise<void> {
    const followUp = await this.newFollowUp();
    await followUp.offer(made);
  }

  private async newFollowUp(): Promise<FollowUp> {
    const { FollowUp } = await import('./followUp');
    return new FollowUp(this.parts.ledgers, this.parts.memory, this.parts.log);
  }

  private async begin(): Promise<void> {
    const isThere = await hasLedger();
    await vscode.commands.executeCommand('setContext', CONTEXT_KEYS.hasLedger, isThere);
    if (isThere) {
      await this.watch.start();
    }
  }
}
