import type { Version } from '../../../../src/core/model';
import { readPageMessage } from '../../../../src/core/table/pageMessage';
import { createDelta, versionMark } from '../../../../src/core/table/tableDelta';
import { createTableSource, rowsInChunk, type TableSource } from '../../../../src/core/table/tableSource';
import { metricColumnId } from '../../../../src/core/table/versionTable';
import type {
  ComparePageState,
  ComparePageView,
  HostMessage,
  PageError,
  PageMessage,
  RequestResult,
  Trend,
} from '../../../../src/protocol/comparePage';
import { manyVersions, repeatedVersions, storyVersions } from './comparedVersions';
import { fakeDifference, fakeEvidence, fakePicture, fakeTrust } from './fakeInsights';

/** What a test asks of the host beside the page; travels as JSON into the browser. */
export interface FakeHostPlan {
  readonly versions: {
    readonly kind: 'story' | 'many' | 'repeats';
    readonly count: number;
    readonly metrics?: number;
    readonly params?: number;
  };
  readonly missing?: readonly string[];
  /** Kinds of requests that fail, with the sentence that they fail with. */
  readonly failing?: Readonly<Record<string, string>>;
  readonly textLimit?: number | null;
  readonly chunk?: number;
  /** Milliseconds that each further chunk of rows takes. */
  readonly delay?: number;
  readonly view?: ComparePageView;
  readonly starred?: readonly string[];
  /** The host never answers: the page stays as it begins. */
  readonly isSilent?: boolean;
  /** An answer to "pick a baseline": the number of the version. */
  readonly picks?: number;
}

declare global {
  interface Window {
    modelLedgerPlan: FakeHostPlan;
    modelLedgerHost: FakeHost;
  }
}

const STAGES = ['none', 'staging', 'production', 'archived'];
const STATE = 'fake-vscode-state';

/** Stands where the extension host stands, inside the browser: the page under test cannot tell the difference. */
class FakeHost {
  /** Everything the page has sent, oldest first. */
  readonly received: PageMessage[] = [];
  /** Milliseconds that the host has worked: they are not the page's. */
  busy = 0;
  private versions: readonly Version[];
  private source: TableSource;
  private revision = 0;
  private prepared: HostMessage | null = null;

  constructor(private readonly plan: FakeHostPlan) {
    const begun = performance.now();
    const { kind, count, metrics = 50, params = 20 } = plan.versions;
    this.versions = makeVersions(kind, count, metrics, params);
    this.source = this.createSource();
    this.busy = performance.now() - begun;
  }

  /** Lets go of everything, so that what is measured afterwards is the page's. */
  forget(): void {
    this.versions = [];
    this.prepared = null;
    this.source = this.createSource();
    this.received.length = 0;
  }

  /** The same, told as what changed. */
  sendDelta(count: number): void {
    this.prepareDelta(count);
    this.sendPrepared();
  }

  sendPrepared(): void {
    if (this.prepared !== null) {
      this.post(this.prepared);
    }
  }

  /** Making the versions takes longer than anything that the page does. */
  prepareDelta(count: number): void {
    const { kind, metrics = 50, params = 20 } = this.plan.versions;
    const mark = (version: Version): string => versionMark(version, true);
    const before = { source: this.source, marks: this.versions.map(mark) };
    this.versions = makeVersions(kind, count, metrics, params);
    this.source = this.createSource();
    const delta = createDelta(before, { source: this.source, marks: this.versions.map(mark) });
    if (delta === null) {
      throw new Error('Too much changed.');
    }
    this.revision += 1;
    this.prepared = {
      kind: 'delta',
      base: this.revision - 1,
      revision: this.revision,
      delta,
      compared: { kind: 'versions', ids: this.versions.map((version) => version.id) },
      stages: STAGES,
      missing: [],
    };
  }

  /** A version was registered, or is seen for the first time. */
  sendNext(count: number): void {
    this.versions = storyVersions(count);
    this.sendState();
  }

  /** Everything anew, as after a change of the configuration. */
  sendAgain(): void {
    this.sendState();
  }

  readonly receive = (value: unknown): void => {
    const message = readPageMessage(value);
    if (message === null) {
      throw new Error(`The page sent what the host does not know: ${JSON.stringify(value)}`);
    }
    this.received.push(message);
    if (this.plan.isSilent !== true) {
      const begun = performance.now();
      this.answer(message);
      this.busy += performance.now() - begun;
    }
  };

