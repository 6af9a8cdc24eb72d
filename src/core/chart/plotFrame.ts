import { createScale, tickTexts, type Range, type Scale } from './scale';
import { shortenTo, textWidth, type Box, type ChartColors, type Shape } from './scene';

export interface AxisOptions {
  readonly label: string;
  readonly range: Range;
  readonly isLog?: boolean | undefined;
  readonly isWhole?: boolean | undefined;
  /** Instead of the number. */
  readonly tickText?: ((value: number) => string) | undefined;
}

export interface PlotFrame {
  /** Where values are drawn. */
  readonly box: Box;
  readonly x: Scale;
  readonly y: Scale;
  /** Grid, ticks and labels. */
  readonly shapes: readonly Shape[];
}

const SIZE = 11;
const TOP = 10;
const RIGHT = 14;

/** The axes of a chart with two of them. */
export function createPlotFrame(
  width: number,
  height: number,
  axes: { readonly x: AxisOptions; readonly y: AxisOptions },
  colors: ChartColors,
): PlotFrame {
  const bottom = 26 + (axes.x.label === '' ? 0 : 16);
  const plotHeight = Math.max(20, height - TOP - bottom);
  const y = createScale({ from: TOP + plotHeight, to: TOP, space: 34, ...axes.y });
  const yTexts = textsOf(y, axes.y);
  const left = Math.ceil(
    Math.max(24, ...yTexts.map((text) => textWidth(text, SIZE))) + 10 + (axes.y.label === '' ? 0 : 18),
  );
  const plotWidth = Math.max(20, width - left - RIGHT);
  const x = createScale({ from: left, to: left + plotWidth, space: 64, ...axes.x });
  const xTexts = textsOf(x, axes.x);
  const box = { left, top: TOP, width: plotWidth, height: plotHeight };
  const base = TOP + plotHeight;
  return {
    box,
    x,
    y,
    shapes: [
      ...y.ticks.flatMap((tick, index): readonly Shape[] => {
        const at = Math.round(y.toPixel(tick)) + 0.5;
        return [
          {
            kind: 'line',
            points: [
              [left, at],
              [left + plotWidth, at],
            ],
            stroke: colors.grid,
            width: 1,
          },
          {
            kind: 'text',
            at: [left - 8, at + 3.5],
            text: yTexts[index] ?? '',
            fill: colors.muted,
            size: SIZE,
            anchor: 'end',
          },
        ];
      }),
      ...x.ticks.flatMap((tick, index): readonly Shape[] => {
        const at = Math.round(x.toPixel(tick)) + 0.5;
        return [
          {
            kind: 'line',
            points: [
              [at, base],
              [at, base + 4],
            ],
            stroke: colors.grid,
            width: 1,
          },
          {
            kind: 'text',
            at: [at, base + 17],
            text: xTexts[index] ?? '',
            fill: colors.muted,
            size: SIZE,
            anchor: 'middle',
          },
        ];
      }),
      {
        kind: 'line',
        points: [
          [left, base + 0.5],
          [left + plotWidth, base + 0.5],
        ],
        stroke: colors.muted,
        width: 1,
        opacity: 0.6,
      },
      ...axisLabels({ box, height }, axes, colors),
    ],
  };
}

function axisLabels(
  { box, height }: { readonly box: Box; readonly height: number },
  axes: { readonly x: AxisOptions; readonly y: AxisOptions },
  colors: ChartColors,
): readonly Shape[] {
  const middle = box.top + box.height / 2;
  const shapes: Shape[] = [];
  if (axes.x.label !== '') {
    const text = shortenTo(axes.x.label, SIZE, box.width);
    shapes.push({
      kind: 'text',
      at: [box.left + box.width / 2, height - 5],
      text,
      fill: colors.text,
      size: SIZE,
      anchor: 'middle',
    });
  }
  if (axes.y.label !== '') {
    const text = shortenTo(axes.y.label, SIZE, box.height);
    shapes.push({ kind: 'text', at: [12, middle], text, fill: colors.text, size: SIZE, anchor: 'middle', turn: -90 });
  }
  return shapes;
}

function textsOf(scale: Scale, { tickText }: AxisOptions): readonly string[] {
  return tickText === undefined ? tickTexts(scale.ticks) : scale.ticks.map(tickText);
}
