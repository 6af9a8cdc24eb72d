import type { Notebook, NotebookOutput } from './notebook';

/** A number that an output shows, as it is printed. */
const NUMBER = /(?<![\w.])[-+−]?(?:\d+(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][-+]?\d+)?(?<=\d)(?<percent>\s?%)?/g;
const LIMIT = 50_000;

/**
 * Every number that the outputs of the notebook show, percentages as fractions too: what a person who types a value by
 * hand can have seen. A notebook that prints more than a person reads is cut off.
 */
export function printedNumbers(notebook: Notebook): readonly number[] {
  const found = new Set<number>();
  for (const cell of notebook.cells) {
    for (const output of cell.kind === 'code' ? cell.outputs : []) {
      for (const text of textsOf(output)) {
        addNumbers(text, found);
      }
    }
  }
  return [...found];
}

function textsOf(output: NotebookOutput): readonly string[] {
  switch (output.kind) {
    case 'stream':
      return [output.text];
    case 'data':
      return ['text/plain', 'text/html', 'text/markdown'].flatMap((mime) => output.data[mime] ?? []);
    case 'error':
      return [];
    default:
      return output satisfies never;
  }
}

function addNumbers(text: string, found: Set<number>): void {
  for (const match of text.matchAll(NUMBER)) {
    if (found.size >= LIMIT) {
      return;
    }
    const percent = match.groups?.['percent'];
    const value = Number(match[0].replaceAll(',', '').replace('−', '-').replace(/\s?%$/, ''));
    if (match[0] !== '' && Number.isFinite(value)) {
      found.add(value);
      if (percent !== undefined) {
        found.add(value / 100);
      }
    }
  }
}

/** Whether `value`, at the precision it is written with, is one of these numbers: 0.934 is 0.93412 seen by a person. */
export function isPrinted(value: number, numbers: readonly number[]): boolean {
  return numbers.some((number) => isWrittenAs(value, number));
}

/** Whether a person who saw `exact` could have written `written`: rounded or cut off, to two digits at least. */
export function isWrittenAs(written: number, exact: number): boolean {
  if (written === exact) {
    return true;
  }
  const digits = decimals(written);
  if (digits === null || (digits < 2 && Math.abs(written) < 10)) {
    return false;
  }
  const scale = 10 ** digits;
  return written.toFixed(digits) === exact.toFixed(digits) || written === Math.trunc(exact * scale) / scale;
}

/** Digits after the point in the shortest decimal form; null where that form has an exponent. */
function decimals(value: number): number | null {
  const match = /^-?\d+(?:\.(\d+))?$/.exec(String(value));
  return match === null ? null : (match[1]?.length ?? 0);
}
