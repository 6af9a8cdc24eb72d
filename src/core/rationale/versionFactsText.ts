import { describeChanges } from '../draft/changes';
import { formatMetric, metricLabel } from '../metricRows';
import type { Metric, Version } from '../model';
import { movedText } from './describeConcern';
import { movedMetrics } from './movedMetrics';

const METRICS = 4;
const CHANGES = 6;

/** `roc_auc (test) 0.912 → 0.934 (+0.022), f1 0.8 → 0.81 (+0.01)`: the headlines on one line, empty without any. */
export function impactLine(
  previous: { readonly metrics: readonly Metric[] } | null,
  metrics: readonly Metric[],
): string {
  const moved = previous === null ? [] : movedMetrics(previous.metrics, metrics).map(movedText);
  if (moved.length > 0 || previous !== null) {
    return clip(moved, METRICS, ', ');
  }
  const headlines = metrics.filter((metric) => metric.headline);
  const shown = headlines.length > 0 ? headlines : metrics;
  return clip(
    shown.map((metric) => `${metricLabel(metric)} ${formatMetric(metric.value)}`),
    METRICS,
    ', ',
  );
}

/** The params, data and packages that differ, on one line: `max_depth: 4 → 6; data changed: data/churn.csv (…)`. */
export function changesLine(previous: Version | null, version: Version): string {
  const lines = describeChanges(previous, version).split('\n');
  const items = lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2).replaceAll('`', ''));
  return clip(items, CHANGES, '; ');
}

function clip(items: readonly string[], most: number, separator: string): string {
  const more = items.length - most;
  return more > 1 ? `${items.slice(0, most).join(separator)}${separator}and ${more} more` : items.join(separator);
}
