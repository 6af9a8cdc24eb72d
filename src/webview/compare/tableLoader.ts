import { TableData } from '../../core/table/tableData';
import type { ComparePageState, PageError } from '../../protocol/comparePage';
import { RequestFailure, type HostLink } from './hostLink';
import { isChunk } from './hostMessage';

type ReadyState = Extract<ComparePageState, { status: 'ready' }>;

/** What becomes of a table that is on its way. */
export interface TableListener {
  /** There is more to show: all of it, or what has come so far when the rest takes long. */
  onRows(state: ReadyState, data: TableData): void;
  /** The rows of a table are being fetched. */
  onBegin(state: ReadyState): void;
  /** What has come cannot be used. */
  onDamaged(error: PageError): void;
  /** The rest is not coming. */
  onFailure(error: unknown): void;
}

/**
 * So long a table waits for all of its rows before it is shown in part: the newest rows come last and stand first, so
 * that every part that is shown moves under the eye when the next one comes.
 */
const PATIENCE = 800;
/** Between two looks at a table that is still coming; each costs more than the rows themselves. */
const PACE = 500;

/** Fetches the rows of a table, one chunk after the other: the host never works ahead of a page that went away. */
export class TableLoader {
  private current: TableData | null = null;
  private patience: number | undefined;

  constructor(
    private readonly link: HostLink,
    private readonly listener: TableListener,
  ) {}

  /** Instead of what was on its way before. Never rejects. */
  async load(state: ReadyState): Promise<void> {
    const data = new TableData(state.table);
    this.begin(data);
    if (!data.append(state.first)) {
      this.fail();
      return;
    }
    if (data.isComplete) {
      this.finish(state, data);
      return;
    }
    this.listener.onBegin(state);
    const show = (): void => {
      this.listener.onRows(state, data);
      this.patience = window.setTimeout(show, PACE);
    };
    this.patience = window.setTimeout(show, PATIENCE);
    try {
      await this.fetch(state, data);
    } catch (error) {
      if (this.current === data) {
        this.stop();
        this.listener.onRows(state, data);
        // The host is about to send another state, which has all of it.
        if (!(error instanceof RequestFailure && error.error.code === 'comparison-outdated')) {
          this.listener.onFailure(error);
        }
      }
    }
  }

  /** Forgets what was on its way. */
  stop(): void {
    window.clearTimeout(this.patience);
    this.current = null;
  }

  private async fetch(state: ReadyState, data: TableData): Promise<void> {
    const { revision } = state;
    while (!data.isComplete) {
      const chunk = await this.link.request('loadRows', { revision, from: data.loaded });
      if (this.current !== data) {
        return;
      }
      if (!isChunk(chunk) || chunk.heads.length === 0 || !data.append(chunk)) {
        this.fail();
        return;
      }
    }
    this.finish(state, data);
  }

  private begin(data: TableData): void {
    this.stop();
    this.current = data;
  }

  private finish(state: ReadyState, data: TableData): void {
    this.stop();
    this.listener.onRows(state, data);
  }

  private fail(): void {
    this.stop();
    this.listener.onDamaged(DAMAGED);
  }
}

const DAMAGED: PageError = {
  code: 'unexpected',
  message: 'The comparison arrived damaged. Try again; if it happens once more, close and reopen the page.',
};
