import { createDelta, type SentTable } from '../../core/table/tableDelta';
import type { ComparePageState, DeltaMessage } from '../../protocol/comparePage';

type ReadyState = Extract<ComparePageState, { status: 'ready' }>;

/** A state as it goes to the page, with what is needed to say later what changed since. */
export interface PreparedState {
  readonly state: ReadyState;
  readonly table: SentTable;
  /** What the columns depend on beside the versions: another one makes other values of the same versions. */
  readonly config: string;
}

/** What the page has been sent: only a page that has everything can be told what changed. */
export class SentPage {
  private last: PreparedState | null = null;
  private rows = 0;

  begin(prepared: PreparedState): void {
    this.last = prepared;
    this.rows = prepared.state.first.heads.length;
  }

  /** The rows below `to` are there. */
  reach(to: number): void {
    this.rows = Math.max(this.rows, to);
  }

  forget(): void {
    this.last = null;
  }

  /** Null when the page must be sent the whole state. */
  deltaTo(next: PreparedState): DeltaMessage | null {
    const { last } = this;
    if (last === null || last.config !== next.config || this.rows < last.state.table.rows || this.rows === 0) {
      return null;
    }
    const delta = createDelta(last.table, next.table);
    if (delta === null) {
      return null;
    }
    const { revision, compared, stages, missing, faults } = next.state;
    this.last = next;
    this.rows = next.state.table.rows;
    return { kind: 'delta', base: last.state.revision, revision, delta, compared, stages, missing, faults };
  }
}
