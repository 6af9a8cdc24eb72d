import { createPlotFrame, type AxisOptions, type PlotFrame } from './plotFrame';
import { lineStyle, textWidth, type ChartColors, type Point, type Scene, type Shape } from './scene';

export interface ChartLine {
  readonly name: string;
  /** Of its colour and dash. */
  readonly style: number;
  readonly points: readonly Point[];
  /** Thin and pale, as what was measured is behind what is smoothed. */
  readonly isFaint?: boolean | undefined;
  readonly hasDots?: boolean | undefined;
}

/** A stretch of the x axis with a name. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly color: string;
}

/** A height with a name. */
export interface Level {
  readonly value: number;
  readonly label: string;
}

export interface LineChartOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly colors: ChartColors;
  readonly lines: readonly ChartLine[];
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  readonly bands?: readonly Band[] | undefined;
  readonly levels?: readonly Level[] | undefined;
  /** Names of the lines below the plot, for a picture that stands alone. */
  readonly hasLegend?: boolean | undefined;
}

const LEGEND_LINE = 18;

export function lineScene(options: LineChartOptions): { readonly scene: Scene; readonly frame: PlotFrame } {
  const { width, height, colors, lines, title, description } = options;
  const legend = options.hasLegend === true ? legendShapes(lines, width, colors) : { shapes: [], height: 0 };
  const frame = createPlotFrame(width, height - legend.height, options, colors);
  const shapes = [
    ...(options.bands ?? []).flatMap((band) => bandShapes(band, frame, colors)),
    ...frame.shapes,
    ...(options.levels ?? []).flatMap((level) => levelShapes(level, frame, colors)),
    ...lines.flatMap((line) => lineShapes(line, frame, colors)),
    ...legend.shapes.map((shape) => lower(shape, height - legend.height)),
  ];
  return { scene: { width, height, title, description, background: colors.background, shapes }, frame };
}

function lineShapes(line: ChartLine, { x, y, box }: PlotFrame, colors: ChartColors): readonly Shape[] {
  const { color, dash } = lineStyle(colors, line.style);
  const isLog = y.range[0] > 0;
  const points = line.points
    .filter(([, value]) => !isLog || value > 0)
    .map(([at, value]): Point => [x.toPixel(at), y.toPixel(value)]);
  const faint = line.isFaint === true;
  return [
    { kind: 'line', points, stroke: color, width: faint ? 1 : 2, dash, opacity: faint ? 0.35 : 1, clip: box },
    ...(line.hasDots === true
      ? points
          .filter(
            ([left, top]) =>
              left >= box.left - 1 &&
              left <= box.left + box.width + 1 &&
              top >= box.top - 1 &&
              top <= box.top + box.height + 1,
          )
          .map((at): Shape => ({ kind: 'circle', at, radius: 3.5, fill: color, stroke: colors.background }))
      : []),
  ];
}

function bandShapes({ from, to, label, color }: Band, { x, box }: PlotFrame, colors: ChartColors): readonly Shape[] {
  const left = Math.max(box.left, x.toPixel(from));
  const right = Math.min(box.left + box.width, x.toPixel(to));
  if (right <= left) {
    return [];
  }
  const isRoomy = right - left > textWidth(label, 10) + 6;
  return [
    { kind: 'box', box: { left, top: box.top, width: right - left, height: box.height }, fill: color, opacity: 0.14 },
    { kind: 'box', box: { left, top: box.top, width: right - left, height: 3 }, fill: color, opacity: 0.7 },
    ...(isRoomy
      ? [
          {
            kind: 'text',
            at: [(left + right) / 2, box.top + 14],
            text: label,
            fill: colors.muted,
            size: 10,
            anchor: 'middle',
          } as const,
        ]
      : []),
  ];
}

function levelShapes({ value, label }: Level, { y, box }: PlotFrame, colors: ChartColors): readonly Shape[] {
  const at = Math.round(y.toPixel(value)) + 0.5;
  return [
    {
      kind: 'line',
      points: [
        [box.left, at],
        [box.left + box.width, at],
      ],
      stroke: colors.text,
      width: 1,
      dash: [4, 4],
      opacity: 0.8,
    },
    { kind: 'text', at: [box.left + box.width - 2, at - 4], text: label, fill: colors.text, size: 10, anchor: 'end' },
  ];
}

/** Names beside short strokes, in as many lines as they need. */
export function legendShapes(
  lines: readonly Pick<ChartLine, 'name' | 'style' | 'isFaint'>[],
  width: number,
  colors: ChartColors,
): { readonly shapes: readonly Shape[]; readonly height: number } {
  const shapes: Shape[] = [];
  let [left, top] = [12, 14];
  for (const { name, style } of lines.filter(({ isFaint }) => isFaint !== true)) {
    const room = textWidth(name, 11) + 40;
    if (left + room > width && left > 12) {
      left = 12;
      top += LEGEND_LINE;
    }
    const { color, dash } = lineStyle(colors, style);
    shapes.push(
      {
        kind: 'line',
        points: [
          [left, top - 4],
          [left + 18, top - 4],
        ],
        stroke: color,
        width: 2,
        dash,
      },
      { kind: 'text', at: [left + 24, top], text: name, fill: colors.text, size: 11, anchor: 'start' },
    );
    left += room;
  }
  return { shapes, height: top + 8 };
}

function lower(shape: Shape, by: number): Shape {
  switch (shape.kind) {
    case 'line':
      return { ...shape, points: shape.points.map(([x, y]): Point => [x, y + by]) };
    case 'box':
      return { ...shape, box: { ...shape.box, top: shape.box.top + by } };
    case 'circle':
    case 'text':
      return { ...shape, at: [shape.at[0], shape.at[1] + by] };
  }
}
