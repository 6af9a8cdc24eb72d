/** The known name that a mistyped one most likely means; null when none is near. */
export function nearestName(written: string, known: Iterable<string>): string | null {
  const wanted = plain(written);
  let best: string | null = null;
  // One slip in four letters, three at most: beyond that it is a different word.
  let least = Math.min(3, Math.floor(wanted.length / 4) + (wanted.length > 1 ? 1 : 0)) + 1;
  for (const name of known) {
    const distance = slips(wanted, plain(name), least);
    if (distance < least) {
      best = name;
      least = distance;
    }
  }
  return best;
}

/** Case and separators are the commonest slips, and the cheapest to forgive. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s._-]+/g, '');
}

/** Letters to add, leave out, change or swap with their neighbour; `limit` when there are that many or more. */
function slips(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) {
    return limit;
  }
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      next[column] = Math.min(
        (last[column] ?? limit) + 1,
        (next[column - 1] ?? limit) + 1,
        (last[column - 1] ?? limit) + (isSame ? 0 : 1),
        isSwapped ? (before[column - 2] ?? limit) + 1 : limit,
      );
    }
    before = last;
    last = next;
  }
  return Math.min(limit, last[b.length] ?? limit);
}
