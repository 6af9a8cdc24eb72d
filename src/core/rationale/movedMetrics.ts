import { difference } from '../compare';
import { alignMetrics } from '../metricRows';
import type { Metric } from '../model';
import type { MovedMetric } from './concern';

/**
 * The scores that a notebook shows now and that differ from what `last` has: the headlines where there are any that both
 * have. What only one of them measures is no movement.
 */
export function movedMetrics(last: readonly Metric[], now: readonly Metric[]): readonly MovedMetric[] {
  const both = alignMetrics([{ metrics: last }, { metrics: now }]).flatMap((row) => {
    const [from, to] = row.metrics;
    return from && to ? [{ ...row, from: from.value, to: to.value }] : [];
  });
  const headlines = both.filter((row) => row.headline);
  return (headlines.length > 0 ? headlines : both)
    .filter(({ from, to }) => difference(to, from) !== 0)
    .map(({ name, split, model, higherIsBetter, from, to }) => ({ name, split, model, higherIsBetter, from, to }));
}

/** True when both measure something in common, and nothing of it differs. */
export function showSameResults(last: readonly Metric[], now: readonly Metric[]): boolean {
  const common = alignMetrics([{ metrics: last }, { metrics: now }]).filter((row) => row.metrics.every(Boolean));
  return common.length > 0 && movedMetrics(last, now).length === 0;
}
