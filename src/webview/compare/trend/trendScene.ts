import { lineScene, type ChartLine } from '../../../core/chart/lineScene';
import { rangeOf } from '../../../core/chart/scale';
import type { ChartColors, Point, Scene } from '../../../core/chart/scene';
import { MANY_POINTS, showsRecords, type MeasuredLine } from './describeTrend';
import type { StageBand } from './trendMarks';

interface TrendSceneOptions {
  readonly width: number;
  readonly height: number;
  readonly colors: ChartColors;
  readonly title: string;
  readonly description: string;
  readonly lines: readonly MeasuredLine[];
  readonly bands: readonly StageBand[];
  readonly champion: { readonly version: number; readonly value: number } | null;
}

const STAGE_STYLES = [1, 2, 3, 5];

/** The trend as a drawing that can be saved. */
export function trendScene({ lines, bands, champion, colors, title, ...rest }: TrendSceneOptions): Scene {
  const points = lines.flatMap((line) => line.points);
  const levels = champion === null ? [] : [{ value: champion.value, label: `champion v${champion.version}` }];
  const values = [...points.map(({ value }) => value), ...levels.map(({ value }) => value)];
  return lineScene({
    ...rest,
    title,
    colors,
    hasLegend: lines.length > 1 || lines.some(showsRecords),
    lines: lines.flatMap(chartLines),
    bands: bands.map(({ stage, from, to, step }) => ({
      label: stage,
      from: from - 0.5,
      to: to + 0.5,
      color: colors.lines[STAGE_STYLES[Math.max(0, step - 1) % STAGE_STYLES.length] ?? 0] ?? colors.text,
    })),
    levels,
    x: {
      label: '',
      range: rangeOf(
        points.map(({ version }) => version),
        0.03,
      ) ?? [0, 1],
      isWhole: true,
      tickText: (value) => (Number.isInteger(value) && value > 0 ? `v${value}` : ''),
    },
    y: { label: title, range: rangeOf(values, 0.12) ?? [0, 1] },
  }).scene;
}

/** A line with its dots; of very many points a faint one, and the stair of the best so far over it. */
function chartLines(line: MeasuredLine, style: number): readonly ChartLine[] {
  const { model, points } = line;
  const values = points.map(({ version, value }): Point => [version, value]);
  return showsRecords(line)
    ? [
        { name: model, style, points: values, isFaint: true },
        { name: `${model}, best so far`, style, points: stairOf(line) },
      ]
    : [{ name: model, style, points: values, hasDots: points.length <= MANY_POINTS }];
}

function stairOf({ points }: MeasuredLine): readonly Point[] {
  const stair: Point[] = [];
  for (const { version, value, isRecord } of points) {
    const height = stair.at(-1)?.[1];
    if (height !== undefined) {
      stair.push([version, height]);
    }
    if (isRecord) {
      stair.push([version, value]);
    }
  }
  return stair;
}
