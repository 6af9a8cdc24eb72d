/**
 * The rows with the best value of a metric: several when they tie, none when the direction is unknown or when no value
 * is better than another.
 */
export function bestRows(
  values: ArrayLike<number>,
  rows: Iterable<number>,
  higherIsBetter: boolean | null,
): ReadonlySet<number> {
  if (higherIsBetter === null) {
    return NONE;
  }
  let best = Number.NaN;
  let differs = false;
  let found: number[] = [];
  for (const row of rows) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) {
      continue;
    }
    if (found.length > 0 && value !== best) {
      differs = true;
    }
    if (found.length === 0 || (value !== best && value > best === higherIsBetter)) {
      best = value;
      found = [row];
    } else if (value === best) {
      found.push(row);
    }
  }
  return differs ? new Set(found) : NONE;
}

const NONE: ReadonlySet<number> = new Set<number>();
