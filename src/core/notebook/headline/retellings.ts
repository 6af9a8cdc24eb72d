import type { Reading } from '../reading';
import { isOneFact } from './judge';

/**
 * Where the chosen value was told before, or is told in another row, with more scores beside it: those of them that have
 * names of their own. A last line often repeats but one value of an evaluation.
 */
export function retellings(group: readonly Reading[], own: readonly Reading[]): Reading[] {
  const told = own.find(isExact) ?? own.find(isTelling);
  const names = new Set(own.map(({ name }) => name));
  if (told === undefined) {
    return [];
  }
  const twins = group.filter((other) => !own.includes(other) && other.name === told.name && isRetold(other, told));
  const found: Reading[] = [];
  for (const twin of twins) {
    for (const reading of evaluationOf(group, twin)) {
      if (!names.has(reading.name)) {
        names.add(reading.name);
        found.push(reading);
      }
    }
  }
  return found;
}

/** On other data a model hardly has a score that is the same to the sixth digit: the split is only called otherwise. */
function isRetold(other: Reading, told: Reading): boolean {
  const isSame = other.split === told.split;
  const isOwn = isSame && other.model !== null && other.model === told.model && isTelling(other);
  const isSure = isOwn || (isSame ? isExact(other) && isExact(told) : isVeryExact(other) && isVeryExact(told));
  return isSure && isOneFact(other, told);
}

/** Two models hardly have the very same score with as many digits. */
function isExact({ value }: Reading): boolean {
  return Number(value.toPrecision(EXACT_DIGITS - 1)) !== value;
}

function isVeryExact({ value }: Reading): boolean {
  return Number(value.toPrecision(VERY_EXACT_DIGITS - 1)) !== value;
}

/** Of one model on one split three digits tell one evaluation from another. */
function isTelling({ value }: Reading): boolean {
  return Number(value.toPrecision(TELLING_DIGITS - 1)) !== value;
}

const TELLING_DIGITS = 3;
const EXACT_DIGITS = 4;
const VERY_EXACT_DIGITS = 6;

/** The readings around one until a name comes again or another model is told of. */
function evaluationOf(group: readonly Reading[], reading: Reading): readonly Reading[] {
  const place = group.indexOf(reading);
  const names = new Set([reading.name]);
  const found: Reading[] = [];
  // What follows first: before it another evaluation may end with the same names.
  for (const step of [1, -1]) {
    for (let index = place + step; ; index += step) {
      const other = group[index];
      if (other === undefined || !isBeside(other, reading) || names.has(other.name)) {
        break;
      }
      names.add(other.name);
      found.push(other);
    }
  }
  return found;
}

function isBeside(other: Reading, reading: Reading): boolean {
  return (
    other.cell === reading.cell &&
    // A plot may stand between the scores of one model.
    (other.output === reading.output || (other.model !== null && other.model === reading.model)) &&
    other.split === reading.split &&
    (other.model === reading.model || other.model === null)
  );
}
