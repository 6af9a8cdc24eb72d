import type { Reading } from '../reading';
import { NEAR } from './bestRival';
import type { LastFit } from './bestRival';
import { bestModel, isOneFact, isOneSided } from './judge';
import { namedBefore } from './ofModel';

/** Scores of the very same model may stand further apart. */
const NEAR_SAME = 25;

/**
 * The same model's other scores may stand in cells before the last one: those after the last training that have names
 * of their own. A name that comes again with another value belongs to an earlier experiment; with the same value, a report
 * repeats the scores, rounded.
 */
export function earlierEvaluations(group: readonly Reading[], own: readonly Reading[], lastFit: LastFit): Reading[] {
  const [first] = own;
  if (first === undefined) {
    return [];
  }
  const fitted = lastFit(first.cell);
  const earlier = group.filter(
    (reading) =>
      reading.cell < first.cell &&
      reading.cell >= Math.max(fitted, first.cell - (isSameEstimator(reading, first) ? NEAR_SAME : NEAR)),
  );
  const cells = [...new Set(earlier.map((reading) => reading.cell))].reverse();
  const found = untilContradicted(cells, own, (cell) => {
    const all = earlier.filter((reading) => reading.cell === cell).slice(0, MOST);
    const model = bestModel(all);
    const naming = namedBefore(all);
    return all.filter((reading) => isSameModel(naming(reading), own, model));
  });
  return found.reverse().flat();
}

/**
 * Precision, recall and the like of the very same model in the cells after its evaluation, and whatever a cell tells
 * without saying on which data.
 */
export function laterEvaluations(group: readonly Reading[], own: readonly Reading[], lastFit: LastFit): Reading[] {
  const last = own.at(-1);
  if (last === undefined) {
    return [];
  }
  const later = group.filter(
    (reading) =>
      reading.cell > last.cell &&
      reading.cell <= last.cell + NEAR &&
      lastFit(reading.cell) === lastFit(last.cell) &&
      (isOneSided(reading.name) || (reading.split === null && last.split !== null)),
  );
  const cells = [...new Set(later.map((reading) => reading.cell))];
  const found = untilContradicted(cells, own, (cell) =>
    later.filter((reading) => reading.cell === cell && isSameModel(reading, own, undefined)).slice(0, MOST),
  );
  return found.flat();
}

/** What each cell tells, one after another, until one tells another value of what is known. */
function untilContradicted(
  cells: readonly number[],
  own: readonly Reading[],
  tellsOf: (cell: number) => readonly Reading[],
): (readonly Reading[])[] {
  const known = [...own];
  const found: (readonly Reading[])[] = [];
  for (const cell of cells) {
    const inCell = tellsOf(cell);
    if (inCell.some((reading) => known.some((other) => contradicts(reading, other)))) {
      break;
    }
    known.push(...inCell);
    found.push(inCell);
  }
  return found;
}

/** Values of one evaluation that are looked at. */
export const MOST = 100;

function isSameEstimator(reading: Reading, other: Reading): boolean {
  return reading.estimator !== null && reading.estimator === other.estimator;
}

function contradicts(reading: Reading, other: Reading): boolean {
  return reading.name === other.name && !isOneFact(reading, other);
}

function isSameModel(reading: Reading, own: readonly Reading[], best: string | null | undefined): boolean {
  const models = new Set(own.map((other) => other.model).filter((model) => model !== null));
  if (reading.model === null || models.size === 0) {
    return best === undefined || reading.model === best;
  }
  return models.has(reading.model) || own.some((other) => isSameEstimator(reading, other));
}
