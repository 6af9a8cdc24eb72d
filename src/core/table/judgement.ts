import { difference } from '../compare';
import { judge, type Verdict } from '../metricRows';
import { isRegression, type Tolerance } from '../metricTolerance';
import { baselineRows, type Baseline } from './baseline';
import { bestRows } from './bestRows';
import { numberFormat, type NumberFormat } from './formatCell';
import { findRepeats, type Repeats } from './repeats';
import { halfInterval, sampleOf, type Sample } from './statistics/sample';
import { SIGNIFICANCE, welchTest } from './statistics/welchTest';
import type { TableData } from './tableData';

export interface Change {
  readonly change: number;
  /** The value of the baseline. */
  readonly from: number;
  readonly verdict: Verdict;
  /** Worse by more than the metric's tolerance. */
  readonly isRegression: boolean;
  /** What repeats say about it; null when there are none to ask. */
  readonly noise: Noise | null;
}

/** Whether a change may be chance. */
export type Noise =
  /** The two versions are repeats of each other. */
  | { readonly kind: 'repeat'; readonly isWithin: true }
  /** Welch's t-test of the repeats of the one against those of the other; see `welchTest`. */
  | { readonly kind: 'test'; readonly isWithin: boolean; readonly p: number };

/** What several versions say together about one metric. */
export interface GroupValue {
  readonly sample: Sample;
  /** Half of the 95 % interval of the mean; null for one value. */
  readonly half: number | null;
  /** Of the means; null for the baseline's own group, and where one of the two has no value. */
  readonly change: Change | null;
}

/** What the values of a table mean beside each other: best, better, worse, different. Computed when asked for. */
export class Judgement {
  private readonly formats = new Map<number, NumberFormat>();
  private readonly best = new Map<number, ReadonlySet<number>>();
  private readonly samples = new Map<string, Sample | null>();
  private readonly noises = new Map<string, Noise | null>();
  private readonly from: Int32Array;
  private readonly baselines: ReadonlySet<number>;
  private readonly loaded: number;
  private known: Repeats | undefined;

  constructor(
    readonly data: TableData,
    readonly baseline: Baseline,
  ) {
    this.loaded = data.loaded;
    this.from = baselineRows(data, baseline);
    this.baselines = baseline.kind === 'previous' ? new Set() : new Set(this.from.filter((row) => row >= 0));
  }

  /** The row that every version is measured against; null when each has its own. */
  get baselineRow(): number | null {
    if (this.baseline.kind === 'previous') {
      return null;
    }
    const [row = 0, ...others] = this.baselines;
    return others.length === 0 ? row : null;
  }

  /** True for a row that others are measured against; never when each is measured against the one before. */
  isBaseline(row: number): boolean {
    return this.baselines.has(row) || (this.baselines.size === 0 && this.baselineRow === row);
  }

  /** The row that this one is measured against; −1 for the baseline itself, and where there is none. */
  baselineOf(row: number): number {
    return this.from[row] ?? -1;
  }

  get repeats(): Repeats {
    this.known ??= findRepeats(this.data);
    return this.known;
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
      rows = bestRows(this.data.values(column).subarray(0, this.loaded), this.higherIsBetter(column));
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
    return this.changeOf(column, from, value, () => this.noise(column, row));
  }

  /** The mean of some rows of a metric beside the mean of the baseline's; null when none of them has a value. */
  group(column: number, rows: readonly number[], fromRows: readonly number[] | null): GroupValue | null {
    const values = this.data.values(column);
    const read = (all: readonly number[]): Sample | null => sampleOf(all.map((row) => values[row] ?? Number.NaN));
    const sample = read(rows);
    if (sample === null) {
      return null;
    }
    const from = fromRows === null ? null : read(fromRows);
    const change = from === null ? null : this.changeOf(column, from.mean, sample.mean, () => testNoise(from, sample));
    return { sample, half: halfInterval(sample), change };
  }

  /** True when the fact is not what it is in the baseline. */
  isDifferent(column: number, row: number): boolean {
    const from = this.baselineOf(row);
    return from >= 0 && this.data.code(column, row) !== this.data.code(column, from);
  }

  tolerance(column: number): Tolerance | null {
    const head = this.data.table.columns[column];
    return head?.group === 'metric' ? head.tolerance : null;
  }

  private changeOf(column: number, from: number, value: number, noise: () => Noise | null): Change {
    const change = difference(value, from);
    const verdict = judge(from, value, this.higherIsBetter(column));
    const facts = { change, from, verdict };
    return {
      ...facts,
      isRegression: isRegression(facts, this.tolerance(column)),
      noise: verdict === 'same' ? null : noise(),
    };
  }

  /** Of two versions, by what their repeats say. */
  private noise(column: number, row: number): Noise | null {
    const { sets, setOf } = this.repeats;
    const one = setOf[this.baselineOf(row)] ?? -1;
    const other = setOf[row] ?? -1;
    if (one === other) {
      return { kind: 'repeat', isWithin: true };
    }
    if ((sets[one]?.length ?? 0) < 2 || (sets[other]?.length ?? 0) < 2) {
      return null;
    }
    const key = `${column} ${one} ${other}`;
    let noise = this.noises.get(key);
    if (noise === undefined) {
      const first = this.sample(column, one);
      const second = this.sample(column, other);
      noise = first === null || second === null ? null : testNoise(first, second);
      this.noises.set(key, noise);
    }
    return noise;
  }

  private sample(column: number, set: number): Sample | null {
    const key = `${column} ${set}`;
    let sample = this.samples.get(key);
    if (sample === undefined) {
      const values = this.data.values(column);
      sample = sampleOf((this.repeats.sets[set] ?? []).map((row) => values[row] ?? Number.NaN));
      this.samples.set(key, sample);
    }
    return sample;
  }

  private higherIsBetter(column: number): boolean | null {
    const head = this.data.table.columns[column];
    return head?.group === 'metric' ? head.higherIsBetter : null;
  }
}

function testNoise(first: Sample, second: Sample): Noise | null {
  const result = welchTest(first, second);
  return result === null ? null : { kind: 'test', isWithin: result.p >= SIGNIFICANCE, p: result.p };
}
