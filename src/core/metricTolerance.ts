import type { Verdict } from './metricRows';

/** How much worse a metric may get before that counts as a regression. */
export interface Tolerance {
  /** In the unit of the metric, or as a share of the baseline: 0.01 is one percent. */
  readonly amount: number;
  readonly isRelative: boolean;
}

/** `0.005`, `"1 %"` as the config has them; null when there is none. */
export function readTolerance(written: number | string | undefined): Tolerance | null {
  if (written === undefined) {
    return null;
  }
  const amount = typeof written === 'number' ? written : Number(written.replace('%', '').trim()) / 100;
  return Number.isFinite(amount) && amount >= 0 ? { amount, isRelative: typeof written === 'string' } : null;
}

/** `0.005`, `1 %`. */
export function formatTolerance({ amount, isRelative }: Tolerance): string {
  return isRelative ? `${Number((amount * 100).toPrecision(12))} %` : String(amount);
}

/** True when a change for the worse is larger than what is tolerated. */
export function isRegression(
  { change, from, verdict }: { readonly change: number; readonly from: number; readonly verdict: Verdict },
  tolerance: Tolerance | null,
): boolean {
  if (tolerance === null || verdict !== 'worse') {
    return false;
  }
  const allowed = tolerance.isRelative ? tolerance.amount * Math.abs(from) : tolerance.amount;
  // The noise of binary fractions is no regression: 0.93 − 0.92 is 0.010000000000000009.
  return Math.abs(change) - allowed > Number.EPSILON * Math.max(Math.abs(from), Math.abs(change), allowed) * 4;
}
