import { difference } from '../../../core/compare';
import { judge } from '../../../core/metricRows';
import { formatReference } from '../../../core/model';
import { bestRows } from '../../../core/table/bestRows';
import { formatChange, formatNumber, numberFormat, type NumberFormat } from '../../../core/table/formatCell';
import type { Trend, TrendLine, TrendPoint } from '../../../protocol/comparePage';

/** A point that has a value, with what it means beside the others of its line. */
export interface MeasuredPoint extends TrendPoint {
  readonly value: number;
  readonly isBest: boolean;
  /** Better than everything before it; never where no direction is better. */
  readonly isRecord: boolean;
}

export interface MeasuredLine {
  readonly model: string;
  readonly points: readonly MeasuredPoint[];
  /** Versions without a value: gaps in the line. */
  readonly gaps: number;
}

export function measureLine(line: TrendLine, higherIsBetter: boolean | null): MeasuredLine {
  const points = line.points.filter((point): point is TrendPoint & { value: number } => point.value !== null);
  const best = bestRows(
    points.map((point) => point.value),
    higherIsBetter,
  );
  const records = recordsOf(
    points.map((point) => point.value),
    higherIsBetter,
  );
  return {
    model: line.model,
    points: points.map((point, index) => ({ ...point, isBest: best.has(index), isRecord: records.has(index) })),
    gaps: line.points.length - points.length,
  };
}

/** More points than this are a smear of which single ones cannot be told. */
export const MANY_POINTS = 150;

/** Of many points one sees at best the band they fill: how the best of them rose is drawn over it. */
export function showsRecords({ points }: MeasuredLine): boolean {
  return points.length > MANY_POINTS && points.some(({ isRecord }) => isRecord);
}

function recordsOf(values: readonly number[], higherIsBetter: boolean | null): ReadonlySet<number> {
  const records = new Set<number>();
  let best: number | null = null;
  for (const [index, value] of values.entries()) {
    if (higherIsBetter !== null && (best === null || judge(best, value, higherIsBetter) === 'better')) {
      best = value;
      records.add(index);
    }
  }
  return records;
}

/** One format for all values of a trend. */
export function trendFormat(trend: Trend): NumberFormat {
  return numberFormat(trend.lines.flatMap((line) => line.points.map((point) => point.value ?? Number.NaN)));
}

/**
 * The chart in a sentence per line: `v1 0.9120 → v5 0.9340 (better by 0.0220); best 0.9412 in v4; 1 version without
 * a value.`
 */
export function describeTrend(line: MeasuredLine, format: NumberFormat, higherIsBetter: boolean | null): string {
  const first = line.points[0];
  const last = line.points.at(-1);
  if (first === undefined || last === undefined) {
    return 'No version has this metric.';
  }
  const parts = [
    first === last
      ? `v${first.version} ${formatNumber(first.value, format)}`
      : `v${first.version} ${formatNumber(first.value, format)} → v${last.version} ${formatNumber(last.value, format)} (${changeWords(first.value, last.value, format, higherIsBetter)})`,
    ...bestWords(line, format),
    ...(line.gaps === 0 ? [] : [`${line.gaps} ${line.gaps === 1 ? 'version' : 'versions'} without a value`]),
  ];
  return `${parts.join('; ')}.`;
}

function bestWords(line: MeasuredLine, format: NumberFormat): readonly string[] {
  const best = line.points.filter((point) => point.isBest);
  const [first] = best;
  if (first === undefined) {
    return [];
  }
  const named = best.slice(0, 3).map((point) => `v${point.version}`);
  const others = best.length > named.length ? ` and ${best.length - named.length} more` : '';
  return [`best ${formatNumber(first.value, format)} in ${named.join(', ')}${others}`];
}

function changeWords(from: number, to: number, format: NumberFormat, higherIsBetter: boolean | null): string {
  const verdict = judge(from, to, higherIsBetter);
  const change = difference(to, from);
  switch (verdict) {
    case 'same':
      return 'unchanged';
    case 'unknown':
      return formatChange(change, format);
    case 'better':
    case 'worse':
      return `${verdict} by ${formatChange(Math.abs(change), format).slice(1)}`;
  }
}

/** `churn@v4: 0.9412, +0.0021 since v3, best, production`. */
export function describePoint(line: MeasuredLine, index: number, format: NumberFormat, showsModel: boolean): string {
  const point = line.points[index];
  if (point === undefined) {
    return '';
  }
  const previous = line.points[index - 1];
  const name = showsModel ? formatReference(line.model, point.version) : `v${point.version}`;
  const notes = [
    ...(previous === undefined
      ? []
      : [`${formatChange(difference(point.value, previous.value), format)} since v${previous.version}`]),
    ...(point.isBest ? ['best'] : []),
    ...point.aliases,
  ];
  return `${name}: ${[formatNumber(point.value, format), ...notes].join(', ')}`;
}
