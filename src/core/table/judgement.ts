import { difference } from '../compare';
import { judge, type Verdict } from '../metricRows';
import type { EventId } from '../model';
import { bestRows } from './bestRows';
import { numberFormat, type NumberFormat } from './formatCell';
import type { TableData } from './tableData';

/** Which version the others are measured against. */
export type Baseline =
  /** The first version shown. */
  | { readonly kind: 'first' }
  /** For each version, the one shown before it. */
  | { readonly kind: 'previous' }
  | { readonly kind: 'version'; readonly id: EventId };

export interface Change {
  readonly change: number;
  /** The value of the baseline. */
  readonly from: number;
  readonly verdict: Verdict;
}

/** What the values of a table mean beside each other: best, better, worse, different. Computed when asked for. */
export class Judgement {
  private readonly formats = new Map<number, NumberFormat>();
  private readonly best = new Map<number, ReadonlySet<number>>();
  private readonly fixedRow: number;
  private readonly loaded: number;

  constructor(
    readonly data: TableData,
    readonly baseline: Baseline,
  ) {
    this.loaded = data.loaded;
    // A baseline that was taken out of the comparison, or has not arrived, gives way to the first version.
    this.fixedRow = baseline.kind === 'version' ? Math.max(0, data.rowOf(baseline.id)) : 0;
  }

  /** The row that every version is measured against; null when each has its own. */
  get baselineRow(): number | null {
    return this.baseline.kind === 'previous' ? null : this.fixedRow;
  }

  /** The row that this one is measured against; −1 for the baseline itself. */
  baselineOf(row: number): number {
    const from = this.baseline.kind === 'previous' ? row - 1 : this.fixedRow;
    return from === row ? -1 : from;
  }

  format(column: number): NumberFormat {
    let format = this.formats.get(column);
    if (format === undefined) {
      format = numberFormat(this.data.values(column).subarray(0, this.loaded));
      this.formats.set(column, format);
    }
    return format;
  }

  isBest(column: number, row: number): boolean {
    let rows = this.best.get(column);
    if (rows === undefined) {
      const head = this.data.table.columns[column];
      const higherIsBetter = head?.group === 'metric' ? head.higherIsBetter : null;
      rows = bestRows(this.data.values(column).subarray(0, this.loaded), higherIsBetter);
      this.best.set(column, rows);
    }
    return rows.has(row);
  }

  /** Null for the baseline itself, and where one of the two has no value. */
  change(column: number, row: number): Change | null {
    const values = this.data.values(column);
    const value = values[row] ?? Number.NaN;
    const from = values[this.baselineOf(row)] ?? Number.NaN;
    if (Number.isNaN(value) || Number.isNaN(from)) {
      return null;
    }
    const head = this.data.table.columns[column];
    const higherIsBetter = head?.group === 'metric' ? head.higherIsBetter : null;
    return { change: difference(value, from), from, verdict: judge(from, value, higherIsBetter) };
  }

  /** True when the fact is not what it is in the baseline. */
  isDifferent(column: number, row: number): boolean {
    const from = this.baselineOf(row);
    return from >= 0 && this.data.code(column, row) !== this.data.code(column, from);
  }
}
