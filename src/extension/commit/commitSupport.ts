import * as vscode from 'vscode';
import { hasLedger } from '../hasLedger';
import type { LanguageSupport } from '../languageSupport';
import type { Ledgers } from '../ledgers';
import type { Log } from '../log';
import type { Settings } from '../settings';
import { CommitWatch } from './commitWatch';

/** What the window does about commits. The Git extension is asked once there is a ledger that commits can be about. */
export class CommitSupport implements vscode.Disposable {
  private readonly watch: CommitWatch;
  private readonly subscription: vscode.Disposable;

  constructor(ledgers: Ledgers, settings: Settings, languages: LanguageSupport, log: Log) {
    this.watch = new CommitWatch(log);
    this.subscription = vscode.Disposable.from(
      this.watch,
      this.watch.onDidChange(() => languages.commitChanged()),
      settings.onDidChange(() => languages.commitChanged()),
      ledgers.onDidChange(() => void this.begin()),
    );
    void this.begin();
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async begin(): Promise<void> {
    if (await hasLedger()) {
      await this.watch.start();
    }
  }
}
