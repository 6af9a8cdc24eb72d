import type { DifferenceTarget, VersionDifference } from '../../core/difference/versionDifference';
import type { EventId } from '../../core/model';
import { readSavedPage } from '../../core/table/pageMessage';
import type { TableData } from '../../core/table/tableData';
import type { TrustKind } from '../../core/trust/trustLine';
import type {
  ComparePageSaved,
  ComparePageState,
  ComparePageView,
  DeltaMessage,
  EvidenceList,
  ExportFormat,
  PageError,
  PictureData,
  Trend,
  TrustLines,
  WholeTexts,
} from '../../protocol/comparePage';
import { defaultView } from './defaultView';
import { HostLink, RequestFailure } from './hostLink';
import { TableLoader } from './tableLoader';
import type { VsCodeApi } from './vscodeApi';

export type ReadyState = Extract<ComparePageState, { status: 'ready' }>;

/** What the components draw. A new object whenever anything in it changed. */
export type PageSnapshot =
  /** `rows`: how many are coming; null while nobody knows. */
  | { readonly status: 'loading'; readonly rows: number | null }
  | { readonly status: 'failed'; readonly error: PageError }
  | {
      readonly status: 'ready';
      readonly state: ReadyState;
      readonly data: TableData;
      /** Rows that have arrived; `data` is one object while it grows, so this is what tells. */
      readonly loaded: number;
      readonly view: ComparePageView;
      readonly starred: ReadonlySet<EventId>;
      /** A sentence about the last thing that was done or went wrong; `id` tells two equal ones apart. */
      readonly notice: Notice | null;
    };

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly isError: boolean;
  /** Beside being said. Errors always are. */
  readonly isShown: boolean;
}

export interface ScrollPosition {
  readonly top: number;
  readonly left: number;
}

const SAVE_DELAY = 200;

/** The page's memory: what the host sent, how the user looks at it, and the way back to the host. */
export class PageStore {
  snapshot: PageSnapshot = { status: 'loading', rows: null };
  scroll: ScrollPosition = { top: 0, left: 0 };

  private readonly link: HostLink;
  private readonly loader: TableLoader;
  private readonly listeners = new Set<() => void>();
  private saved: ComparePageSaved | null;
  private saveTimer: number | undefined;
  private viewIsUnsaved = false;
  private notices = 0;

  constructor(private readonly api: VsCodeApi) {
    this.link = new HostLink(
      api,
      (state) => this.accept(state),
      (message) => this.acceptDelta(message),
    );
    this.loader = new TableLoader(this.link, {
      onRows: (state, data) => this.acceptRows(state, data),
      onBegin: (state) => this.showProgress(state),
      onDamaged: (error) => this.publish({ status: 'failed', error }),
      onFailure: (error) => this.notify(pageError(error).message, true),
    });
    this.saved = readSavedPage(api.getState());
    this.scroll = this.saved?.scroll ?? this.scroll;
  }

