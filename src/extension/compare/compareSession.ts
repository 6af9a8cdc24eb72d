import * as vscode from 'vscode';
import { LedgerError } from '../../core/errors';
import { formatReference } from '../../core/model';
import { createTableSource, type TableSource } from '../../core/table/tableSource';
import { readPageMessage, readView } from '../../core/table/pageMessage';
import type {
  ComparedVersions,
  ComparePageState,
  HostMessage,
  PageError,
  PageMessage,
  RequestResult,
  Trend,
} from '../../protocol/comparePage';
import type { Ledgers } from '../ledgers';
import { findCompared, type FoundVersion } from './comparedVersions';
import { findColumnSource, readTrend } from './columnFacts';

/** What a page can make the window do. */
export interface CompareActions {
  /** Asks for the versions of the comparison; null when the person cancelled. */
  chooseVersions(shown: readonly string[]): Promise<readonly string[] | null>;
  /** Asks for one of those shown; null when the person cancelled. */
  chooseBaseline(shown: readonly FoundVersion[]): Promise<string | null>;
  openCard(version: FoundVersion): Promise<void>;
  openSource(version: FoundVersion, place: NonNullable<ReturnType<typeof findColumnSource>>): Promise<void>;
}

/** Rows in one message: a few hundred kilobytes at a hundred columns. */
const CHUNK_ROWS = 500;
const TEXT_LIMIT = 400;

/** One comparison page as the host sees it: states go out, requests come in, and each is answered. */
export class CompareSession {
  private revision = 0;
  private found: readonly FoundVersion[] = [];
  private source: TableSource | null = null;
  /** By id, so that a version that is gone can still be named. */
  private readonly references = new Map<string, string>();

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

  /** Reads the versions again and sends the page a whole new state. Never throws: a failure is a state too. */
  async update(): Promise<void> {
    this.revision += 1;
    const { revision } = this;
    const state = await this.read(revision).catch((error: unknown): ComparePageState => ({
      status: 'failed',
      revision,
      error: describeError(error),
    }));
    // A newer update has started meanwhile and will send its own.
    if (revision === this.revision) {
      this.post({ kind: 'state', state });
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

  private async read(revision: number): Promise<ComparePageState> {
    const { found, missing } = await findCompared(this.ledgers, this.compared);
    const configs = await Promise.all([...new Set(found.map(({ open }) => open))].map((open) => open.ledger.config()));
    const config = configs[0]?.config;
    const source = createTableSource(
      found.map(({ version }) => version),
      { required: config?.documentation.required ?? [], textLimit: TEXT_LIMIT },
    );
    this.found = found;
    this.source = source;
    for (const { version } of found) {
      this.references.set(version.id, formatReference(version.model, version.version));
    }
    return {
      status: 'ready',
      revision,
      compared: this.compared,
      table: source.table,
      first: source.chunk(0, CHUNK_ROWS),
      stages: config?.stages ?? ['none'],
      missing: missing.map((key) => this.references.get(key) ?? key),
      view: readView(this.memory.get(this.viewKey())),
    };
  }

  private async answer(message: PageMessage): Promise<RequestResult> {
    switch (message.kind) {
      case 'ready':
        await this.update();
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
    return this.source.chunk(from, CHUNK_ROWS);
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
