import type { Reading } from './reading';

/**
 * Of every log the last value counts as its result; folds and trials are results of their own kind and are left out
 * where a mean or best value was printed. What remains is deduplicated by name, split, model and value.
 */
export function reduceReadings(all: readonly Reading[]): Reading[] {
  const readings = nameFoldMeans(all);
  const lastSteps = new Map<string, Reading>();
  for (const reading of readings) {
    if (reading.role === 'step') {
      lastSteps.set(logKey(reading), reading);
    }
  }
  const kept = readings.filter((reading) =>
    reading.role === 'step' ? lastSteps.get(logKey(reading)) === reading : reading.role === 'final',
  );
  return deduplicate(kept);
}

/** What is printed after the folds of the same cell under the same name is their mean: cross validation. */
function nameFoldMeans(readings: readonly Reading[]): Reading[] {
  const folded = new Set(
    readings.filter((reading) => reading.role === 'fold').map((reading) => `${reading.cell}|${reading.name}`),
  );
  return readings.map((reading) =>
    reading.role === 'final' &&
    reading.split !== 'train' &&
    folded.has(`${reading.cell}|${reading.name}`) &&
    reading.split !== 'oob' &&
    /out of sample|final|mean|avg|average|overall|cv/i.test(reading.label)
      ? { ...reading, split: 'cv' }
      : reading,
  );
}

function logKey(reading: Reading): string {
  return [reading.cell, reading.name, reading.split, reading.form].join('|');
}

function deduplicate(readings: readonly Reading[]): Reading[] {
  const seen = new Map<string, Reading>();
  for (const reading of readings) {
    const key = [reading.cell, reading.name, reading.split, reading.model, reading.value].join('|');
    if (!seen.has(key)) {
      seen.set(key, reading);
    }
  }
  return [...seen.values()];
}
