/**
 * The answers that are not null, in order. Written out, because V8 never learns what `map(…).filter(…)` gives: it
 * compiles the function again and again, hundreds of times in a pass over many notebooks, and has to give it up each time.
 */
export function present<T, U>(items: readonly T[], answer: (item: T) => U | null): U[] {
  const found: U[] = [];
  for (const item of items) {
    const given = answer(item);
    if (given !== null) {
      found.push(given);
    }
  }
  return found;
}

/** The first answer that is not null, if any. */
export function firstPresent<T, U>(items: readonly T[], answer: (item: T) => U | null): U | null {
  for (const item of items) {
    const given = answer(item);
    if (given !== null) {
      return given;
    }
  }
  return null;
}
