import uPlot from 'uplot';
import { tickTexts } from '../../../core/chart/scale';
import { MANY_POINTS, showsRecords, type MeasuredLine } from './describeTrend';
import type { StageBand } from './trendMarks';

export interface TrendChartOptions {
  readonly lines: readonly MeasuredLine[];
  /** Value of the baseline, drawn as a dashed line; null for none. */
  readonly baseline: number | null;
  /** The champion's value, drawn as a line with its name; null for none. */
  readonly champion: { readonly version: number; readonly value: number } | null;
  readonly bands: readonly StageBand[];
  /** Ids of the versions in the table: their points are filled. */
  readonly compared: ReadonlySet<string>;
  /** The pointer is over this point of this line; null when over none. */
  onHover(at: { readonly line: number; readonly point: number } | null): void;
  onSelect(at: { readonly line: number; readonly point: number }): void;
}

export interface TrendChart {
  resize(width: number): void;
  /** Shows the cursor on a point, as the pointer does. */
  point(line: number, point: number): void;
  /** Hides the cursor. */
  leave(): void;
  destroy(): void;
}

export const CHART_HEIGHT = 180;
const FILLED = 3.5;
const HOLLOW = 2.5;

/** Draws with the colours that the theme has now; make a new one when the theme changes. */
export function createTrendChart(target: HTMLElement, width: number, options: TrendChartOptions): TrendChart {
  const { lines } = options;
  const data = alignLines(lines);
  const colors = themeColors(target, lines.length);
  const chart = new uPlot(
    {
      width,
      height: CHART_HEIGHT,
      padding: [12, 16, 0, 0],
      scales: {
        x: { time: false, range: (_, least, most) => widen(least, most) },
        y: { range: (_, least, most) => pad(least, most, options.baseline, options.champion?.value ?? null) },
      },
      legend: { show: false },
      cursor: { y: false, points: { size: 9 }, drag: { x: true, y: false }, focus: { prox: 40 } },
      axes: [
        {
          stroke: colors.text,
          font: colors.font,
          grid: { show: false },
          ticks: { stroke: colors.grid, size: 4 },
          size: 26,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
          space: 46,
          values: (_, ticks) => ticks.map((tick) => (Number.isInteger(tick) && tick > 0 ? `v${tick}` : '')),
        },
        {
          stroke: colors.text,
          font: colors.font,
          grid: { stroke: colors.grid, width: 1 },
          ticks: { show: false },
          // Before the first layout there are no values, whatever the type says.
          size: (_, values: string[] | null) => 18 + 7 * Math.max(4, ...(values ?? []).map((value) => value.length)),
          space: 28,
          values: (_, ticks) => [...tickTexts(ticks)],
        },
      ],
      series: [
        {},
        ...lines.map((line, index) => ({
          label: line.model,
          stroke: colors.lines[index] ?? colors.text,
          // A thick line that goes up and down at every pixel is a bar.
          width: line.points.length > MANY_POINTS ? 0.75 : 2,
          alpha: showsRecords(line) ? 0.55 : 1,
          spanGaps: false,
          points: { show: false },
        })),
      ],
      hooks: {
        drawClear: [(plot) => drawBands(plot, options.bands, colors)],
        draw: [(plot) => drawMarks(plot, options, colors)],
        setCursor: [(plot) => options.onHover(pointAtCursor(plot, lines, data[0]))],
      },
    },
    // uPlot's type asks for numbers only in the first row; the others may have gaps.
    data as uPlot.AlignedData,
    target,
  );
  chart.over.addEventListener('click', () => {
    const at = pointAtCursor(chart, lines, data[0]);
    if (at !== null) {
      options.onSelect(at);
    }
  });
  return {
    resize: (next) => chart.setSize({ width: next, height: CHART_HEIGHT }),
    point: (line, point) => {
      const measured = lines[line]?.points[point];
      if (measured !== undefined) {
        chart.setCursor({
          left: chart.valToPos(measured.version, 'x'),
          top: chart.valToPos(measured.value, 'y'),
        });
      }
    },
    leave: () => chart.setCursor({ left: -10, top: -10 }),
    destroy: () => chart.destroy(),
  };
}

