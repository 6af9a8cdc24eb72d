import type * as vscode from 'vscode';
import type { DifferenceTarget } from '../../core/difference/versionDifference';
import { isCancelled, LedgerError } from '../../core/errors';
import { readPageMessage } from '../../core/table/pageMessage';
import { factColumnId } from '../../core/table/versionTable';
import type { TrustKind } from '../../core/trust/trustLine';
import type {
  ComparedVersions,
  HostMessage,
  PageMessage,
  PageRequest,
  RequestResult,
  TrustLines,
} from '../../protocol/comparePage';
import type { Ledgers } from '../ledgers';
import { findColumnSource, readTrend } from './columnFacts';
import type { CompareActions } from './compareActions';
import type { FoundVersion } from './comparedVersions';
import { Comparison } from './comparison';
import { describeError } from './describeError';
import { rememberStar } from './starredVersions';
import { VersionInsights } from './versionInsights';

/** One comparison page as the host sees it: states go out, requests come in, and each is answered. */
export class CompareSession implements vscode.Disposable {
  private readonly comparison: Comparison;
  private readonly insights = new VersionInsights();
  private isGone = false;

  constructor(
    compared: ComparedVersions,
    ledgers: Ledgers,
    private readonly memory: vscode.Memento,
    private readonly actions: CompareActions,
    private readonly send: (message: HostMessage) => void,
  ) {
    this.comparison = new Comparison(compared, ledgers, memory);
  }

  get title(): string {
    return this.comparison.title;
  }

  /** Tells the page what changed in the ledgers; everything, when it has to begin anew. */
  async update(isWhole = false): Promise<void> {
    this.insights.forgetModels();
    const message = await this.comparison.update(isWhole);
    // A newer update has started meanwhile and will send its own.
    if (message !== null) {
      this.post(message);
    }
  }

  /** Answers one message of the page; what is no message of ours is dropped. */
  async receive(raw: unknown): Promise<void> {
    const message: PageMessage | null = readPageMessage(raw);
    if (message === null) {
      return;
    }
    const { request } = message;
    try {
      this.post({ kind: 'reply', request, ok: true, result: await this.answer(message) });
    } catch (error) {
      this.post({ kind: 'reply', request, ok: false, error: describeError(error) });
    }
  }

  /** The page is gone: nothing is sent any more, whatever is still being read. */
  dispose(): void {
    this.isGone = true;
  }

  private post(message: HostMessage): void {
    if (!this.isGone) {
      this.send(message);
    }
  }

  private async answer(message: PageMessage): Promise<RequestResult> {
    const { comparison, insights, actions } = this;
    switch (message.kind) {
      case 'ready':
        await this.update(true);
        return null;
      case 'loadRows':
        return comparison.rows(message.revision, message.from);
      case 'loadTexts':
        return {
          texts: comparison
            .foundOf(message.ids)
            .map(({ version }) => ({ id: version.id, documentation: version.documentation })),
        };
      case 'loadTrend':
        return readTrend(await comparison.wholeModels(), message.column);
      case 'addVersions':
        await this.choose();
        return null;
      case 'removeVersions':
        await this.show(comparison.found.map(({ version }) => version.id).filter((id) => !message.ids.includes(id)));
        return null;
      case 'pickBaseline':
        return { id: await actions.chooseBaseline(comparison.found) };
      case 'openCard':
        await actions.openCard(comparison.require(message.id));
        return null;
      case 'openSource':
        await this.openSource(message.id, message.column);
        return null;
      case 'loadDifference':
        return insights.difference(comparison.require(message.from), comparison.require(message.to));
      case 'openDifference':
        await this.openDifference(comparison.require(message.from), comparison.require(message.to), message.target);
        return null;
      case 'loadTrust':
        return insights.trust(comparison.foundOf(message.ids));
      case 'openTrust':
        return this.openTrust(message.id, message.mark);
      case 'loadEvidence':
        return insights.evidence(comparison.foundOf(message.ids));
      case 'loadPicture':
        return insights.picture(comparison.require(message.id), message.sha256);
      case 'saveFile':
        await actions.saveFile({
          name: message.name,
          format: message.format,
          bytes: Buffer.from(message.content, message.format === 'png' ? 'base64' : 'utf8'),
          root: comparison.found[0]?.open.root ?? null,
        });
        return null;
      case 'saveReport':
        await this.saveReport(message);
        return null;
      case 'copyLink':
        await actions.copyLink(comparison.link);
        return null;
      case 'starVersion':
        await rememberStar(this.memory, message.id, message.isStarred);
        return null;
      case 'copyText':
        await actions.copyText(message.text);
        return null;
      case 'saveView':
        await this.memory.update(comparison.viewKey, message.view);
        return null;
    }
  }

  private async choose(): Promise<void> {
    const chosen = await this.actions.chooseVersions(this.comparison.found.map(({ version }) => version.id));
    if (chosen !== null) {
      await this.show(chosen);
    }
  }

  private async show(ids: readonly string[]): Promise<void> {
    this.comparison.compare(ids);
    await this.update();
  }

  private async openSource(id: string, column: string): Promise<void> {
    const found = this.comparison.require(id);
    const place = findColumnSource(found.version, column);
    if (place === null) {
      throw new LedgerError(
        'source-missing',
        'Nothing says where this value was read: it was typed in or given on the command line.',
      );
    }
    await this.actions.openSource(found, place);
  }

  private async openDifference(from: FoundVersion, to: FoundVersion, target: DifferenceTarget): Promise<void> {
    if (target.kind !== 'param') {
      return this.actions.openDifference(from, to, target);
    }
    const column = factColumnId('param', target.name);
    const isIn = ({ version }: FoundVersion) => version.params.some(({ name }) => name === target.name);
    await this.openSource((isIn(to) ? to : from).version.id, column);
  }

  private async openTrust(id: string, mark: TrustKind): Promise<TrustLines> {
    await this.actions.openTrust(this.comparison.require(id), mark, this.insights).catch((error: unknown) => {
      // Giving up is an answer, and the line is as it was.
      if (!isCancelled(error)) {
        throw error;
      }
    });
    return this.insights.trust(this.comparison.foundOf([id]));
  }

  private async saveReport({ ids, baseline }: PageRequest<'saveReport'>): Promise<void> {
    const { comparisonFile } = await import('./comparisonFile');
    const found = this.comparison.foundOf(ids);
    await this.actions.saveFile(await comparisonFile(this.title, found, baseline, this.insights));
  }
}
