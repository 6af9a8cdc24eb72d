import { canonicalMetric } from '../../metric/catalogue';
import { mergeRounded } from '../../metric/mergeRounded';
import type { Metric } from '../../model';
import type { Reading } from '../reading';

/**
 * The metric that decides between rivals: that of the notebook's own searches, else the first with a direction. What can be had for nothing, as a recall of 1 by
 * finding everything, decides only when there is nothing else, and a loss last.
 */
export function judgeOf(readings: readonly Reading[]): Reading | null {
  const directed = readings.filter((reading) => higherIsBetter(reading.name) !== null);
  // Of a report: where one class is rare, whoever ignores it has the highest accuracy.
  const report = directed.find(({ name, form }) => name === 'f1_macro' && form === 'classification-report');
  const first =
    directed.find(({ decides }) => decides === true) ??
    directed.find(({ name }) => name !== 'loss' && !isOneSided(name)) ??
    directed.find(({ name }) => name !== 'loss') ??
    directed[0] ??
    null;
  return report !== undefined && first?.form === report.form ? report : first;
}

/** Whoever gives up the one has the other for nothing. */
export function isOneSided(name: string): boolean {
  return ONE_SIDED.test(name);
}

/** What alone tells little about a model: one side of it, or how its probabilities are calibrated. */
export function isThin(name: string): boolean {
  return isOneSided(name) || isCalibration(name);
}

export function isCalibration(name: string): boolean {
  return name === 'brier' || name === 'ece';
}

const ONE_SIDED = /^(?:precision|recall|sensitivity|specificity)(?:_|$)/;

/** What an estimator's own `score` gives is better when it is higher. */
function higherIsBetter(name: string): boolean | null {
  return name === 'score' ? true : canonicalMetric(name).higherIsBetter;
}

/** Of equals the last. */
export function bestOf(rivals: readonly Reading[], judge: Reading): Reading {
  const serious = fair(rivals);
  return serious.reduce(
    (best, rival) => (goodness(rival) >= goodness(best) - ROUNDING ? rival : best),
    serious[0] ?? judge,
  );
}

/** The best of some is hardly worse than the best of all. */
export function areAsGood(some: readonly Reading[], all: readonly Reading[]): boolean {
  const [first] = all;
  if (first === undefined) {
    return true;
  }
  const best = goodness(bestOf(all, first));
  return best - goodness(bestOf(some, first)) <= LITTLE_WORSE * Math.abs(best);
}

const LITTLE_WORSE = 0.04;

/** Those that no comparison of the truth with itself gave, if there are any. */
export function fair(rivals: readonly Reading[]): readonly Reading[] {
  const serious = rivals.filter(isFair);
  return serious.length > 0 ? serious : rivals;
}

/** An R² of exactly 1 compares the truth with itself, and so does an error that is but rounding. */
export function isFair({ name, value }: Reading): boolean {
  return !(name === 'r2' && value === 1) && !(ERRORS.test(name) && Math.abs(value) < ROUNDING);
}

/** One score that was counted in two ways differs by less. */
export const ROUNDING = 1e-12;

/** One cell prints a score times 100, another one as it is. */
function onOneScale({ name, value, isPercent }: Reading): number {
  const isTimes100 = canonicalMetric(name).range === 'fraction' && (isPercent || value > 1);
  return isTimes100 ? Number((value / 100).toPrecision(15)) : value;
}

/** The best one; of several that are equally good, the one whose other scores are better. */
export function bestBeside(rivals: readonly Reading[], all: readonly Reading[], judge: Reading): Reading {
  const best = bestOf(rivals, judge);
  let ties = rivals.filter((rival) => rival.model !== null && Math.abs(goodness(rival) - goodness(best)) <= ROUNDING);
  if (ties.length < 2 || ties.length > MOST_TIES) {
    return best;
  }
  const others = new Set(all.map(({ name }) => name).filter((name) => name !== judge.name && name !== 'loss'));
  for (const name of [...others].filter((other) => canonicalMetric(other).higherIsBetter !== null)) {
    const pairs = ties.flatMap((tie) => {
      const other = all.find((reading) => reading.name === name && isTogether(reading, tie));
      return other === undefined ? [] : [{ tie, worth: goodness(other) }];
    });
    if (pairs.length === ties.length) {
      const highest = Math.max(...pairs.map(({ worth }) => worth));
      ties = pairs.filter(({ worth }) => worth >= highest - ROUNDING).map(({ tie }) => tie);
    }
  }
  return ties.at(-1) ?? best;
}

const MOST_TIES = 20;

function isTogether(reading: Reading, other: Reading): boolean {
  return reading.cell === other.cell && reading.model === other.model && reading.split === other.split;
}

/** Errors that searches make negative, so that more is better, are as bad as they are far from nothing. */
export function goodness(reading: Reading): number {
  const value = onOneScale(reading);
  if (higherIsBetter(reading.name) === true) {
    return value;
  }
  return ERRORS.test(reading.name) ? -Math.abs(value) : -value;
}

const ERRORS = /^(?:n?mae|n?mse|n?rmse|n?rmsle|msle|mape|smape|rmspe|median_absolute_error|max_error|log_loss)$/;

/**
 * Several models compared: the best by what the notebook's searches look for, else the one that is best in most measures,
 * else the best by the first one with a direction; undefined where there is no comparison.
 */
export function bestModel(readings: readonly Reading[]): string | null | undefined {
  const models = new Map<string, Set<string | null>>();
  for (const { name, model } of readings) {
    models.set(name, (models.get(name) ?? new Set()).add(model));
  }
  const shared = readings.filter(({ name }) => (models.get(name)?.size ?? 0) > 1);
  const judge = judgeOf(shared);
  if (judge === null) {
    return undefined;
  }
  const [most, ...others] = judge.decides === true ? [] : bestInMost(shared);
  return most !== undefined && others.length === 0
    ? most
    : bestBeside(
        shared.filter((reading) => reading.name === judge.name),
        readings,
        judge,
      ).model;
}

/** Where three measures and more are told, the models that are best in most of them. */
function bestInMost(readings: readonly Reading[]): readonly (string | null)[] {
  const telling = readings.filter(({ name }) => name !== 'loss' && !isThin(name) && higherIsBetter(name) !== null);
  const names = new Set(telling.map(({ name }) => name));
  if (names.size < MEASURES_FOR_MOST) {
    return [];
  }
  const wins = new Map<string | null, number>();
  for (const name of names) {
    const rivals = telling.filter((reading) => reading.name === name);
    const highest = Math.max(...rivals.map(goodness));
    for (const { model } of rivals.filter((rival) => goodness(rival) >= highest - ROUNDING)) {
      wins.set(model, (wins.get(model) ?? 0) + 1);
    }
  }
  const most = Math.max(...wins.values());
  return [...wins].filter(([, count]) => count === most).map(([model]) => model);
}

const MEASURES_FOR_MOST = 3;

/** Two computations of one sum differ by less: one of them counted in single precision. */
const SINGLE_PRECISION = 1e-6;

/** The same value, perhaps rounded. */
export function isOneFact(reading: Reading, other: Reading): boolean {
  const isClose = Math.abs(onOneScale(reading) - onOneScale(other)) <= SINGLE_PRECISION * Math.abs(onOneScale(other));
  return isClose || mergeRounded([unsplit(reading), { ...unsplit(other), name: reading.name }]).length === 1;
}

/** Name and value alone. */
function unsplit(reading: Reading): Metric {
  return {
    name: reading.name,
    value: onOneScale(reading),
    split: null,
    model: null,
    higherIsBetter: null,
    headline: false,
  };
}
