const TUPLE = /^\(u?(['"]).*\)\s*$/;
/** A text in quotes, or anything up to the next comma. */
const ITEM = /\s*(?:u?'((?:[^'\\]|\\.)*)'|u?"((?:[^"\\]|\\.)*)"|([^,'"()]+))\s*(?:,|$)/y;
const LONGEST = 400;

/**
 * `('Accuracy:', 0.93)` is how Python 2 shows `print('Accuracy:', 0.93)`: such lines become what they were meant to be.
 */
export function printedTuples(lines: readonly string[]): readonly string[] {
  return lines.some((line) => line.startsWith('(')) ? lines.map(untuple) : lines;
}

function untuple(line: string): string {
  if (line.length > LONGEST || !TUPLE.test(line)) {
    return line;
  }
  const inner = line.trimEnd().slice(1, -1);
  const items: string[] = [];
  for (let at = 0; at < inner.length; at = ITEM.lastIndex) {
    ITEM.lastIndex = at;
    const match = ITEM.exec(inner);
    if (match === null || match[0] === '') {
      return line;
    }
    items.push((match[1] ?? match[2] ?? match[3] ?? '').trim());
  }
  return items.length > 1 ? items.join(' ') : line;
}
