import { difference } from '../compare';
import { alignMetrics, formatDelta, formatMetric, judge, metricLabel, type MetricRow } from '../metricRows';
import { formatReference, type Metric, type Version } from '../model';

const LISTED = 12;

/**
 * What the metrics did since `previous`, as Markdown: one line per metric, headlines first. Empty when there is nothing
 * to say, so that the field counts as not written.
 */
export function describeImpact(previous: Version | null, metrics: readonly Metric[]): string {
  if (metrics.length === 0) {
    return '';
  }
  if (previous === null) {
    const first = metrics.some((metric) => metric.headline) ? metrics.filter((metric) => metric.headline) : metrics;
    const isOneModel = new Set(metrics.map((metric) => metric.model ?? null)).size === 1;
    const shown = isOneModel ? first.map((metric) => ({ ...metric, model: null })) : first;
    return ['First version.', '', ...limit(shown.map(valueLine))].join('\n');
  }
  const rows = alignMetrics([previous, { metrics }]);
  const changed = rows.filter((row) => row.metrics[0] !== null && row.metrics[1] !== null).map(deltaLine);
  const added = rows.filter((row) => row.metrics[0] === null).map((row) => `${rowLine(row, 1)} (new)`);
  const gone = rows.filter((row) => row.metrics[1] === null).map((row) => `- ${label(row)}: no longer measured`);
  const lines = limit([...changed, ...added, ...gone]);
  return lines.length === 0
    ? ''
    : [`Against ${formatReference(previous.model, previous.version)}:`, '', ...lines].join('\n');
}

function limit(lines: readonly string[]): readonly string[] {
  return lines.length <= LISTED + 1
    ? lines
    : [...lines.slice(0, LISTED), `- and ${lines.length - LISTED} more metrics`];
}

function valueLine(metric: Metric): string {
  return `- ${metricLabel(metric)}: ${formatMetric(metric.value)}`;
}

function rowLine(row: MetricRow, index: number): string {
  const metric = row.metrics[index];
  return `- ${label(row)}: ${metric === null || metric === undefined ? 'not measured' : formatMetric(metric.value)}`;
}

/** `- roc_auc (test): 0.912 → 0.934 (+0.022, better)`. */
function deltaLine(row: MetricRow): string {
  const from = row.metrics[0]?.value ?? 0;
  const to = row.metrics[1]?.value ?? 0;
  const verdict = judge(from, to, row.higherIsBetter);
  const words =
    verdict === 'same' ? 'unchanged' : [formatDelta(difference(to, from)), ...verdictWord(verdict)].join(', ');
  return verdict === 'same'
    ? `- ${label(row)}: ${formatMetric(to)} (unchanged)`
    : `- ${label(row)}: ${formatMetric(from)} → ${formatMetric(to)} (${words})`;
}

function verdictWord(verdict: 'better' | 'worse' | 'unknown'): readonly string[] {
  return verdict === 'unknown' ? [] : [verdict];
}

function label(row: MetricRow): string {
  return metricLabel(row);
}
