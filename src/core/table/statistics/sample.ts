import { criticalT } from './studentT';

/** What repeated measurements of one thing say together. */
export interface Sample {
  readonly count: number;
  readonly mean: number;
  /** With n − 1 below the line; 0 for a single value. */
  readonly variance: number;
  readonly least: number;
  readonly most: number;
}

/** Values that are not there (NaN) do not count; null when none is there. */
export function sampleOf(values: Iterable<number>): Sample | null {
  let count = 0;
  let mean = 0;
  let squares = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (Number.isNaN(value)) {
      continue;
    }
    // Welford's method: exact for equal values, and no difference of two large sums.
    count += 1;
    const distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return count === 0 ? null : { count, mean, variance: count < 2 ? 0 : squares / (count - 1), least, most };
}

export const CONFIDENCE = 0.95;

const criticals = new Map<number, number>();

/** Half of the 95 % interval of the mean, by Student's distribution; null for fewer than two values. */
export function halfInterval({ count, variance }: Sample): number | null {
  if (count < 2) {
    return null;
  }
  let critical = criticals.get(count);
  if (critical === undefined) {
    critical = criticalT(CONFIDENCE, count - 1);
    criticals.set(count, critical);
  }
  return critical * Math.sqrt(variance / count);
}
