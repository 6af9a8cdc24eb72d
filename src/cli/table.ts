import type { Paint } from './paint';
import { plainLine } from './plainText';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  readonly align?: 'right' | undefined;
  readonly paint?: ((row: Row) => Parameters<Paint>[0] | null) | undefined;
}

/** Columns two spaces apart, as wide as their widest cell; the last one is not padded, so no line ends in blanks. */
export function formatTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[], paint: Paint): string {
  const cells = rows.map((row) => columns.map((column) => plainLine(column.cell(row))));
  const widths = columns.map((column, index) =>
    cells.reduce((width, line) => Math.max(width, displayWidth(line[index] ?? '')), displayWidth(column.title)),
  );
  const lay = (line: readonly string[], colour: (index: number) => Parameters<Paint>[0] | null): string =>
    line
      .map((text, index) => {
        const blanks = ' '.repeat((widths[index] ?? 0) - displayWidth(text));
        const painted = paintCell(paint, colour(index), text);
        return columns[index]?.align === 'right' ? blanks + painted : painted + blanks;
      })
      .join('  ')
      .trimEnd();
  const head = lay(
    columns.map((column) => column.title),
    () => 'dim',
  );
  const body = rows.map((row, position) => lay(cells[position] ?? [], (index) => columns[index]?.paint?.(row) ?? null));
  return [head, ...body].join('\n');
}

function paintCell(paint: Paint, colour: Parameters<Paint>[0] | null, text: string): string {
  return colour === null ? text : paint(colour, text);
}

/** Wide (East Asian, emoji) characters take two cells of a terminal, combining marks none. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const COMBINING = /\p{Mark}|\u200d|\ufe0f/u;
const ASCII = /^[\x20-\x7e]*$/;

export function displayWidth(text: string): number {
  if (ASCII.test(text)) {
    return text.length;
  }
  let width = 0;
  for (const character of text) {
    width += COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  }
  return width;
}
