import { incompleteBeta } from './incompleteBeta';

/** How likely |T| ≥ |t| is when T has Student's distribution with `freedom` degrees (which need not be whole). */
export function twoSidedP(t: number, freedom: number): number {
  return Number.isFinite(t) ? incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t)) : 0;
}

/** The t for which |T| ≤ t has this probability: 2.776 for 0.95 and four degrees of freedom. */
export function criticalT(confidence: number, freedom: number): number {
  const outside = 1 - confidence;
  let low = 0;
  let high = 1;
  while (twoSidedP(high, freedom) > outside) {
    high *= 2;
  }
  // Halving: the probability falls steadily with t, and 100 halvings are beyond what a double can tell apart.
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (twoSidedP(middle, freedom) > outside) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}