type ChartRow = readonly (number | null)[];

/** One x row of all version numbers, one y row per line. */
function alignLines(lines: readonly MeasuredLine[]): readonly [readonly number[], ...ChartRow[]] {
  const versions = [...new Set(lines.flatMap((line) => line.points.map((point) => point.version)))].sort(
    (a, b) => a - b,
  );
  const rows = lines.map((line) => {
    const values = new Map(line.points.map((point) => [point.version, point.value]));
    return versions.map((version) => values.get(version) ?? null);
  });
  return [versions, ...rows];
}

function widen(least: number, most: number): [number, number] {
  const margin = Math.max(0.5, (most - least) * 0.02);
  return [least - margin, most + margin];
}

function pad(least: number, most: number, ...levels: readonly (number | null)[]): [number, number] {
  const known = levels.filter((level) => level !== null);
  const low = Math.min(least, ...known);
  const high = Math.max(most, ...known);
  const margin = high === low ? Math.max(Math.abs(high) * 0.05, 1e-6) : (high - low) * 0.12;
  return [low - margin, high + margin];
}

function pointAtCursor(
  plot: uPlot,
  lines: readonly MeasuredLine[],
  versions: readonly number[],
): { readonly line: number; readonly point: number } | null {
  const { idx, left, top } = plot.cursor;
  const version = idx === null || idx === undefined || (left ?? -1) < 0 ? undefined : versions[idx];
  if (version === undefined) {
    return null;
  }
  const hits = lines.flatMap((line, index) => {
    const point = line.points.findIndex((candidate) => candidate.version === version);
    const value = line.points[point]?.value;
    return value === undefined
      ? []
      : [{ line: index, point, distance: Math.abs(plot.valToPos(value, 'y') - (top ?? 0)) }];
  });
  const nearest = hits.sort((a, b) => a.distance - b.distance)[0];
  return nearest === undefined ? null : { line: nearest.line, point: nearest.point };
}

interface ThemeColors {
  readonly text: string;
  readonly emphasis: string;
  readonly grid: string;
  readonly background: string;
  readonly font: string;
  readonly lines: readonly string[];
  readonly family: string;
  readonly champion: string;
  /** By step of promotion. */
  readonly stages: readonly string[];
}

const STAGE_COLORS = ['yellow', 'green', 'purple', 'orange'] as const;

const LINE_COLORS = ['blue', 'yellow', 'green', 'purple', 'red', 'foreground'] as const;

function themeColors(element: HTMLElement, count: number): ThemeColors {
  const style = getComputedStyle(element);
  const read = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  const text = read('--vscode-descriptionForeground', style.color);
  return {
    text,
    emphasis: read('--vscode-foreground', style.color),
    // Mixed in the style sheet, where only a property of an element gives out the result.
    grid: style.textDecorationColor,
    background: read('--vscode-editor-background', 'transparent'),
    font: `11px ${style.fontFamily}`,
    family: style.fontFamily,
    champion: read('--vscode-charts-green', text),
    stages: STAGE_COLORS.map((name) => read(`--vscode-charts-${name}`, text)),
    lines: Array.from({ length: count }, (_, index) =>
      read(`--vscode-charts-${LINE_COLORS[index % LINE_COLORS.length] ?? 'blue'}`, style.color),
    ),
  };
}

function drawMarks(plot: uPlot, options: TrendChartOptions, colors: ThemeColors): void {
  const { ctx } = plot;
  ctx.save();
  drawBaseline(plot, options.baseline, colors);
  drawChampion(plot, options.champion, colors);
  options.lines.filter(showsRecords).forEach((line) => drawRecords(plot, line, colors));
  const showsCompared = options.compared.size <= MANY_POINTS;
  options.lines.forEach((line, index) => {
    const color = colors.lines[index] ?? colors.text;
    for (const point of line.points) {
      const isCompared = options.compared.has(point.id);
      if (line.points.length <= MANY_POINTS || (isCompared && showsCompared) || point.isBest) {
        const x = plot.valToPos(point.version, 'x', true);
        const y = plot.valToPos(point.value, 'y', true);
        drawPoint(ctx, { x, y }, { color, background: colors.background, isCompared, isBest: point.isBest });
      }
    }
  });
  ctx.restore();
}

