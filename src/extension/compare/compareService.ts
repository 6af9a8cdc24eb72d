import * as vscode from 'vscode';
import type { CompareLink } from '../../core/compareLink';
import type { ComparedVersions } from '../../protocol/comparePage';
import { formatReference } from '../../core/model';
import { EXTENSION_ID } from '../commandIds';
import { showCard } from '../documents/showCard';
import { openRecordedPlace } from '../documents/openRecordedPlace';
import type { Ledgers } from '../ledgers';
import type { VersionChooser } from '../versionTarget';
import { isCancelled } from '../../core/errors';
import type { FoundVersion } from './comparedVersions';
import type { ComparePages } from './comparePages';
import type { CompareActions, SavedFile } from './compareActions';

/** Opens and restores comparison pages. What they need is loaded with the first one. */
export class CompareService implements vscode.WebviewPanelSerializer, CompareActions, vscode.Disposable {
  private loading: Promise<ComparePages> | null = null;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly ledgers: Ledgers,
    private readonly chooser: VersionChooser,
  ) {}

  async show(compared: ComparedVersions): Promise<void> {
    (await this.pages()).show(compared);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    (await this.pages()).restore(panel, state);
  }

  async chooseVersions(shown: readonly string[]): Promise<readonly string[] | null> {
    const chosen = await orNull(
      this.chooser.pickMany('Versions to Compare', ({ summary }) => shown.includes(summary.id)),
    );
    return chosen?.map(({ summary }) => summary.id) ?? null;
  }

  async chooseBaseline(shown: readonly FoundVersion[]): Promise<string | null> {
    const items = shown.map(({ version }) => ({
      label: formatReference(version.model, version.version),
      description: version.name,
      id: version.id,
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      title: 'Baseline',
      placeHolder: 'Choose the version that the others are measured against',
    });
    return chosen?.id ?? null;
  }

  async openCard({ open, version }: FoundVersion): Promise<void> {
    await showCard(open, version);
  }

  async openSource({ open, version }: FoundVersion, place: Parameters<CompareActions['openSource']>[1]): Promise<void> {
    await openRecordedPlace(open, version.id, place);
  }

  async openDifference(...args: Parameters<CompareActions['openDifference']>): Promise<void> {
    const [from, to, target] = args;
    if (target.kind !== 'param') {
      const { openDifference } = await import('./differenceEditors');
      await openDifference(from, to, target);
    }
  }

  async openTrust(...[version, mark, insights]: Parameters<CompareActions['openTrust']>): Promise<void> {
    const { openTrust } = await import('./trustActions');
    await openTrust(version, mark, {
      ledgers: this.ledgers,
      compare: (ids) => this.show({ kind: 'versions', ids }),
      remember: (sha256, presence) => insights.remember(sha256, presence),
    });
  }

  async saveFile(file: SavedFile): Promise<void> {
    const { saveFile } = await import('./saveFile');
    await saveFile(file);
  }

  async copyLink(link: CompareLink): Promise<void> {
    const { writeCompareLink } = await import('../../core/compareLink');
    const address = `${vscode.env.uriScheme}://${EXTENSION_ID}/compare?${writeCompareLink(link)}`;
    await vscode.env.clipboard.writeText(address);
  }

  async copyText(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
  }

  dispose(): void {
    void this.loading?.then((pages) => pages.dispose());
  }

  private pages(): Promise<ComparePages> {
    this.loading ??= this.load();
    return this.loading;
  }

  private async load(): Promise<ComparePages> {
    const { ComparePages: Pages } = await import('./comparePages');
    const { extensionUri, workspaceState } = this.context;
    return new Pages({ extensionUri, ledgers: this.ledgers, memory: workspaceState, actions: this });
  }
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isCancelled(error)) {
      return null;
    }
    throw error;
  }
}
