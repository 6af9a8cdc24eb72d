import type { Curve } from '../../../core/evidence/versionEvidence';

/**
 * An exponential moving average without the pull of its beginning: each value weighs `weight` times what the next one
 * does. 0 leaves the points as they are.
 */
export function smooth(points: Curve['points'], weight: number): Curve['points'] {
  if (weight <= 0) {
    return points;
  }
  let sum = 0;
  let total = 0;
  return points.map(({ step, value }) => {
    sum = sum * weight + value;
    total = total * weight + 1;
    return { step, value: sum / total };
  });
}
