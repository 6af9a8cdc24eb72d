import { groupBy } from '../../groupBy';
import type { Reading } from '../reading';
import { bestOf, goodness, isFair, isOneFact, isThin, judgeOf, ROUNDING } from './judge';
import { headlineValues } from './headlineValues';
import { isBaseline, isDummy } from './baselines';
import { isChosen } from './bestRival';
import { isLog, readingRank } from './readingRank';

/** What a notebook's result is told by. */
export interface Opinions {
  readonly headline: readonly Reading[];
  /** The main score of another evaluation that could as well be the result; null where there is none. */
  readonly second: Reading | null;
}

/**
 * Two careful people agree on nine headlines of ten: the rules of this folder decide as one of them would, and where points
 * for what commonly distinguishes a result (below) speak for another evaluation too, its main score is told as well. Where
 * next to nothing speaks for what the rules chose, and the other tells as much, the two change
 * places, unless the notebook itself settles on a model.
 */
export function secondOpinion(readings: readonly Reading[], chosen: readonly Reading[]): Opinions {
  if (chosen.length === 0) {
    return { headline: chosen, second: null };
  }
  const evaluations = readEvaluations(readings.slice(-MAX_READINGS));
  const points = pointsOf(evaluations);
  const most = Math.max(...points);
  const weights = points.map((each) => Math.exp(each - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const places = new Set(chosen.map(placeOf));
  const isOther = ({ readings: own, first }: Evaluation): boolean =>
    couldBeResult(first, chosen) &&
    !own.every(({ name }) => isThin(name)) &&
    own.every(isFair) &&
    !own.some((reading) => places.has(placeOf(reading)) || chosen.some((other) => isSameFact(reading, other)));
  const weighed = evaluations.map((evaluation, index) => ({ evaluation, share: (weights[index] ?? 0) / total }));
  const [preferred] = weighed
    .filter(({ share }) => share > LEAST_SHARE)
    .sort((a, b) => b.share - a.share)
    .filter(({ evaluation }) => isOther(evaluation));
  if (preferred === undefined) {
    return { headline: chosen, second: null };
  }
  const ownShare = weighed
    .filter(({ evaluation }) => evaluation.readings.some((reading) => chosen.includes(reading)))
    .reduce((sum, { share }) => sum + share, 0);
  const told = preferred.evaluation.readings;
  const values = headlineValues(told);
  const isBetter = preferred.share >= SURE_SHARE && ownShare <= HARDLY_ANY_SHARE && values.length >= chosen.length;
  return isBetter && !chosen.some(isSettled)
    ? { headline: values, second: mainScore(chosen) }
    : { headline: chosen, second: mainScore(told) };
}

/** The notebook itself says which model it goes on with, or by which measure to choose. */
function isSettled(reading: Reading): boolean {
  return reading.decides === true || reading.estimator?.isUsed === true || isChosen(reading);
}

function mainScore(readings: readonly Reading[]): Reading | null {
  const judge = judgeOf(readings);
  return judge === null
    ? null
    : bestOf(
        readings.filter(({ name }) => name === judge.name),
        judge,
      );
}

/** No model that repeats the past, and no line of a log beside an evaluation. */
function couldBeResult(reading: Reading, chosen: readonly Reading[]): boolean {
  return !isDummy(reading) && !isBaseline(reading) && (!isLog(reading) || chosen.every(isLog));
}

/** Of a notebook that prints more, the last ones. */
const MAX_READINGS = 5_000;

/** So much must the points speak for another evaluation, of 1 for all of them together. */
const LEAST_SHARE = 0.2;

/** Two fifths of all that speaks at all, and next to nothing. */
const SURE_SHARE = 0.4;
const HARDLY_ANY_SHARE = 0.1;

/**
 * What speaks for an evaluation. The weights are those of a conditional logistic regression (McFadden 1974: which one of
 * a notebook's evaluations people call its result) over some six hundred public notebooks, rounded.
 */
const POINTS = {
  /** Share of its measures of which no other evaluation on the same split has a better value. */
  bestShare: 2.3,
  /** Its main measure has the best value on any data but training data. */
  isBestOfAll: 1,
  /** On the most held-out data that was evaluated, and for each step of rank below that. */
  isMostHeldOut: 1.4,
  stepBelow: -0.43,
  /** In the last cell that tells of any score. */
  isLast: 1.5,
  /** Compared with others before it, and nothing as held out comes after it. */
  endsComparison: 0.75,
  /** A measure that anybody asks for first. */
  isMain: 1.5,
  /** Each measure, six at most. */
  measure: 0.3,
  /** Each evaluation in the same cell, ten at most: a table of models. */
  inOneCell: -0.1,
  /** Only what an estimator's own `score` says. */
  isScore: -4.5,
  isDummy: -3.6,
} as const;

interface Evaluation {
  /** Of one cell, model and split; one at least. */
  readonly readings: readonly Reading[];
  readonly first: Reading;
}

function readEvaluations(readings: readonly Reading[]): readonly Evaluation[] {
  const groups = groupBy(
    readings.filter(
      (reading) =>
        reading.confidence !== 'low' && reading.role !== 'spread' && reading.isPart !== true && !reading.isTyped,
    ),
    (reading) => `${placeOf(reading)}\n${reading.split ?? ''}\n${isLog(reading)}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ readings: group, first }];
  });
}

function placeOf({ cell, model }: Reading): string {
  return `${cell}\n${model ?? ''}`;
}

function isSameFact(reading: Reading, other: Reading): boolean {
  return reading.name === other.name && isOneFact(reading, other);
}

/** One number for each evaluation. */
function pointsOf(evaluations: readonly Evaluation[]): readonly number[] {
  const all = evaluations.flatMap(({ readings }) => readings);
  const ranks = evaluations.map(({ first }) => readingRank(first));
  const highest = Math.max(...ranks);
  const best = bestValues(all, (reading) => `${reading.name}\n${reading.split ?? ''}\n${isLog(reading)}`);
  const bestOfAll = bestValues(
    all.filter(({ split }) => split !== 'train'),
    ({ name }) => name,
  );
  const told = counts(all, ({ name, split }) => `${name}\n${split ?? ''}`);
  const inCell = counts(evaluations, ({ first }) => `${first.cell}`);
  const lastCell = Math.max(...evaluations.map(({ first }) => first.cell));
  const lastOfRank = new Map(ranks.map((rank) => [rank, -1]));
  evaluations.forEach(({ first }, index) => {
    for (const [rank, cell] of lastOfRank) {
      if ((ranks[index] ?? 0) >= rank) {
        lastOfRank.set(rank, Math.max(cell, first.cell));
      }
    }
  });
  return evaluations.map(({ readings, first }, index) => {
    const main = mainReading(readings, first);
    const rank = ranks[index] ?? 0;
    const bestOnes = readings.filter((reading) => best(reading));
    const isCompared = told(main) > 1;
    return (
      (POINTS.bestShare * bestOnes.length) / readings.length +
      (main.split !== 'train' && bestOfAll(main) ? POINTS.isBestOfAll : 0) +
      (rank === highest ? POINTS.isMostHeldOut : POINTS.stepBelow * (highest - rank)) +
      (first.cell === lastCell ? POINTS.isLast : 0) +
      (isCompared && (lastOfRank.get(rank) ?? 0) <= first.cell ? POINTS.endsComparison : 0) +
      (MAIN.has(main.name) ? POINTS.isMain : 0) +
      POINTS.measure * Math.min(MOST_MEASURES, new Set(readings.map(({ name }) => name)).size) +
      POINTS.inOneCell * Math.min(MOST_IN_CELL, inCell({ readings, first })) +
      (readings.every(({ name }) => name === 'score') ? POINTS.isScore : 0) +
      (isDummy(first) ? POINTS.isDummy : 0)
    );
  });
}

const MOST_MEASURES = 6;
const MOST_IN_CELL = 10;

/** What a result is told by, as the points were learned: no side of a score alone, but whatever an estimator's `score` gives. */
const MAIN: ReadonlySet<string> = new Set([
  ...['accuracy', 'balanced_accuracy', 'f1', 'f1_macro', 'f1_weighted', 'roc_auc'],
  ...['r2', 'rmse', 'mae', 'mse', 'mape', 'silhouette', 'score'],
]);

function mainReading(readings: readonly Reading[], first: Reading): Reading {
  return readings.find(({ name }) => MAIN.has(name)) ?? readings.find(({ name }) => !isThin(name)) ?? first;
}

/** Tells whether no reading with the same key has a better value. */
function bestValues(readings: readonly Reading[], keyOf: (reading: Reading) => string): (reading: Reading) => boolean {
  const best = new Map<string, number>();
  for (const reading of readings) {
    const key = keyOf(reading);
    best.set(key, Math.max(best.get(key) ?? -Infinity, goodness(reading)));
  }
  return (reading) => goodness(reading) >= (best.get(keyOf(reading)) ?? -Infinity) - ROUNDING;
}

function counts<T>(items: readonly T[], keyOf: (item: T) => string): (item: T) => number {
  const found = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return (item) => found.get(keyOf(item)) ?? 0;
}
