/** A number as printed, with where it stands in its line. */
export interface PrintedNumber {
  readonly value: number;
  readonly start: number;
  /** After the percent sign, where there is one. */
  readonly end: number;
  readonly isPercent: boolean;
  readonly isInteger: boolean;
}

// Digits glued to letters (`f1`, `ResNet50`, `3.2s`, `2-way`) are no numbers. Runs of digits are entered once: linear.
const NUMBER =
  /(?<![\p{L}\d_.]|\d,)[-+]?(?:\d+(?:,\d{3})*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\p{L}\d_]|\.\d|-(?:way|fold|shot|bit)(?!\p{L}))(?:\s?%)?/gu;
const MAX_NUMBERS = 400;

export function findNumbers(line: string): PrintedNumber[] {
  const found: PrintedNumber[] = [];
  // `matchAll` would copy the pattern for every line.
  NUMBER.lastIndex = 0;
  for (let match = NUMBER.exec(line); match !== null; match = NUMBER.exec(line)) {
    const text = match[0];
    const isPercent = text.endsWith('%');
    const digits = isPercent ? text.slice(0, -1).trimEnd() : text;
    const value = Number(digits.includes(',') ? digits.replace(/,/g, '') : digits);
    if (Number.isFinite(value)) {
      found.push({
        value,
        start: match.index,
        end: match.index + text.length,
        isPercent,
        isInteger: /^[-+]?\d+$/.test(digits),
      });
    }
    if (found.length >= MAX_NUMBERS) {
      break;
    }
  }
  return found;
}

const WHOLE = /^[-+]?(?:\d+(?:,\d{3})*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

/** The value of a text that is one number and nothing else, with an optional percent sign; null otherwise. */
export function wholeNumber(text: string): { value: number; isPercent: boolean } | null {
  const trimmed = text.trim();
  if (trimmed.length > 40) {
    return null;
  }
  const isPercent = trimmed.endsWith('%');
  const digits = isPercent ? trimmed.slice(0, -1).trimEnd() : trimmed;
  return WHOLE.test(digits) ? { value: Number(digits.replace(/,/g, '')), isPercent } : null;
}
