import { findNumbers } from '../numbers';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible } from '../reading';
import type { Reading } from '../reading';

const LIST = /^\s*\[[\d\s.,eE+-]+\]\s*$/;
const LONGEST = 400;

/**
 * The list that `evaluate` of Keras returns, `[0.0097, 1.1339]`, holds what its bar shows by name, in the same order and
 * with all digits: so it tells more, also of a network that was built elsewhere.
 */
export function withReturnedScores(readings: readonly Reading[], blocks: readonly OutputBlock[]): readonly Reading[] {
  const last = blocks.at(-1);
  const bar = readings.findLast(({ form }) => form === 'keras-evaluate');
  const isShown = last?.kind === 'result' && last.output !== bar?.output;
  // Printed in the line after the bar.
  const text = isShown ? last.lines.join(' ') : bar === undefined ? '' : (last?.lines[bar.line + 1] ?? '');
  const isTold = isShown && readings.some(({ output }) => output === last.output);
  if (last === undefined || bar === undefined || isTold || text.length > LONGEST || !LIST.test(text)) {
    return readings;
  }
  const shown = readings.filter(({ output, line }) => output === bar.output && line === bar.line);
  const numbers = findNumbers(text);
  const isSame = shown.some(({ value }, index) => isRounded(numbers[index]?.value, value));
  if (numbers.length !== shown.length || !isSame) {
    return readings;
  }
  const returned = shown.flatMap((reading, index): Reading[] => {
    const value = numbers[index]?.value;
    return value === undefined || !isPlausible(reading.name, value, false)
      ? []
      : [{ ...reading, value, form: 'code-value', output: last.output, line: 0 }];
  });
  return [...readings, ...returned];
}

/** Bars show four digits. */
function isRounded(value: number | undefined, shown: number): boolean {
  return value !== undefined && Math.abs(value - shown) <= Math.max(0.000051, Math.abs(shown) * 0.0006);
}
