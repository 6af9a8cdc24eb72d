import { legendShapes } from './lineScene';
import { createPlotFrame } from './plotFrame';
import { lineStyle, shortenTo, type ChartColors, type Scene, type Shape } from './scene';

export interface BarSeries {
  readonly name: string;
  readonly style: number;
  /** By group; NaN for none. */
  readonly values: readonly number[];
}

export interface BarOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly colors: ChartColors;
  readonly groups: readonly string[];
  readonly series: readonly BarSeries[];
}

/** Upright bars in groups, from 0 to 1. */
export function barScene({ width, height, title, description, colors, groups, series }: BarOptions): Scene {
  const legend = legendShapes(series, width, colors);
  const plotHeight = height - legend.height;
  const frame = createPlotFrame(
    width,
    plotHeight,
    {
      x: { label: '', range: [0, Math.max(1, groups.length)], isWhole: true, tickText: () => '' },
      y: { label: '', range: [0, 1] },
    },
    colors,
  );
  const room = frame.box.width / Math.max(1, groups.length);
  const bar = Math.min(40, (room * 0.8) / Math.max(1, series.length));
  const base = frame.box.top + frame.box.height;
  const shapes = groups.flatMap((group, index): readonly Shape[] => {
    const middle = frame.box.left + room * (index + 0.5);
    const start = middle - (bar * series.length) / 2;
    return [
      ...series.flatMap(({ style, values }, at): readonly Shape[] => {
        const value = values[index] ?? Number.NaN;
        const top = frame.y.toPixel(value);
        const left = start + bar * at;
        return Number.isNaN(value)
          ? []
          : [
              {
                kind: 'box',
                box: { left, top, width: bar - 2, height: base - top },
                fill: lineStyle(colors, style).color,
              },
              {
                kind: 'text',
                at: [left + bar / 2 - 1, top - 4],
                text: value.toFixed(2),
                fill: colors.muted,
                size: 10,
                anchor: 'middle',
              },
            ];
      }),
      {
        kind: 'text',
        at: [middle, base + 17],
        text: shortenTo(group, 11, room),
        fill: colors.text,
        size: 11,
        anchor: 'middle',
      },
    ];
  });
  return {
    width,
    height,
    title,
    description,
    background: colors.background,
    shapes: [...frame.shapes, ...shapes, ...legend.shapes.map((shape) => lowered(shape, plotHeight))],
  };
}

function lowered(shape: Shape, by: number): Shape {
  if (shape.kind === 'line') {
    return { ...shape, points: shape.points.map(([x, y]) => [x, y + by] as const) };
  }
  return shape.kind === 'box' ? shape : { ...shape, at: [shape.at[0], shape.at[1] + by] };
}
