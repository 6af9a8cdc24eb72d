import { lineScene } from '../chart/lineScene';
import { rangeOf } from '../chart/scale';
import { PAPER_COLORS } from '../chart/scene';
import { sceneSvg } from '../chart/sceneSvg';
import { alignMetrics, formatMetric, metricLabel, type MetricRow } from '../metricRows';
import type { Version } from '../model';
import type { ReportDrawing } from './comparisonReport';

const DRAWN = 4;
const WIDTH = 820;
const HEIGHT = 260;

/** The headline metrics over the versions, a line per model; nothing for a metric that fewer than two versions have. */
export function trendDrawings(versions: readonly Version[]): readonly ReportDrawing[] {
  return alignMetrics(versions)
    .filter(({ headline, metrics }) => headline && metrics.filter((metric) => metric !== null).length > 1)
    .slice(0, DRAWN)
    .map((row) => draw(versions, row));
}

function draw(versions: readonly Version[], row: MetricRow): ReportDrawing {
  const points = versions.flatMap((version, index) => {
    const value = row.metrics[index]?.value;
    return value === undefined ? [] : [{ version, value }];
  });
  const models = [...new Set(points.map(({ version }) => version.model))];
  const lines = models.map((model, style) => ({
    name: model,
    style,
    hasDots: points.length <= 100,
    points: points
      .filter(({ version }) => version.model === model)
      .map(({ version, value }) => [version.version, value] as const)
      .toSorted((a, b) => a[0] - b[0]),
  }));
  const title = metricLabel(row);
  const description = describe(points.map(({ version, value }) => ({ number: version.version, value })));
  const { scene } = lineScene({
    width: WIDTH,
    height: HEIGHT,
    title,
    description,
    colors: PAPER_COLORS,
    lines,
    hasLegend: models.length > 1,
    x: {
      label: '',
      range: rangeOf(
        points.map(({ version }) => version.version),
        0.04,
      ) ?? [0, 1],
      isWhole: true,
      tickText: (value) => (Number.isInteger(value) ? `v${value}` : ''),
    },
    y: {
      label: title,
      range: rangeOf(
        points.map(({ value }) => value),
        0.12,
      ) ?? [0, 1],
    },
  });
  return { title, description, svg: sceneSvg(scene, PAPER_COLORS.font) };
}

function describe(points: readonly { readonly number: number; readonly value: number }[]): string {
  const [first, last] = [points[0], points.at(-1)];
  return first === undefined || last === undefined
    ? ''
    : `v${first.number} ${formatMetric(first.value)} → v${last.number} ${formatMetric(last.value)}, ${points.length} versions.`;
}
