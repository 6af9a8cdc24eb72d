import { present } from '../present';
import { isModelWord } from '../metric/modelWords';
import { remember } from '../remember';
import { bestTrial } from './bestTrial';
import { FOLD_MEAN } from './forms/foldMeans';
import { markParts } from './markParts';
import type { Reading, ReadingRole } from './reading';

/**
 * Of every log the last value counts as its result; folds and trials are results of their own kind and are left out
 * where a mean or best value was printed. What remains is deduplicated by name, split, model and value.
 */
export function reduceReadings(all: readonly Reading[]): Reading[] {
  const readings = markSweeps(nameFoldMeans(all));
  const lastSteps = new Map<string, Reading>();
  for (const reading of readings) {
    if (reading.role === 'step') {
      lastSteps.set(logKey(reading), reading);
    }
  }
  const last = new Set(lastSteps.values());
  const kept = readings.filter((reading) => (reading.role === 'step' ? last.has(reading) : reading.role === 'final'));
  return deduplicate(kept.length > 0 ? markParts(withoutToldMeans(kept)) : bestTrial(readings));
}

/** The mean of the folds that a notebook prints itself, or prints another summary of, needs no computing. */
function withoutToldMeans(readings: readonly Reading[]): readonly Reading[] {
  const told = readings.filter((reading) => reading.form !== FOLD_MEAN);
  return told.length === readings.length
    ? readings
    : readings.filter(
        (reading) =>
          reading.form !== FOLD_MEAN ||
          !told.slice(-MAX_TOLD).some((other) => other.name === reading.name && isTold(other, reading)),
      );
}

function isTold(other: Reading, mean: Reading): boolean {
  return (
    Math.abs(other.value - mean.value) <= 0.01 * Math.abs(mean.value) ||
    (other.split === 'cv' && other.cell >= mean.cell && other.cell <= mean.cell + 3)
  );
}

/** What is printed after the folds of the same cell under the same name is their mean: cross validation. */
function nameFoldMeans(readings: readonly Reading[]): readonly Reading[] {
  const folded = new Set(
    readings.filter((reading) => reading.role === 'fold').map((reading) => `${reading.cell}|${reading.name}`),
  );
  if (folded.size === 0) {
    return readings;
  }
  return present(readings, (reading) =>
    reading.role === 'final' &&
    reading.split !== 'train' &&
    folded.has(`${reading.cell}|${reading.name}`) &&
    reading.split !== 'oob' &&
    /out of sample|final|mean|avg|average|overall|cv/i.test(reading.label)
      ? { ...reading, split: 'cv' }
      : reading,
  );
}

const SWEEP_LENGTH = 5;

/**
 * The same label five times and more in one cell, for one model, is a log or a sweep: `loss: 0.3`, `ARIMA(1, 0, 1) AIC:`.
 * Only its last value can be a result.
 */
function markSweeps(readings: readonly Reading[]): Reading[] {
  const sweeps = new Map<string, Sweep>();
  for (const reading of readings.filter(isSweepable)) {
    const key = sweepKey(reading);
    const sweep = sweeps.get(key) ?? { count: 0, lowest: Infinity, models: new Set() };
    sweep.count += 1;
    sweep.lowest = Math.min(sweep.lowest, reading.value);
    sweep.models.add(baseModel(reading));
    sweeps.set(key, sweep);
  }
  return present(readings, (reading) => {
    const sweep = isSweepable(reading) ? sweeps.get(sweepKey(reading)) : undefined;
    const isSweep =
      sweep !== undefined &&
      sweep.count >= (reading.form === 'stats-summary' ? 3 : SWEEP_LENGTH) &&
      sweep.models.size === 1;
    return isSweep ? { ...reading, role: roleInSweep(reading, sweep) } : reading;
  });
}

function roleInSweep(reading: Reading, sweep: Sweep): ReadingRole {
  if (CRITERIA.test(reading.name)) {
    return roleInSearch(reading, sweep);
  }
  return PER_SETTING.test(reading.label) ? 'trial' : 'step';
}

/** `Silhouette for k=2`: what was tried, one value after another; one of them is chosen. Epochs and folds are not tried. */
const PER_SETTING =
  /^clusters \d|\b(?!(?:epochs?|ep|step|it|iter|iterations?|round|batch|fold|seed|run|i|t)\b)[a-z_]\w*\s*=\s*-?[\d.]+/i;

/** A search by a criterion ends with the lowest, wherever it stands. */
function roleInSearch(reading: Reading, { lowest }: Sweep): ReadingRole {
  return reading.value <= lowest ? 'final' : 'trial';
}

const CRITERIA = /^(?:aic|bic|hqic)$/;

interface Sweep {
  count: number;
  lowest: number;
  readonly models: Set<string | null>;
}

function sweepKey(reading: Reading): string {
  return [reading.cell, reading.name, reading.split, reading.label.replace(/\d+/g, '0')].join('|');
}

function isSweepable(reading: Reading): boolean {
  const isSummary = reading.form === 'stats-summary';
  return reading.role === 'final' && (isSummary || (reading.label !== '' && reading.form === 'label-value'));
}

function baseModel(reading: Reading): string | null {
  return reading.model?.replace(/[\d\W]+/g, ' ').trim() ?? null;
}

function logKey(reading: Reading): string {
  return [
    reading.cell,
    reading.name,
    reading.split,
    reading.form,
    reading.model !== null && namesModel(reading.model) ? reading.model : '',
  ].join('|');
}

/** Logs of several models in one cell are told apart by what is surely a model's name. */
const namesModel = remember((model: string): boolean =>
  model
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some(isModelWord),
);

/** The same value printed twice, perhaps with fewer digits, is kept once, with the most digits. */
function deduplicate(readings: readonly Reading[]): Reading[] {
  const groups = new Map<string, Reading[]>();
  const dropped = new Set<Reading>();
  for (const reading of readings) {
    const key = [reading.cell, reading.name, reading.split].join('|');
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    const twin = group.slice(-MAX_RIVALS).find((other) => isSame(other, reading));
    if (twin === undefined) {
      group.push(reading);
    } else if (isBetterTold(reading, twin)) {
      dropped.add(twin);
      group[group.indexOf(twin)] = reading;
    } else {
      dropped.add(reading);
    }
  }
  return readings.filter((reading) => !dropped.has(reading));
}

/** With more digits, or as a result where it stood in a log before. */
function isBetterTold(reading: Reading, twin: Reading): boolean {
  const digits = decimals(reading.value) - decimals(twin.value);
  const isMorePrecise = digits > 0 && reading.value <= twin.value + 1;
  return isMorePrecise || (digits === 0 && twin.role === 'step' && reading.role === 'final');
}

const MAX_RIVALS = 50;
const MAX_TOLD = 1_000;

function isSame(one: Reading, other: Reading): boolean {
  if (one.model !== other.model && one.model !== null && other.model !== null) {
    return false;
  }
  if (one.value === other.value) {
    return true;
  }
  // `Accuracy` and `Accuracy (%)` of one row.
  if (one.line === other.line && one.form.endsWith('table') && Math.abs(one.value * 100 - other.value) < 0.0051) {
    return true;
  }
  const digits = Math.min(decimals(one.value), decimals(other.value));
  return digits >= 2 && Math.abs(one.value - other.value) <= 0.500001 * 10 ** -digits;
}

function decimals(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return (mantissa.split('.')[1] ?? '').length - Number(exponent);
}
