import { createPlotFrame, type AxisOptions, type PlotFrame } from './plotFrame';
import { lineStyle, type ChartColors, type Point, type Scene, type Shape } from './scene';

export interface ScatterPoint {
  readonly at: Point;
  readonly label: string;
  /** Of its colour. */
  readonly style: number;
  /** Drawn larger, with its label. */
  readonly isMarked: boolean;
}

export interface ScatterOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly colors: ChartColors;
  readonly points: readonly ScatterPoint[];
  readonly x: AxisOptions;
  readonly y: AxisOptions;
}

/** More points than this are drawn smaller, so that a cloud keeps its shape. */
const MANY = 300;
/** Up to this many, every point has its label. */
const LABELLED = 30;

export function scatterScene(options: ScatterOptions): { readonly scene: Scene; readonly frame: PlotFrame } {
  const { width, height, title, description, colors, points } = options;
  const frame = createPlotFrame(width, height, options, colors);
  const shapes = [
    ...frame.shapes,
    ...points.filter(({ isMarked }) => !isMarked).flatMap((point) => pointShapes(point, points.length, frame, colors)),
    ...points.filter(({ isMarked }) => isMarked).flatMap((point) => pointShapes(point, points.length, frame, colors)),
  ];
  return { scene: { width, height, title, description, background: colors.background, shapes }, frame };
}

function pointShapes(
  { at, label, style, isMarked }: ScatterPoint,
  count: number,
  { x, y, box }: PlotFrame,
  colors: ChartColors,
): readonly Shape[] {
  const [left, top] = [x.toPixel(at[0]), y.toPixel(at[1])];
  const isInside =
    left >= box.left - 1 && left <= box.left + box.width + 1 && top >= box.top - 1 && top <= box.top + box.height + 1;
  if (!isInside) {
    return [];
  }
  const { color } = lineStyle(colors, style);
  const isLeft = left > box.left + box.width - label.length * 7 - 12;
  return [
    {
      kind: 'circle',
      at: [left, top],
      radius: isMarked ? 6 : count > MANY ? 2.5 : 4.5,
      fill: color,
      stroke: count > MANY && !isMarked ? undefined : colors.background,
      opacity: count > MANY && !isMarked ? 0.6 : 1,
    },
    ...(isMarked || count <= LABELLED
      ? [
          {
            kind: 'text',
            at: [isLeft ? left - 9 : left + 9, top - 6],
            text: label,
            fill: isMarked ? colors.text : colors.muted,
            size: 11,
            anchor: isLeft ? 'end' : 'start',
            isBold: isMarked,
          } as const,
        ]
      : []),
  ];
}
