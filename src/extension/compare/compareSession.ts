import * as vscode from 'vscode';
import type { CompareLink } from '../../core/compareLink';
import type { DifferenceTarget, VersionDifference } from '../../core/difference/versionDifference';
import { isCancelled, LedgerError } from '../../core/errors';
import { formatReference, isDocumented } from '../../core/model';
import { versionMark } from '../../core/table/tableDelta';
import { createTableSource, rowsInChunk, type TableSource } from '../../core/table/tableSource';
import { readPageMessage, readView } from '../../core/table/pageMessage';
import { factColumnId } from '../../core/table/versionTable';
import type { TrustKind } from '../../core/trust/trustLine';
import type {
  ComparedVersions,
  ExportFormat,
  HostMessage,
  PageError,
  PageMessage,
  PageRequest,
  RequestResult,
  Trend,
  TrustLines,
} from '../../protocol/comparePage';
import type { Ledgers } from '../ledgers';
import { findCompared, type FoundVersion } from './comparedVersions';
import { findColumnSource, readTrend } from './columnFacts';
import { VersionInsights } from './versionInsights';
import { SentPage, type PreparedState } from './sentPage';
import { readStarred, rememberStar } from './starredVersions';

/** What a page can make the window do. */
export interface CompareActions {
  /** Asks for the versions of the comparison; null when the person cancelled. */
  chooseVersions(shown: readonly string[]): Promise<readonly string[] | null>;
  /** Asks for one of those shown; null when the person cancelled. */
  chooseBaseline(shown: readonly FoundVersion[]): Promise<string | null>;
  openCard(version: FoundVersion): Promise<void>;
  openSource(version: FoundVersion, place: NonNullable<ReturnType<typeof findColumnSource>>): Promise<void>;
  openDifference(from: FoundVersion, to: FoundVersion, target: DifferenceTarget): Promise<void>;
  openTrust(version: FoundVersion, mark: TrustKind, insights: VersionInsights): Promise<void>;
  /** Asks where, and does nothing when the person cancels. */
  saveFile(file: SavedFile): Promise<void>;
  copyLink(link: CompareLink): Promise<void>;
}

/** What a page made or asked for, to be saved where the person says. */
export interface SavedFile {
  /** Without an extension. */
  readonly name: string;
  readonly format: ExportFormat | 'html';
  readonly bytes: Uint8Array;
  /** Beside whose files the dialog begins. */
  readonly root: string | null;
}

const TEXT_LIMIT = 400;
const REPORTED_DIFFERENCES = 5;

/** One comparison page as the host sees it: states go out, requests come in, and each is answered. */
export class CompareSession {
  private revision = 0;
  private found: readonly FoundVersion[] = [];
  private source: TableSource | null = null;
  private readonly sent = new SentPage();
  /** By id, so that a version that is gone can still be named. */
  private readonly references = new Map<string, string>();
  private readonly insights = new VersionInsights();

  constructor(
    private compared: ComparedVersions,
    private readonly ledgers: Ledgers,
    private readonly memory: vscode.Memento,
    private readonly actions: CompareActions,
    private readonly post: (message: HostMessage) => void,
  ) {}

  /** `Compare churn v3, v4`. */
  get title(): string {
    const models = [...new Set(this.found.map(({ version }) => version.model))];
    const [model] = models;
    if (model === undefined) {
      return 'Compare Versions';
    }
    if (models.length > 1) {
      return `Compare ${this.found.length} versions`;
    }
    const numbers = this.found.map(({ version }) => `v${version.version}`);
    return numbers.length <= 3 ? `Compare ${model} ${numbers.join(', ')}` : `Compare ${numbers.length} of ${model}`;
  }

