/** A drawing as data: the page paints it on a canvas, an export writes it as SVG. Sizes are CSS pixels. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** The chart in a sentence or two. */
  readonly description: string;
  readonly background: string;
  readonly shapes: readonly Shape[];
}

export type Point = readonly [x: number, y: number];

export type Shape =
  | {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly stroke: string;
      readonly width: number;
      readonly dash?: readonly number[] | undefined;
      readonly opacity?: number | undefined;
      /** Nothing of it is drawn outside this box. */
      readonly clip?: Box | undefined;
    }
  | {
      readonly kind: 'circle';
      readonly at: Point;
      readonly radius: number;
      readonly fill: string;
      readonly stroke?: string | undefined;
      readonly opacity?: number | undefined;
    }
  | {
      readonly kind: 'box';
      readonly box: Box;
      readonly fill: string;
      readonly opacity?: number | undefined;
      readonly stroke?: string | undefined;
    }
  | {
      readonly kind: 'text';
      readonly at: Point;
      readonly text: string;
      readonly fill: string;
      readonly size: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly isBold?: boolean | undefined;
      /** The colour behind it, where lines would run through it. */
      readonly halo?: string | undefined;
      /** Degrees, around `at`. */
      readonly turn?: number | undefined;
    };

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface ChartColors {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly background: string;
  /** Told apart from each other on the background; more lines than colours repeat them with dashes. */
  readonly lines: readonly string[];
  readonly font: string;
}

/** For what is looked at outside VS Code: on white, and on paper. */
export const PAPER_COLORS: ChartColors = {
  text: '#1f2328',
  muted: '#59636e',
  grid: '#d8dee4',
  background: '#ffffff',
  lines: ['#0969da', '#bc4c00', '#1a7f37', '#8250df', '#cf222e', '#9a6700'],
  font: 'system-ui, sans-serif',
};

const DASHES: readonly (readonly number[] | undefined)[] = [undefined, [6, 3], [2, 3], [8, 3, 2, 3]];

/** Colour and dash of the line with this index. */
export function lineStyle(
  colors: ChartColors,
  index: number,
): { readonly color: string; readonly dash: readonly number[] | undefined } {
  const count = Math.max(1, colors.lines.length);
  return {
    color: colors.lines[index % count] ?? colors.text,
    dash: DASHES[Math.floor(index / count) % DASHES.length],
  };
}

/** Roughly, for what must not run into each other: fonts are not asked. */
export function textWidth(text: string, size: number): number {
  return text.length * size * 0.58;
}

export function shortenTo(text: string, size: number, room: number): string {
  const most = Math.max(1, Math.floor(room / (size * 0.58)));
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
}
