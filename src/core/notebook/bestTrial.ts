import { metricDirection } from '../metric/catalogue';
import { FOLD_MEAN, meanAsPrinted } from './forms/foldMeans';
import { wholeNumber } from './numbers';
import type { Reading } from './reading';

/**
 * Where a notebook prints nothing but a sweep, its best point is the result, with all that was measured at it. A loop
 * over folds that was left after the first one evaluated once.
 */
export function bestTrial(readings: readonly Reading[]): readonly Reading[] {
  const trials = readings.filter(
    ({ role, confidence, name }) => role === 'trial' && confidence !== 'low' && !FALLING.test(name),
  );
  const last = trials.at(-1);
  if (last === undefined) {
    return onlyFold(readings);
  }
  // Precision or recall alone can be had for nothing.
  const name = trials.find((reading) => isBeside(reading, last) && !ONE_SIDED.test(reading.name))?.name;
  const isHigher = name === undefined ? null : metricDirection(name);
  if (isHigher === null) {
    return [];
  }
  const rivals = trials.filter((reading) => reading.cell === last.cell && reading.name === name);
  const held = rivals.filter(({ split }) => split !== 'train');
  const ordered = (held.length > 0 ? held : rivals).toSorted((one, other) => one.value - other.value);
  const best = isHigher ? ordered.at(-1) : ordered[0];
  return best === undefined
    ? []
    : trials.filter((reading) => reading === best || (isBeside(reading, best) && reading.name !== name)).map(asResult);
}

const ONE_SIDED = /^(?:precision|recall)(?!_at_)(?:_|$)/;

/** They fall with every cluster or parameter more: the lowest is not the best. */
const FALLING = /^(?:inertia|sse|log_likelihood)$/;

function isBeside(one: Reading, other: Reading): boolean {
  return one.cell === other.cell && one.output === other.output && one.line === other.line;
}

function asResult(reading: Reading): Reading {
  const model = reading.model === null || wholeNumber(reading.model) === null ? reading.model : null;
  return { ...reading, role: 'final', confidence: 'medium', model };
}

/** The rounds of a log begin anew with each fold. Where each fold prints one value, their mean is the result. */
function onlyFold(readings: readonly Reading[]): readonly Reading[] {
  const folds = readings.filter(({ role, confidence }) => role === 'fold' && confidence !== 'low');
  const last = folds.at(-1);
  if (last === undefined) {
    return [];
  }
  const rounds = folds.filter(
    ({ name, split, label }) => name === last.name && split === last.split && label !== 'best',
  );
  const restarts = rounds.filter(({ step }, index) => index > 0 && (step ?? 0) <= (rounds[index - 1]?.step ?? 0));
  if (restarts.length === 0) {
    return folds.filter((reading) => isBeside(reading, last)).map(asResult);
  }
  const measures = folds.filter((reading) => isBeside(reading, last) && reading.step === null);
  return measures.flatMap((measure) => meanOfFolds(measure, folds));
}

const FEWEST_FOLDS = 3;

/** `Fold-1 | MAE: 0.160` and so on to the last fold, which is given. */
function meanOfFolds(last: Reading, folds: readonly Reading[]): readonly Reading[] {
  const values = folds
    .filter(
      ({ cell, name, split, model, form }) =>
        cell === last.cell && name === last.name && split === last.split && model === last.model && form === last.form,
    )
    .map(({ value }) => value);
  const lines = new Set(folds.filter(({ cell }) => cell === last.cell).map(({ output, line }) => `${output}|${line}`));
  return values.length < FEWEST_FOLDS || values.length !== lines.size
    ? []
    : [
        {
          ...asResult(last),
          value: meanAsPrinted(values),
          split: last.split === 'train' ? last.split : 'cv',
          label: 'mean of folds',
          form: FOLD_MEAN,
        },
      ];
}