  /**
   * Reads the versions again and sends the page what changed, or a whole new state where it has none. Never throws: a
   * failure is a state too.
   */
  async update(isWhole = false): Promise<void> {
    this.revision += 1;
    const { revision } = this;
    if (isWhole) {
      this.sent.forget();
    }
    const message = await this.read(revision).catch((error: unknown): HostMessage => {
      this.sent.forget();
      return { kind: 'state', state: { status: 'failed', revision, error: describeError(error) } };
    });
    // A newer update has started meanwhile and will send its own.
    if (message !== null && revision === this.revision) {
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

  /** Null when a newer update has overtaken this one. */
  private async read(revision: number): Promise<HostMessage | null> {
    const { found, missing } = await findCompared(this.ledgers, this.compared);
    const configs = await Promise.all([...new Set(found.map(({ open }) => open))].map((open) => open.ledger.config()));
    if (revision !== this.revision) {
      return null;
    }
    const config = configs[0]?.config;
    const required = config?.documentation.required ?? [];
    const versions = found.map(({ version }) => version);
    const source = createTableSource(versions, { required, textLimit: TEXT_LIMIT, metrics: config?.metrics });
    this.found = found;
    this.source = source;
    for (const version of versions) {
      this.references.set(version.id, formatReference(version.model, version.version));
    }
    const marks = versions.map((version) => versionMark(version, isDocumented(version.documentation, required)));
    const prepared: PreparedState = {
      table: { source, marks },
      config: JSON.stringify(configs.map((reading) => reading.config)),
      state: {
        status: 'ready',
        revision,
        compared: this.compared,
        table: source.table,
        first: source.chunk(0, rowsInChunk(source.table)),
        stages: config?.stages ?? ['none'],
        missing: missing.map((key) => this.references.get(key) ?? key),
        view: readView(this.memory.get(this.viewKey())),
        starred: readStarred(this.memory),
      },
    };
    const delta = this.sent.deltaTo(prepared);
    if (delta === null) {
      this.sent.begin(prepared);
    }
    return delta ?? { kind: 'state', state: prepared.state };
  }

  private async answer(message: PageMessage): Promise<RequestResult> {
    switch (message.kind) {
      case 'ready':
        await this.update(true);
        return null;
      case 'loadRows':
        return this.rows(message.revision, message.from);
      case 'loadTexts':
        return {
          texts: this.found
            .filter(({ version }) => message.ids.includes(version.id))
            .map(({ version }) => ({ id: version.id, documentation: version.documentation })),
        };
      case 'loadTrend':
        return this.trend(message.column);
      case 'addVersions':
        await this.choose();
        return null;
      case 'removeVersions':
        await this.show(this.found.map(({ version }) => version.id).filter((id) => !message.ids.includes(id)));
        return null;
      case 'pickBaseline':
        return { id: await this.actions.chooseBaseline(this.found) };
      case 'openCard':
        await this.actions.openCard(this.require(message.id));
        return null;
      case 'openSource':
        await this.openSource(message.id, message.column);
        return null;
      case 'loadDifference':
        return this.insights.difference(this.require(message.from), this.require(message.to));
      case 'openDifference':
        await this.openDifference(this.require(message.from), this.require(message.to), message.target);
        return null;
      case 'loadTrust':
        return this.insights.trust(this.foundOf(message.ids));
      case 'openTrust':
        return this.openTrust(message.id, message.mark);
      case 'loadEvidence':
        return this.insights.evidence(this.foundOf(message.ids));
      case 'loadPicture':
        return this.insights.picture(this.require(message.id), message.sha256);
      case 'saveFile':
        await this.actions.saveFile({
          name: message.name,
          format: message.format,
          bytes: Buffer.from(message.content, message.format === 'png' ? 'base64' : 'utf8'),
          root: this.found[0]?.open.root ?? null,
        });
        return null;
      case 'saveReport':
        await this.saveReport(message);
        return null;
      case 'copyLink':
        await this.actions.copyLink(this.link());
        return null;
      case 'starVersion':
        await rememberStar(this.memory, message.id, message.isStarred);
        return null;
      case 'copyText':
        await vscode.env.clipboard.writeText(message.text);
        return null;
      case 'saveView':
        await this.memory.update(this.viewKey(), message.view);
        return null;
    }
  }

  private rows(revision: number, from: number) {
    if (this.source === null || revision !== this.revision) {
      throw new LedgerError('comparison-outdated', 'The comparison has changed meanwhile. The page shows the new one.');
    }
    const chunk = this.source.chunk(from, rowsInChunk(this.source.table));
    this.sent.reach(chunk.from + chunk.heads.length);
    return chunk;
  }

  private async trend(column: string): Promise<Trend> {
    const models = [...new Set(this.found.map(({ version }) => version.model))];
    const { found } = await findCompared(this.ledgers, { kind: 'models', models });
    return readTrend(found, column);
  }

  private async choose(): Promise<void> {
    const chosen = await this.actions.chooseVersions(this.found.map(({ version }) => version.id));
    if (chosen !== null) {
      await this.show(chosen);
    }
  }

  private async show(ids: readonly string[]): Promise<void> {
    this.compared = { kind: 'versions', ids };
    await this.update();
  }

  private async openSource(id: string, column: string): Promise<void> {
    const found = this.require(id);
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
    await this.actions.openTrust(this.require(id), mark, this.insights).catch((error: unknown) => {
      // Giving up is an answer, and the line is as it was.
      if (!isCancelled(error)) {
        throw error;
      }
    });
    return this.insights.trust(this.foundOf([id]));
  }

  private async saveReport({ ids, baseline }: PageRequest<'saveReport'>): Promise<void> {
    const [{ comparisonReport }, { trendDrawings }] = await Promise.all([
      import('../../core/report/comparisonReport'),
      import('../../core/report/trendDrawings'),
    ]);
    const found = this.foundOf(ids);
    const chosen = found.findIndex(({ version }) => version.id === baseline);
    const versions = found.map(({ version }) => version);
    const html = comparisonReport(versions, {
      baseline: Math.max(0, chosen),
      drawings: trendDrawings(versions),
      differences: await this.differences(found, Math.max(0, chosen)),
    });
    await this.actions.saveFile({
      name: this.title,
      format: 'html',
      bytes: Buffer.from(html, 'utf8'),
      root: found[0]?.open.root ?? null,
    });
  }

  /** Against the baseline, of few versions: a report of hundreds tells by its table. */
  private async differences(found: readonly FoundVersion[], baseline: number): Promise<readonly VersionDifference[]> {
    const from = found[baseline];
    const others = found.filter((_, index) => index !== baseline);
    return from === undefined || others.length > REPORTED_DIFFERENCES
      ? []
      : Promise.all(others.map((to) => this.insights.difference(from, to)));
  }

  private link(): CompareLink {
    return this.compared.kind === 'models'
      ? this.compared
      : {
          kind: 'versions',
          references: this.found.map(({ version }) => formatReference(version.model, version.version)),
        };
  }

  /** In the order of the comparison; what is no longer in it is left out. */
  private foundOf(ids: readonly string[]): readonly FoundVersion[] {
    const wanted = new Set(ids);
    return this.found.filter(({ version }) => wanted.has(version.id));
  }

  private require(id: string): FoundVersion {
    const found = this.found.find(({ version }) => version.id === id);
    if (found === undefined) {
      throw new LedgerError('version-unknown', 'This version is not in the ledger any more. The comparison follows.');
    }
    return found;
  }

  private viewKey(): string {
    const models = [...new Set(this.found.map(({ version }) => version.model))].sort();
    return `compareView:${models.join(' ')}`;
  }
}

function describeError(error: unknown): PageError {
  if (error instanceof LedgerError) {
    return { code: error.code, message: error.message };
  }
  return {
    code: 'unexpected',
    message: `An unexpected failure: ${error instanceof Error ? error.message : String(error)}.`,
  };
}
