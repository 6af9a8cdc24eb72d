/** Characters and lines of printed text that are read, of one notebook or one log. */
export const MAX_TEXT = 1_500_000;
const MAX_LINES = 100_000;

export interface Ends {
  readonly text: string;
  /** Lines of `text` after this one stood `moved` lines further below. */
  readonly from: number;
  readonly moved: number;
}

/** A text, or of one that is too long the beginning and the end, in whole lines where it has lines. */
export function bothEnds(text: string, most = MAX_TEXT): Ends {
  const reach = text.length <= most ? text.length : Math.floor(most / 2);
  const whole = { text, from: 0, moved: 0 };
  if (text.length <= Math.min(most, MAX_LINES)) {
    return whole;
  }
  const head = endOfHead(text, reach);
  const tail = startOfTail(text, text.length - reach);
  const end = head.at === 0 ? reach : head.at;
  const start = tail === text.length ? text.length - reach : tail;
  if (start <= end) {
    return whole;
  }
  const middle = text.slice(end, start);
  return { text: `${text.slice(0, end)}\n${text.slice(start)}`, from: head.lines, moved: countLines(middle) - 1 };
}

/** Behind the last line end before `reach`, at most half of the lines in; 0 where there is none. */
function endOfHead(text: string, reach: number): { readonly at: number; readonly lines: number } {
  let at = 0;
  let lines = 0;
  for (
    let next = text.indexOf('\n');
    next >= 0 && next < reach && lines < MAX_LINES / 2;
    next = text.indexOf('\n', at)
  ) {
    at = next + 1;
    lines += 1;
  }
  return { at: lines < MAX_LINES / 2 && reach === text.length ? reach : at, lines };
}

/** Behind the first line end from `reach` on, at most half of the lines before the end. */
function startOfTail(text: string, reach: number): number {
  let at = text.length;
  for (let lines = 0; lines < MAX_LINES / 2; lines += 1) {
    const next = text.lastIndexOf('\n', at - 2);
    if (next < reach) {
      return reach === 0 ? 0 : at;
    }
    at = next + 1;
  }
  return at;
}

function countLines(text: string): number {
  let lines = 0;
  for (let next = text.indexOf('\n'); next >= 0; next = text.indexOf('\n', next + 1)) {
    lines += 1;
  }
  return lines;
}
