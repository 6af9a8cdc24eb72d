import type { Metric } from './model';

/** One metric of several versions, side by side. */
export interface MetricRow {
  readonly name: string;
  readonly split: string | null;
  /** Set only on rows beside the main one: the value of another model in the same notebook. */
  readonly model: string | null;
  readonly higherIsBetter: boolean | null;
  readonly headline: boolean;
  /** In the order of the versions; null where a version has no such metric. */
  readonly metrics: readonly (Metric | null)[];
}

interface Group {
  readonly name: string;
  readonly split: string | null;
  /** Per version, every metric of this name and split; the one that speaks for the version first. */
  readonly members: Metric[][];
}

/**
 * Lays the metrics of versions side by side. What makes two values comparable is name and split; which model they
 * belong to usually changed between the versions, so each version's main value shares one row, and only the values of
 * the other models in a version get rows of their own.
 */
export function alignMetrics(versions: readonly { readonly metrics: readonly Metric[] }[]): readonly MetricRow[] {
  const rows = groupMetrics(versions).flatMap(groupRows);
  return [...rows.filter((row) => row.headline), ...rows.filter((row) => !row.headline)];
}

function groupMetrics(versions: readonly { readonly metrics: readonly Metric[] }[]): readonly Group[] {
  const groups = new Map<string, Group>();
  versions.forEach((version, index) => {
    for (const metric of version.metrics) {
      const key = JSON.stringify([metric.name, metric.split]);
      const group = groups.get(key) ?? { name: metric.name, split: metric.split, members: versions.map(() => []) };
      groups.set(key, group);
      const members = group.members[index];
      if (metric.headline && members?.[0]?.headline === false) {
        members.unshift(metric);
      } else {
        members?.push(metric);
      }
    }
  });
  return [...groups.values()];
}

function groupRows(group: Group): readonly MetricRow[] {
  const models = new Set(group.members.flatMap((members) => members.slice(1).map((metric) => metric.model ?? null)));
  const main = groupRow(
    group,
    null,
    group.members.map((members) => members[0] ?? null),
  );
  const others = [...models].map((model) =>
    groupRow(
      group,
      model,
      group.members.map((members) => members.find((metric) => (metric.model ?? null) === model) ?? null),
    ),
  );
  return [main, ...others];
}

function groupRow(group: Group, model: string | null, metrics: readonly (Metric | null)[]): MetricRow {
  const known = metrics.filter((metric) => metric !== null);
  return {
    name: group.name,
    split: group.split,
    model,
    // The newest opinion counts: a direction may have been configured later than the first version.
    higherIsBetter: known.findLast((metric) => metric.higherIsBetter !== null)?.higherIsBetter ?? null,
    headline: model === null && known.some((metric) => metric.headline),
    metrics,
  };
}

export type Verdict = 'better' | 'worse' | 'same' | 'unknown';

export function judge(previous: number, current: number, higherIsBetter: boolean | null): Verdict {
  if (previous === current) {
    return 'same';
  }
  if (higherIsBetter === null) {
    return 'unknown';
  }
  return current > previous === higherIsBetter ? 'better' : 'worse';
}

/** `0.9342`, `12.5`, `1.2e-7`: at most `digits` significant ones, never more decimals than the number has. */
export function formatMetric(value: number, digits = 6): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(digits)));
}

/** `+0.022`, `−1.5`, `±0`: the difference without the noise of binary fractions. */
export function formatDelta(delta: number): string {
  if (delta === 0) {
    return '±0';
  }
  return `${delta > 0 ? '+' : '−'}${formatMetric(Math.abs(delta), 4)}`;
}

/** `roc_auc (test)`, `roc_auc (test, SVC)`. */
export function metricLabel(metric: {
  readonly name: string;
  readonly split: string | null;
  readonly model?: string | null | undefined;
}): string {
  const details = [metric.split, metric.model].filter((detail) => detail !== null && detail !== undefined);
  return details.length === 0 ? metric.name : `${metric.name} (${details.join(', ')})`;
}
