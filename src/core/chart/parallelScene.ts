import { createScale, tickTexts, type Scale } from './scale';
import { mixColors } from './mixColors';
import { shortenTo, textWidth, type ChartColors, type Point, type Scene, type Shape } from './scene';

/** One upright axis: numbers, or the different texts of a param. */
export interface ParallelAxis {
  readonly label: string;
  /** Values by version; NaN where it has none. Texts are numbered. */
  readonly values: readonly number[];
  /** The texts that the numbers stand for; null for numbers. */
  readonly texts: readonly string[] | null;
}

export interface ParallelOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly colors: ChartColors;
  readonly axes: readonly ParallelAxis[];
  /** By version, 0 to 1: where its colour lies between the first two line colours. */
  readonly shades: readonly number[];
  /** By version: false draws it pale. */
  readonly isChosen: readonly boolean[];
  /** The version that is pointed at. */
  readonly hovered: number | null;
  /** By axis: what is brushed, in values; null for nothing. */
  readonly brushes: readonly (readonly [number, number] | null)[];
}

export interface ParallelFrame {
  readonly axes: readonly { readonly x: number; readonly scale: Scale }[];
  readonly top: number;
  readonly bottom: number;
}

const TOP = 34;
const BOTTOM = 12;
const SIDE = 46;
const SIZE = 11;
const CLOSE = 60;
/** Bold letters are so much wider. */
const BOLD = 1.15;

export function parallelFrame({
  width,
  height,
  axes,
}: Pick<ParallelOptions, 'width' | 'height' | 'axes'>): ParallelFrame {
  const bottom = height - BOTTOM;
  const step = axes.length < 2 ? 0 : (width - 2 * SIDE) / (axes.length - 1);
  return {
    top: TOP,
    bottom,
    axes: axes.map(({ values, texts }, index) => {
      let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const value of values) {
        if (Number.isFinite(value)) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
      const isEmpty = least > most;
      const isOne = least === most;
      const room = texts === null ? Math.max(Math.abs(least) * 0.05, 1e-6) : 0.5;
      const range = isEmpty
        ? ([0, 1] as const)
        : isOne
          ? ([least - room, most + room] as const)
          : ([least, most] as const);
      return { x: SIDE + index * step, scale: createScale({ from: bottom, to: TOP, range, space: 40 }) };
    }),
  };
}

/** Every version is a line across the axes; versions without a value on an axis pass it by. */
export function parallelScene(options: ParallelOptions): { readonly scene: Scene; readonly frame: ParallelFrame } {
  const { width, height, title, description, colors, axes, isChosen, hovered } = options;
  const frame = parallelFrame(options);
  const versions = options.shades.map((_, index) => index);
  const order = [
    ...versions.filter((index) => isChosen[index] !== true),
    // The best lie on top.
    ...versions
      .filter((index) => isChosen[index] === true && index !== hovered)
      .sort((a, b) => (options.shades[a] ?? 0) - (options.shades[b] ?? 0)),
    ...(hovered === null ? [] : [hovered]),
  ];
  const opacity = versions.length > 500 ? 0.25 : versions.length > 60 ? 0.5 : 0.85;
  const lines = order.map((index): Shape => ({
    kind: 'line',
    points: pointsOf(axes, frame, index),
    stroke: isChosen[index] === true || index === hovered ? shade(colors, options.shades[index] ?? 0) : colors.grid,
    width: index === hovered ? 3.5 : versions.length > 200 ? 1 : 1.75,
    opacity: index === hovered ? 1 : isChosen[index] === true ? opacity : 0.5,
  }));
  const shapes = [...lines, ...axes.flatMap((axis, index) => axisShapes(axis, index, options, frame))];
  return { scene: { width, height, title, description, background: colors.background, shapes }, frame };
}

export function pointsOf(axes: readonly ParallelAxis[], frame: ParallelFrame, version: number): readonly Point[] {
  return axes.flatMap(({ values }, index): readonly Point[] => {
    const value = values[version] ?? Number.NaN;
    const axis = frame.axes[index];
    return Number.isNaN(value) || axis === undefined ? [] : [[axis.x, axis.scale.toPixel(value)]];
  });
}

function axisShapes(
  { label, texts }: ParallelAxis,
  index: number,
  { axes, colors, brushes, width }: ParallelOptions,
  frame: ParallelFrame,
): readonly Shape[] {
  const axis = frame.axes[index];
  if (axis === undefined) {
    return [];
  }
  const { x, scale } = axis;
  const isLast = index === axes.length - 1;
  const room = axes.length < 2 ? width : (width - 2 * SIDE) / (axes.length - 1);
  const all = texts === null ? scale.ticks : texts.map((_, number) => number);
  // Between axes that stand close only the ends are named.
  const ticks = room < CLOSE && texts === null ? all.filter((_, at) => at === 0 || at === all.length - 1) : all;
  const words = texts ?? tickTexts(ticks);
  const brush = brushes[index] ?? null;
  return [
    {
      kind: 'line',
      points: [
        [x, frame.top],
        [x, frame.bottom],
      ],
      stroke: colors.muted,
      width: 1,
    },
    ...(brush === null ? [] : [brushShape(x, scale, brush, colors)]),
    ...ticks.map((tick, number): Shape => ({
      kind: 'text',
      at: [x + 6, scale.toPixel(tick) + 3.5],
      text: shortenTo(words[number] ?? '', 10, isLast ? SIDE - 8 : Math.max(28, room * 0.5)),
      fill: colors.muted,
      size: 10,
      anchor: 'start',
      halo: colors.background,
    })),
    titleShape(label, { x, room, width, isLow: index % 2 === 0 }, colors),
  ];
}

/** In the middle above its axis, unless that leads out of the picture. */
function titleShape(
  label: string,
  place: { readonly x: number; readonly room: number; readonly width: number; readonly isLow: boolean },
  colors: ChartColors,
): Shape {
  const { x, room, width, isLow } = place;
  const text = shortenTo(label, SIZE, room > 110 ? room - 8 : room * 1.8);
  const half = (textWidth(text, SIZE) * BOLD) / 2;
  const [at, anchor] =
    x - half < 0
      ? ([2, 'start'] as const)
      : x + half > width
        ? ([width - 2, 'end'] as const)
        : ([x, 'middle'] as const);
  const top = isLow || room > 110 ? 24 : 12;
  return { kind: 'text', at: [at, top], text, fill: colors.text, size: SIZE, anchor, isBold: true };
}

function brushShape(x: number, scale: Scale, [least, most]: readonly [number, number], colors: ChartColors): Shape {
  const [top, bottom] = [scale.toPixel(most), scale.toPixel(least)];
  const box = { left: x - 7, top, width: 14, height: Math.max(2, bottom - top) };
  return { kind: 'box', box, fill: lineColor(colors, 0), opacity: 0.35, stroke: lineColor(colors, 0) };
}

function lineColor(colors: ChartColors, index: number): string {
  return colors.lines[index] ?? colors.text;
}

const STEPS = 6;

/** In steps between two colours: a canvas changes its colour not too often, and neighbours can be told apart. */
function shade(colors: ChartColors, value: number): string {
  const step = Math.round(value * STEPS) / STEPS;
  return mixColors(lineColor(colors, 1), lineColor(colors, 0), step);
}
