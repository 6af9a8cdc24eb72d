import type { Sample } from './sample';
import { twoSidedP } from './studentT';

export interface WelchResult {
  /** Mean of the second minus mean of the first. */
  readonly difference: number;
  readonly t: number;
  /** Degrees of freedom by Welch and Satterthwaite. */
  readonly freedom: number;
  /** How likely a difference at least this large is when there is none. */
  readonly p: number;
}

/** At this p or above a difference is called noise. */
export const SIGNIFICANCE = 0.05;

/**
 * Welch's t-test, two-sided, of two samples whose variances may differ: B. L. Welch, "The generalization of Student's
 * problem when several different population variances are involved", Biometrika 34 (1947), 28–35. The values are those
 * of scipy's `ttest_ind(…, equal_var=False)`. Null when one of the samples has fewer than two values.
 */
export function welchTest(first: Sample, second: Sample): WelchResult | null {
  if (first.count < 2 || second.count < 2) {
    return null;
  }
  const difference = second.mean - first.mean;
  const one = first.variance / first.count;
  const other = second.variance / second.count;
  const error = one + other;
  if (error === 0) {
    // Every run gave the same value: then any difference is one.
    const t = difference === 0 ? 0 : Math.sign(difference) * Number.POSITIVE_INFINITY;
    return { difference, t, freedom: first.count + second.count - 2, p: difference === 0 ? 1 : 0 };
  }
  const t = difference / Math.sqrt(error);
  const freedom = error ** 2 / (one ** 2 / (first.count - 1) + other ** 2 / (second.count - 1));
  return { difference, t, freedom, p: twoSidedP(t, freedom) };
}
