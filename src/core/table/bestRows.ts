/**
 * The rows with the best value of a metric (NaN: no value): several when they tie, none when the direction is unknown
 * or when no value is better than another.
 */
export function bestRows(values: ArrayLike<number>, higherIsBetter: boolean | null): ReadonlySet<number> {
  if (higherIsBetter === null) {
    return NONE;
  }
  let best = Number.NaN;
  let differs = false;
  let rows: number[] = [];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) {
      continue;
    }
    differs ||= rows.length > 0 && value !== best;
    if (rows.length === 0 || (value !== best && value > best === higherIsBetter)) {
      best = value;
      rows = [row];
    } else if (value === best) {
      rows.push(row);
    }
  }
  return differs ? new Set(rows) : NONE;
}

const NONE: ReadonlySet<number> = new Set<number>();
