import type { Metric } from '../model';

/**
 * One metric where the same value was printed twice, once rounded (a score, and the report that repeats it): the more
 * exact one stays, at the place of the first, and is a headline when either was.
 */
export function mergeRounded<T extends Metric>(metrics: readonly T[]): readonly T[] {
  const merged: T[] = [];
  for (const metric of metrics) {
    const at = merged.findIndex((other) => isSameValue(other, metric));
    const other = merged[at];
    if (other === undefined) {
      merged.push(metric);
    } else {
      const exact = decimals(metric.value) > decimals(other.value) ? metric : other;
      merged[at] = { ...exact, headline: metric.headline || other.headline };
    }
  }
  return merged;
}

function isSameValue(a: Metric, b: Metric): boolean {
  const isSameMetric = a.name === b.name && a.split === b.split && (a.model ?? null) === (b.model ?? null);
  const digits = Math.min(decimals(a.value), decimals(b.value));
  // One decimal would make strangers equal: 0.9 is the rounding of a tenth of all scores.
  return isSameMetric && (a.value === b.value || (digits >= 2 && round(a.value, digits) === round(b.value, digits)));
}

/** Digits after the point in the shortest decimal form; 0 where that form has an exponent. */
function decimals(value: number): number {
  return /^-?\d+\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
}

function round(value: number, digits: number): string {
  return value.toFixed(Math.min(digits, 100));
}