  get receive(): HostLink['receive'] {
    return this.link.receive;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Asks the host for its state; also after a failure. */
  start(): void {
    this.publish({ status: 'loading', rows: null });
    this.link.request('ready', {}).catch((error: unknown) => {
      this.publish({ status: 'failed', error: pageError(error) });
    });
  }

  updateView(change: Partial<ComparePageView>): void {
    if (this.snapshot.status === 'ready') {
      this.publish({ ...this.snapshot, view: { ...this.snapshot.view, ...change } });
      this.viewIsUnsaved = true;
      this.saveSoon();
    }
  }

  rememberScroll(scroll: ScrollPosition): void {
    this.scroll = scroll;
    this.saveSoon();
  }

  /** Now, because the page is about to go away. */
  save(): void {
    window.clearTimeout(this.saveTimer);
    this.saveTimer = undefined;
    if (this.snapshot.status !== 'ready') {
      return;
    }
    const { state, view } = this.snapshot;
    this.saved = { schema: 1, compared: state.compared, view, scroll: this.scroll };
    this.api.setState(this.saved);
    if (this.viewIsUnsaved) {
      this.viewIsUnsaved = false;
      this.act(this.link.request('saveView', { view }));
    }
  }

  addVersions(): void {
    this.act(this.link.request('addVersions', {}));
  }

  removeVersion(id: EventId): void {
    this.act(this.link.request('removeVersions', { ids: [id] }));
  }

  async pickBaseline(): Promise<void> {
    try {
      const { id } = await this.link.request('pickBaseline', {});
      if (id !== null) {
        this.updateView({ baseline: { kind: 'version', id } });
      }
    } catch (error) {
      this.notify(pageError(error).message, true);
    }
  }

  star(id: EventId, isStarred: boolean): void {
    if (this.snapshot.status === 'ready') {
      const starred = new Set(this.snapshot.starred);
      if (isStarred) {
        starred.add(id);
      } else {
        starred.delete(id);
      }
      this.publish({ ...this.snapshot, starred });
      this.act(this.link.request('starVersion', { id, isStarred }));
    }
  }

  openCard(id: EventId): void {
    this.act(this.link.request('openCard', { id }));
  }

  openSource(id: EventId, column: string): void {
    this.act(this.link.request('openSource', { id, column }));
  }

  copy(text: string, done: string): void {
    this.act(this.link.request('copyText', { text }), done);
  }

  loadDifference(from: EventId, to: EventId): Promise<VersionDifference> {
    return this.link.request('loadDifference', { from, to });
  }

  openDifference(from: EventId, to: EventId, target: DifferenceTarget): void {
    this.act(this.link.request('openDifference', { from, to, target }));
  }

  loadTrust(ids: readonly EventId[]): Promise<TrustLines> {
    return this.link.request('loadTrust', { ids });
  }

  /** Goes to what the mark is about; the answer is the line as it is afterwards. Null when it failed, which is said. */
  async openTrust(id: EventId, mark: TrustKind): Promise<TrustLines | null> {
    try {
      return await this.link.request('openTrust', { id, mark });
    } catch (error) {
      this.notify(pageError(error).message, true);
      // What was found out by failing counts too.
      return this.loadTrust([id]).catch(() => null);
    }
  }

  loadEvidence(ids: readonly EventId[]): Promise<EvidenceList> {
    return this.link.request('loadEvidence', { ids });
  }

  loadPicture(id: EventId, sha256: string): Promise<PictureData> {
    return this.link.request('loadPicture', { id, sha256 });
  }

  saveFile(name: string, format: ExportFormat, content: string): void {
    this.act(this.link.request('saveFile', { name, format, content }));
  }

  saveReport(ids: readonly EventId[], baseline: EventId | null): void {
    this.act(this.link.request('saveReport', { ids, baseline }));
  }

  copyLink(): void {
    this.act(this.link.request('copyLink', {}), 'The address of this comparison is on the clipboard.');
  }

  loadTrend(column: string): Promise<Trend> {
    return this.link.request('loadTrend', { column });
  }

  loadTexts(ids: readonly EventId[]): Promise<WholeTexts> {
    return this.link.request('loadTexts', { ids });
  }

  notify(text: string, isError: boolean, isShown = isError): void {
    if (this.snapshot.status === 'ready') {
      this.notices += 1;
      this.publish({ ...this.snapshot, notice: { id: this.notices, text, isError, isShown } });
    }
  }

  /** Why something did not happen, and what can be done. */
  explain(text: string): void {
    this.notify(text, false, true);
  }

  /** For those who do not see what changed. */
  announce(text: string): void {
    this.notify(text, false);
  }

  dismissNotice(): void {
    if (this.snapshot.status === 'ready') {
      this.publish({ ...this.snapshot, notice: null });
    }
  }

  private act(request: Promise<null>, done?: string): void {
    request.then(
      () => (done === undefined ? undefined : this.notify(done, false)),
      (error: unknown) => this.notify(pageError(error).message, true),
    );
  }

  private accept(state: ComparePageState): void {
    if (state.status === 'failed') {
      this.loader.stop();
      this.publish({ status: 'failed', error: state.error });
    } else {
      void this.loader.load(state);
    }
  }

  /** Of a table that is not shown yet; one that is stays until the next has come. */
  private showProgress({ table: { rows } }: ReadyState): void {
    if (this.snapshot.status === 'loading' && this.snapshot.rows !== rows) {
      this.publish({ status: 'loading', rows });
    }
  }

  private acceptRows(state: ReadyState, data: TableData): void {
    const before = this.snapshot.status === 'ready' ? this.snapshot : null;
    const view = before?.view ?? this.saved?.view ?? state.view ?? defaultView(window.innerHeight);
    const isSame = before?.data === data;
    const starred = isSame ? before.starred : new Set(state.starred);
    const notice = before?.notice ?? null;
    this.publish({ status: 'ready', state, data, loaded: data.loaded, view, starred, notice });
    this.saveSoon();
  }

  /** The view, the place in it and the focus stay: only what changed is drawn again. */
  private acceptDelta({ base, revision, delta, compared, stages, missing, faults }: DeltaMessage): void {
    const before = this.snapshot;
    const data = before.status === 'ready' && before.state.revision === base ? before.data.apply(delta) : null;
    if (before.status !== 'ready' || data === null) {
      // The host has everything; the page is only late.
      this.act(this.link.request('ready', {}));
      return;
    }
    const state = { ...before.state, revision, compared, stages, missing, faults, table: delta.table };
    this.publish({ ...before, state, data, loaded: data.loaded });
    const added = data.loaded - before.data.loaded;
    if (added > 0) {
      this.notify(added === 1 ? 'A version was added.' : `${added} versions were added.`, false);
    }
    this.saveSoon();
  }

  private saveSoon(): void {
    // Once it is quiet: the ids of thousands of versions are not written while somebody scrolls.
    window.clearTimeout(this.saveTimer);
    this.saveTimer = window.setTimeout(() => this.save(), SAVE_DELAY);
  }

  private publish(snapshot: PageSnapshot): void {
    this.snapshot = snapshot;
    this.listeners.forEach((listener) => listener());
  }
}

export function pageError(error: unknown): PageError {
  if (error instanceof RequestFailure) {
    return error.error;
  }
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error) };
}
