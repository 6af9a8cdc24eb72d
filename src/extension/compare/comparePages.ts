import * as vscode from 'vscode';
import { readSavedPage } from '../../core/table/pageMessage';
import type { ComparedVersions } from '../../protocol/comparePage';
import { PANEL_COMPARE } from '../commandIds';
import type { Ledgers } from '../ledgers';
import type { CompareActions } from './compareActions';
import { comparePageHtml, pageFolder } from './comparePageHtml';
import { CompareSession } from './compareSession';

export interface ComparePagesOptions {
  readonly extensionUri: vscode.Uri;
  readonly ledgers: Ledgers;
  /** Remembers how the person likes to look at each model. */
  readonly memory: vscode.Memento;
  readonly actions: CompareActions;
}

/** The comparison pages of the window. Each follows the ledger and survives a reload. */
export class ComparePages implements vscode.Disposable {
  private readonly panels = new Set<vscode.WebviewPanel>();

  constructor(private readonly options: ComparePagesOptions) {}

  show(compared: ComparedVersions): void {
    const panel = vscode.window.createWebviewPanel(PANEL_COMPARE, 'Compare Versions', vscode.ViewColumn.Active, {
      ...this.webviewOptions(),
      enableFindWidget: true,
    });
    this.bind(panel, compared);
  }

  /** After a reload of the window: `state` is what the page kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    panel.webview.options = this.webviewOptions();
    // Without a usable state the page comes back empty and offers to add versions.
    this.bind(panel, readSavedPage(state)?.compared ?? { kind: 'versions', ids: [] });
  }

  dispose(): void {
    for (const panel of this.panels) {
      panel.dispose();
    }
  }

  private bind(panel: vscode.WebviewPanel, compared: ComparedVersions): void {
    const { ledgers, memory, actions, extensionUri } = this.options;
    const session = new CompareSession(compared, ledgers, memory, actions, (message) => {
      panel.title = session.title;
      void panel.webview.postMessage(message);
    });
    const subscriptions = [
      session,
      panel.webview.onDidReceiveMessage((message: unknown) => void session.receive(message)),
      ledgers.onDidChange(() => void session.update()),
    ];
    this.panels.add(panel);
    panel.onDidDispose(() => {
      this.panels.delete(panel);
      vscode.Disposable.from(...subscriptions).dispose();
    });
    panel.webview.html = comparePageHtml(panel.webview, extensionUri);
  }

  private webviewOptions(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [pageFolder(this.options.extensionUri)] };
  }
}
