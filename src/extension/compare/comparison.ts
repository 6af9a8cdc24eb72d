import type * as vscode from 'vscode';
import type { CompareLink } from '../../core/compareLink';
import { LedgerError } from '../../core/errors';
import { formatReference, isDocumented } from '../../core/model';
import { readView } from '../../core/table/pageMessage';
import { versionMark } from '../../core/table/tableDelta';
import { createTableSource, rowsInChunk, type TableSource } from '../../core/table/tableSource';
import type { TableChunk } from '../../core/table/versionTable';
import type { ComparedVersions, HostMessage } from '../../protocol/comparePage';
import type { Ledgers } from '../ledgers';
import { findCompared, type FoundVersion } from './comparedVersions';
import { describeError } from './describeError';
import { SentPage, type PreparedState } from './sentPage';
import { readStarred } from './starredVersions';

const TEXT_LIMIT = 400;

/** What a page compares, as it was last read from the ledgers, and what the page has been sent of it. */
export class Comparison {
  private revision = 0;
  private read: readonly FoundVersion[] = [];
  private source: TableSource | null = null;
  private readonly sent = new SentPage();
  /** By id, so that a version that is gone can still be named. */
  private readonly references = new Map<string, string>();

  constructor(
    private compared: ComparedVersions,
    private readonly ledgers: Ledgers,
    private readonly memory: vscode.Memento,
  ) {}

  /** The versions in the order of the table. */
  get found(): readonly FoundVersion[] {
    return this.read;
  }

  get models(): readonly string[] {
    return [...new Set(this.read.map(({ version }) => version.model))];
  }

  /** `Compare churn v3, v4`. */
  get title(): string {
    const [model, ...others] = this.models;
    if (model === undefined) {
      return 'Compare Versions';
    }
    if (others.length > 0) {
      return `Compare ${this.read.length} versions`;
    }
    const numbers = this.read.map(({ version }) => `v${version.version}`);
    return numbers.length <= 3 ? `Compare ${model} ${numbers.join(', ')}` : `Compare ${numbers.length} of ${model}`;
  }

  get link(): CompareLink {
    return this.compared.kind === 'models'
      ? this.compared
      : {
          kind: 'versions',
          references: this.read.map(({ version }) => formatReference(version.model, version.version)),
        };
  }

  /** Under which the person's view of these models is remembered. */
  get viewKey(): string {
    return `compareView:${[...this.models].sort().join(' ')}`;
  }

  /** From the next reading on. */
  compare(ids: readonly string[]): void {
    this.compared = { kind: 'versions', ids };
  }

  /**
   * Reads the versions again: a message with what changed since the page was told last, or with everything where it has
   * nothing, or should get all (`isWhole`). Null when a newer reading has overtaken this one. Never rejects: a failure
   * is a state too.
   */
  async update(isWhole: boolean): Promise<HostMessage | null> {
    this.revision += 1;
    const { revision } = this;
    if (isWhole) {
      this.sent.forget();
    }
    const message = await this.prepare(revision).catch((error: unknown): HostMessage => {
      this.sent.forget();
      return { kind: 'state', state: { status: 'failed', revision, error: describeError(error) } };
    });
    return revision === this.revision ? message : null;
  }

  /** Throws `comparison-outdated`. */
  rows(revision: number, from: number): TableChunk {
    if (this.source === null || revision !== this.revision) {
      throw new LedgerError('comparison-outdated', 'The comparison has changed meanwhile. The page shows the new one.');
    }
    const chunk = this.source.chunk(from, rowsInChunk(this.source.table));
    this.sent.reach(chunk.from + chunk.heads.length);
    return chunk;
  }

  /** All versions of the models compared, not only those in the table. */
  async wholeModels(): Promise<readonly FoundVersion[]> {
    return (await findCompared(this.ledgers, { kind: 'models', models: this.models })).found;
  }

  /** In the order of the comparison; what is no longer in it is left out. */
  foundOf(ids: readonly string[]): readonly FoundVersion[] {
    const wanted = new Set(ids);
    return this.read.filter(({ version }) => wanted.has(version.id));
  }

  /** Throws `version-unknown`. */
  require(id: string): FoundVersion {
    const found = this.read.find(({ version }) => version.id === id);
    if (found === undefined) {
      throw new LedgerError('version-unknown', 'This version is not in the ledger any more. The comparison follows.');
    }
    return found;
  }

  private async prepare(revision: number): Promise<HostMessage | null> {
    const { found, missing, faults } = await findCompared(this.ledgers, this.compared);
    const configs = await Promise.all([...new Set(found.map(({ open }) => open))].map((open) => open.ledger.config()));
    if (revision !== this.revision) {
      return null;
    }
    const config = configs[0]?.config;
    const required = config?.documentation.required ?? [];
    const versions = found.map(({ version }) => version);
    const source = createTableSource(versions, { required, textLimit: TEXT_LIMIT, metrics: config?.metrics });
    this.read = found;
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
        faults,
        view: readView(this.memory.get(this.viewKey)),
        starred: readStarred(this.memory),
      },
    };
    const delta = this.sent.deltaTo(prepared);
    if (delta === null) {
      this.sent.begin(prepared);
    }
    return delta ?? { kind: 'state', state: prepared.state };
  }
}