  private answer(message: PageMessage): void {
    const failure = this.plan.failing?.[message.kind];
    if (failure !== undefined) {
      this.reply(message.request, { ok: false, error: { code: 'unexpected', message: failure } });
      return;
    }
    if (message.kind === 'ready') {
      this.sendState();
    }
    if (message.kind === 'removeVersions') {
      this.versions = this.versions.filter((version) => !message.ids.includes(version.id));
      this.sendState();
    }
    const answer = (): void => this.reply(message.request, { ok: true, result: this.resultOf(message) });
    if (message.kind === 'loadRows' && this.plan.delay !== undefined) {
      setTimeout(answer, this.plan.delay);
    } else {
      answer();
    }
  }

  private resultOf(message: PageMessage): RequestResult {
    switch (message.kind) {
      case 'loadRows':
        return this.source.chunk(message.from, this.chunkSize());
      case 'loadTexts':
        return {
          texts: this.versions
            .filter((version) => message.ids.includes(version.id))
            .map(({ id, documentation }) => ({ id, documentation })),
        };
      case 'loadTrend':
        return this.trend(message.column);
      case 'pickBaseline':
        return { id: this.versions.find((version) => version.version === this.plan.picks)?.id ?? null };
      case 'loadDifference':
        return fakeDifference(this.require(message.from), this.require(message.to));
      case 'loadTrust':
        return { lines: this.foundOf(message.ids).map((version) => fakeTrust(version, this.versions)) };
      case 'openTrust':
        return { lines: [fakeTrust(this.require(message.id), this.versions)] };
      case 'loadEvidence':
        return { evidence: this.foundOf(message.ids).map(fakeEvidence) };
      case 'loadPicture':
        return fakePicture(message.sha256);
      default:
        return null;
    }
  }

  /** As the extension does: a version may be taken out while the page asks about those in view. */
  private foundOf(ids: readonly string[]): readonly Version[] {
    return this.versions.filter((version) => ids.includes(version.id));
  }

  private require(id: string): Version {
    const found = this.versions.find((version) => version.id === id);
    if (found === undefined) {
      throw new Error(`The page asked about a version that it was not given: ${id}`);
    }
    return found;
  }

  /** Two more versions than are compared, as a model has that is compared in part. */
  private trend(column: string): Trend {
    const { kind, count } = this.plan.versions;
    const versions = kind === 'story' && count > 1 ? storyVersions(Math.max(count, 9)) : this.versions;
    const points = versions.map((version) => ({
      id: version.id,
      version: version.version,
      value: version.metrics.find((metric) => metricColumnId({ ...metric, model: null }) === column)?.value ?? null,
      stage: version.stage,
      aliases: version.aliases,
    }));
    return { column, lines: [{ model: 'churn-xgb', points }] };
  }

  private sendState(): void {
    if (this.revision > 0) {
      this.source = this.createSource();
    }
    this.revision += 1;
    const state: ComparePageState = {
      status: 'ready',
      revision: this.revision,
      compared: { kind: 'versions', ids: this.versions.map((version) => version.id) },
      table: this.source.table,
      first: this.source.chunk(0, this.chunkSize()),
      stages: STAGES,
      missing: this.plan.missing ?? [],
      view: this.plan.view ?? null,
      starred: this.plan.starred ?? [],
    };
    this.post({ kind: 'state', state });
  }

  private createSource(): TableSource {
    return createTableSource(this.versions, {
      required: [],
      textLimit: this.plan.textLimit ?? null,
      metrics: { roc_auc: { tolerance: '1 %' } },
    });
  }

  private chunkSize(): number {
    return this.plan.chunk ?? rowsInChunk(this.source.table);
  }

  private reply(
    request: number,
    outcome: { readonly ok: true; readonly result: RequestResult } | { readonly ok: false; readonly error: PageError },
  ): void {
    this.post({ kind: 'reply', request, ...outcome });
  }

  private post(message: HostMessage): void {
    window.postMessage(message);
  }
}

function makeVersions(
  kind: FakeHostPlan['versions']['kind'],
  count: number,
  metrics: number,
  params: number,
): readonly Version[] {
  switch (kind) {
    case 'story':
      return storyVersions(count);
    case 'many':
      return manyVersions(count, metrics, params);
    case 'repeats':
      return repeatedVersions();
  }
}

const host = new FakeHost(window.modelLedgerPlan);
window.modelLedgerHost = host;
Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => queueMicrotask(() => host.receive(structuredClone(message))),
    // Survives a reload of the page, as VS Code's does.
    getState: (): unknown => JSON.parse(sessionStorage.getItem(STATE) ?? 'null'),
    setState: (state: unknown) => sessionStorage.setItem(STATE, JSON.stringify(state)),
  }),
});

export type { FakeHost };
