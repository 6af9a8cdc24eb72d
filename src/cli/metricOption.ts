import type { LedgerConfig } from '../core/config';
import { LedgerError } from '../core/errors';
import { canonicalMetric, metricDirection } from '../core/metric/catalogue';
import type { Metric } from '../core/model';
import { parsePair } from './keyValue';

/**
 * `name=0.93` or `name:split=0.93`, the name made canonical and its direction looked up. `fallbackSplit` is the split of
 * those that name none.
 */
export function parseMetric(text: string, config: LedgerConfig, fallbackSplit: string | null): Metric {
  const [key, value] = parsePair('--metric', text);
  const [label = '', split = ''] = key.split(/:(?=[^:]*$)/);
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) {
    throw new LedgerError(
      'metric-invalid',
      `--metric ${key} is ${value.trim() === '' ? 'empty' : `"${value}"`}, which is no finite number. Give it a number such as 0.93.`,
      { name: key, value },
    );
  }
  const { name } = canonicalMetric(label.trim());
  return {
    name,
    value: number,
    split: split.trim() === '' ? fallbackSplit : split.trim(),
    higherIsBetter: metricDirection(name, config.metrics),
    headline: true,
  };
}

/**
 * The metrics of the source with those of the command line over them. A given metric replaces the one of the same name
 * and split; without a split it replaces the only one of that name, whatever its split.
 */
export function mergeMetrics<T extends Metric>(found: readonly T[], given: readonly T[]): readonly T[] {
  return given.reduce(mergeMetric<T>, found);
}

function mergeMetric<T extends Metric>(metrics: readonly T[], given: T): readonly T[] {
  const named = metrics.filter((metric) => metric.name === given.name);
  const exact = named.filter((metric) => metric.split === given.split);
  const only = given.split === null && named.length === 1 ? named : [];
  const replaced = new Set(exact.length > 0 ? exact : only);
  const [first] = replaced;
  if (first === undefined) {
    return [...metrics, given];
  }
  const merged = { ...first, ...given, split: first.split, source: given.source };
  return metrics.flatMap((metric) => (metric === first ? [merged] : replaced.has(metric) ? [] : [metric]));
}
