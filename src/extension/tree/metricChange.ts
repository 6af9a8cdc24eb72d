import { difference } from '../../core/compare';
import { alignMetrics, formatDelta, formatMetric, judge, metricLabel, type MetricRow } from '../../core/metricRows';
import type { Metric } from '../../core/model';

export interface MetricLine {
  /** `roc_auc (test)`. */
  readonly label: string;
  readonly metric: Metric;
  readonly value: string;
  /** `+0.021 better`, `unchanged`; empty when the previous version did not record this metric. */
  readonly change: string;
  /** The same in the signs of the comparison page, for rows with little room: `▲0.021`, hollow when worse. */
  readonly sign: string;
}

/** The metrics of a version, headlines first, each with its change since `previous`. */
export function metricLines(metrics: readonly Metric[], previous: readonly Metric[] | null): readonly MetricLine[] {
  return alignMetrics([{ metrics: previous ?? [] }, { metrics }]).flatMap((row) => {
    const metric = row.metrics[1];
    if (metric === null || metric === undefined) {
      return [];
    }
    return [{ label: metricLabel(row), metric, value: formatMetric(metric.value), ...describeChange(row) }];
  });
}

/** The score that a row shows: a headline on the test split before other headlines before anything else. */
export function headlineLine(lines: readonly MetricLine[]): MetricLine | null {
  const headlines = lines.filter(({ metric }) => metric.headline);
  return headlines.find(({ metric }) => metric.split === 'test') ?? headlines[0] ?? lines[0] ?? null;
}

function describeChange(row: MetricRow): Pick<MetricLine, 'change' | 'sign'> {
  const [before, after] = row.metrics;
  if (before === null || before === undefined || after === null || after === undefined) {
    return { change: '', sign: '' };
  }
  const delta = difference(after.value, before.value);
  const verdict = judge(before.value, after.value, row.higherIsBetter);
  switch (verdict) {
    case 'same':
      return { change: 'unchanged', sign: '=' };
    case 'unknown':
      return { change: formatDelta(delta), sign: formatDelta(delta) };
    case 'better':
      return { change: `${formatDelta(delta)} better`, sign: `${delta > 0 ? '▲' : '▼'}${formatSize(delta)}` };
    case 'worse':
      return { change: `${formatDelta(delta)} worse`, sign: `${delta > 0 ? '△' : '▽'}${formatSize(delta)}` };
  }
}

function formatSize(delta: number): string {
  return formatMetric(Math.abs(delta), 4);
}