/** The best so far, a stair over the versions. */
function drawRecords(plot: uPlot, { points }: MeasuredLine, colors: ThemeColors): void {
  const { ctx } = plot;
  ctx.strokeStyle = colors.emphasis;
  ctx.lineWidth = 1.75 * uPlot.pxRatio;
  ctx.beginPath();
  let height: number | null = null;
  for (const { version, value, isRecord } of points) {
    const x = plot.valToPos(version, 'x', true);
    if (isRecord) {
      if (height !== null) {
        ctx.lineTo(x, height);
      }
      height = plot.valToPos(value, 'y', true);
    }
    if (height !== null) {
      ctx.lineTo(x, height);
    }
  }
  ctx.stroke();
}

function drawBaseline(plot: uPlot, baseline: number | null, colors: ThemeColors): void {
  if (baseline === null) {
    return;
  }
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(baseline, 'y', true)) + 0.5;
  ctx.strokeStyle = colors.text;
  ctx.lineWidth = uPlot.pxRatio;
  ctx.setLineDash([4 * uPlot.pxRatio, 4 * uPlot.pxRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Solid and named, where the baseline is dashed. */
function drawChampion(plot: uPlot, champion: TrendChartOptions['champion'], colors: ThemeColors): void {
  if (champion === null) {
    return;
  }
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(champion.value, 'y', true)) + 0.5;
  ctx.strokeStyle = colors.champion;
  ctx.lineWidth = uPlot.pxRatio;
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.fillStyle = colors.text;
  ctx.font = `${10 * uPlot.pxRatio}px ${colors.family}`;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'bottom';
  ctx.fillText(`champion v${champion.version}`, bbox.left + bbox.width - 4 * uPlot.pxRatio, y - 2 * uPlot.pxRatio);
}

/** Behind everything: a tint over the versions of a stage, with its name where there is room. */
function drawBands(plot: uPlot, bands: readonly StageBand[], colors: ThemeColors): void {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  ctx.save();
  for (const { stage, from, to, step } of bands) {
    const left = Math.max(bbox.left, plot.valToPos(from - 0.5, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to + 0.5, 'x', true));
    if (right <= left) {
      continue;
    }
    ctx.fillStyle = colors.stages[Math.max(0, step - 1) % colors.stages.length] ?? colors.text;
    ctx.globalAlpha = 0.12;
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    ctx.globalAlpha = 0.8;
    ctx.fillRect(left, bbox.top, right - left, 3 * ratio);
    ctx.globalAlpha = 1;
    ctx.font = `${10 * ratio}px ${colors.family}`;
    if (ctx.measureText(stage).width < right - left - 4 * ratio) {
      ctx.fillStyle = colors.text;
      ctx.textAlign = 'center';
      ctx.fillText(stage, (left + right) / 2, bbox.top + 14 * ratio);
    }
  }
  ctx.restore();
}

function drawPoint(
  ctx: CanvasRenderingContext2D,
  { x, y }: { readonly x: number; readonly y: number },
  mark: { readonly color: string; readonly background: string; readonly isCompared: boolean; readonly isBest: boolean },
): void {
  ctx.beginPath();
  if (mark.isBest) {
    star(ctx, x, y, 6.5 * uPlot.pxRatio);
  } else {
    ctx.arc(x, y, (mark.isCompared ? FILLED : HOLLOW) * uPlot.pxRatio, 0, 2 * Math.PI);
  }
  ctx.fillStyle = mark.isCompared ? mark.color : mark.background;
  ctx.strokeStyle = mark.color;
  ctx.lineWidth = 1.5 * uPlot.pxRatio;
  ctx.fill();
  ctx.stroke();
}

function star(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  for (let corner = 0; corner < 10; corner += 1) {
    const length = corner % 2 === 0 ? radius : radius * 0.45;
    const angle = (corner * Math.PI) / 5 - Math.PI / 2;
    ctx.lineTo(x + length * Math.cos(angle), y + length * Math.sin(angle));
  }
  ctx.closePath();
}
