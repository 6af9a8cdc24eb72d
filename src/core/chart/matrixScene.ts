import { shortenTo, type ChartColors, type Scene, type Shape } from './scene';

export interface DrawnMatrix {
  readonly name: string;
  readonly labels: readonly string[];
  readonly values: readonly (readonly number[])[];
  readonly texts: readonly (readonly string[])[];
}

export interface MatrixOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly colors: ChartColors;
  readonly matrices: readonly DrawnMatrix[];
}

const LEFT = 64;
const TOP = 48;
const LEAST = 220;

/** Matrices beside each other, in as many lines as they need; as high as it takes. */
export function matrixScene({ width, title, description, colors, matrices }: MatrixOptions): Scene {
  const across = Math.max(1, Math.min(matrices.length, Math.floor(width / LEAST)));
  const cell = width / across;
  const shapes = matrices.flatMap((matrix, index) =>
    matrixShapes(matrix, { left: (index % across) * cell, top: Math.floor(index / across) * cell, size: cell }, colors),
  );
  const height = Math.ceil(Math.ceil(matrices.length / across) * cell);
  return { width, height, title, description, background: colors.background, shapes };
}

function matrixShapes(
  { name, labels, values, texts }: DrawnMatrix,
  place: { readonly left: number; readonly top: number; readonly size: number },
  colors: ChartColors,
): readonly Shape[] {
  const side = (place.size - LEFT - 12) / Math.max(1, values.length);
  const largest = Math.max(1e-9, ...values.flat());
  const [left, top] = [place.left + LEFT, place.top + TOP];
  const [right, wrong] = [colors.lines[0] ?? colors.text, colors.lines[1] ?? colors.text];
  const words = (at: readonly [number, number], text: string, anchor: 'middle' | 'end', isBold = false): Shape => ({
    kind: 'text',
    at,
    text,
    fill: colors.text,
    size: 11,
    anchor,
    isBold,
  });
  return [
    words([left + (side * values.length) / 2, place.top + 18], name, 'middle', true),
    ...labels.flatMap((label, index) => [
      words([left + side * (index + 0.5), top - 8], shortenTo(label, 11, side), 'middle'),
      words([left - 6, top + side * (index + 0.5) + 4], shortenTo(label, 11, LEFT - 10), 'end'),
    ]),
    ...values.flatMap((row, y) =>
      row.flatMap((value, x): readonly Shape[] => [
        {
          kind: 'box',
          box: { left: left + side * x, top: top + side * y, width: side - 1, height: side - 1 },
          fill: x === y ? right : wrong,
          opacity: 0.08 + 0.6 * (value / largest),
        },
        words([left + side * (x + 0.5), top + side * (y + 0.5) + 4], texts[y]?.[x] ?? '', 'middle'),
      ]),
    ),
  ];
}
