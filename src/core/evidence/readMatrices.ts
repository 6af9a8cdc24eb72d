import type { ConfusionMatrix } from './versionEvidence';

const MOST_CLASSES = 60;
const NUMPY = /\[\[\s*-?[\d.][\s\S]*?\]\s*\]/g;

/**
 * Confusion matrices among what a cell showed: square tables of counts, in a cell whose code speaks of one or whose
 * output does. Any other square table of whole numbers is not taken for one.
 */
export function readMatrices(code: string, output: string, cell: number | null): readonly ConfusionMatrix[] {
  if (!/confusion|\bcm\b|conf_mat/i.test(`${code}\n${output}`)) {
    return [];
  }
  const printed = [...output.matchAll(NUMPY)].flatMap(([text]) => readNumpy(text));
  const found = printed.length > 0 ? printed : readTable(output);
  return found.filter(isMatrix).map(({ counts, labels }) => ({ cell, counts, labels }));
}

interface Found {
  readonly counts: readonly (readonly number[])[];
  readonly labels: readonly string[];
}

/** `[[973  30]\n [140  57]]`, `array([[973, 30], [140, 57]])`. */
function readNumpy(text: string): readonly Found[] {
  const rows = [...text.matchAll(/\[([^[\]]+)\]/g)].map(([, row = '']) =>
    row
      .trim()
      .split(/[\s,]+/)
      .map(Number),
  );
  return [{ counts: rows, labels: [] }];
}

/** A data frame as text: a line of column names, then a line per class. */
function readTable(text: string): readonly Found[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim().split(/\s{2,}|\t|\s+(?=-?\d+(?:\s|$))/));
  return lines.flatMap((words, start) => {
    const size = words.length;
    const rows = lines.slice(start + 1, start + 1 + size);
    const isTable = size > 1 && rows.length === size && rows.every((row) => row.length === size + 1);
    const counts = rows.map((row) => row.slice(1).map(Number));
    return isTable ? [{ counts, labels: rows.map(([name = '']) => name) }] : [];
  });
}

function isMatrix({ counts }: Found): boolean {
  const size = counts.length;
  const values = counts.flat();
  const isSquare = size > 1 && size <= MOST_CLASSES && counts.every((row) => row.length === size);
  return (
    isSquare && values.every((value) => Number.isSafeInteger(value) && value >= 0) && values.some((value) => value > 0)
  );
}
