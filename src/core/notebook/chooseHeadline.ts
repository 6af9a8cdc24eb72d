import { canonicalMetric } from '../metric/catalogue';
import { mergeRounded } from '../metric/mergeRounded';
import type { Metric } from '../model';
import type { ModelFact } from '../python/values';
import { modelName } from './codeHints';
import type { Reading } from './reading';

const MAX_HEADLINES = 6;
/** Each is held against each: of a notebook that prints more, the last ones. */
const MAX_CANDIDATES = 500;
const LOG_FORMS = new Set([
  'keras-epoch',
  'epoch-line',
  'boosting',
  'progress-bar',
  'html-table-epochs',
  'text-table-epochs',
  'history-value',
]);
/** An explicit evaluation before the last line of a log, held-out values before training ones. */
const EXPLICIT_RANK: Readonly<Record<string, number>> = { test: 10, cv: 9, oob: 9, val: 9, none: 8, train: 5 };
const LOG_RANK: Readonly<Record<string, number>> = { test: 7, cv: 6, oob: 6, val: 6, none: 4, train: 3 };
/** Detection scores of one size of object or few detections, parts of a loss, and the third of three criteria. */
const DETAILS = /^(?:map|ar)_(?:small|medium|large)$|^ar_10?$|^regularization_loss$|^hqic$/;
/** Of a classification report a careful engineer writes down these. */
const REPORT_HEADLINES = new Set(['accuracy', 'f1_macro', 'f1_weighted', 'f1_micro', 'roc_auc']);

/**
 * The one to six values by which the final model is judged. Readings come in document order, already reduced.
 * `fitCells`: cells in which something was fitted.
 */
export function chooseHeadline(readings: readonly Reading[], fitCells: readonly number[]): ReadonlySet<Reading> {
  const sure = readings
    .filter((reading) => reading.confidence !== 'low' && reading.role !== 'spread')
    .slice(-MAX_CANDIDATES);
  const named = sure.filter((reading) => reading.name !== 'score');
  const candidates = named.length > 0 ? named : sure;
  const best = Math.max(...candidates.map(rank));
  const evaluations = candidates.filter((reading) => rank(reading) === best);
  const evaluated = bestRival(evaluations, fitCells);
  if (evaluated === null) {
    return new Set();
  }
  const trained = laterTraining(candidates, evaluated, fitCells);
  const group = trained.length > 0 ? trained : evaluations;
  const last = bestRival(trained, fitCells) ?? evaluated;
  const inCell = group.filter((reading) => reading.cell === last.cell);
  const model = bestModel(inCell);
  const own = inCell.filter((reading) => model === undefined || reading.model === model || reading.model === null);
  const chosen = withoutLesser([...earlierEvaluations(group, own, fitCells), ...own]);
  return new Set(limit(chosen));
}

/**
 * Where the last value stands; or, when several models were compared by the same scores one after another, that of the
 * best one. A model that was evaluated again counts with its last value, until it is fitted anew and evaluated once more; without names each cell is a model of its own.
 */
function bestRival(all: readonly Reading[], fitCells: readonly number[]): Reading | null {
  const whole = all.filter((reading) => !isExtreme(reading));
  const group = whole.length > 0 ? whole : all;
  const last = group.at(-1);
  const judge = judgeOf(group.filter((reading) => reading.cell === last?.cell));
  if (last === undefined || judge === null) {
    return last ?? null;
  }
  const alike = group.filter((other) => other.name === judge.name && other.split === judge.split);
  const serious = alike.filter(({ label }) => !BEFORE.test(label));
  const rivals = isChosen(last) ? serious.filter(isChosen) : serious.length > 0 ? serious : alike;
  // After a table of several models, a value without a name is that of the chosen one.
  const tabled = rivals.filter(({ model }) => model !== null);
  if (last.model === null && new Set(tabled.map(({ cell }) => cell)).size < tabled.length) {
    return last;
  }
  const keyOf = modelKeys(fitCells);
  const latest = new Map(rivals.map((reading) => [keyOf(reading), reading]));
  const superseded = rivals.filter((reading) => isSuperseded(reading, latest.get(keyOf(reading))));
  // A comparison of which a model was judged anew later, on more or other data, no longer decides.
  const current = [...latest.values()].filter(({ cell }) => !superseded.some((reading) => reading.cell === cell));
  return lastTeller(bestOf(current.length > 0 ? current : [...latest.values()], judge), rivals);
}

/** Tells readings of one trained model from those of others. */
function modelKeys(fitCells: readonly number[]): (reading: Reading) => string {
  const numbers = new Map<ModelFact, number>();
  return (reading) => {
    const { estimator, model } = reading;
    const fitted = isLog(reading) ? '' : Math.max(-1, ...fitCells.filter((fit) => fit <= reading.cell));
    if (estimator !== null && model === modelName(estimator)) {
      const number = numbers.get(estimator) ?? numbers.size;
      numbers.set(estimator, number);
      return `#${number}|${fitted}`;
    }
    return model === null ? `${reading.cell}:${reading.output}:${reading.line}` : `${model}|${fitted}`;
  };
}

/** Called final or tuned, or found by a search of hyperparameters. */
function isChosen({ estimator, label, model }: Reading): boolean {
  const isFound = estimator !== null && (estimator.isChosen === true || estimator.isSearch);
  return isFound || CHOSEN.test(label) || CHOSEN.test(model ?? '');
}

/** The log of a training after the last evaluation, when the same scores on the same data became better by it. */
function laterTraining(candidates: readonly Reading[], evaluated: Reading, fitCells: readonly number[]): Reading[] {
  const judge = judgeOf(candidates.filter((reading) => reading.cell === evaluated.cell && !isLog(reading)));
  if (judge === null || isLog(evaluated)) {
    return [];
  }
  const isAfter = (cell: number): boolean => fitCells.some((fit) => fit > evaluated.cell && fit <= cell);
  const logs = candidates.filter(
    (reading) => isLog(reading) && reading.split !== null && reading.split === judge.split && isAfter(reading.cell),
  );
  const rivals = logs.filter(({ name }) => name === judge.name);
  const best = bestOf([...rivals, judge], judge);
  return isOneFact(best, judge) ? [] : logs.filter(({ cell }) => cell === best.cell);
}

function isSuperseded(reading: Reading, latest: Reading | undefined): boolean {
  return latest !== undefined && !isLog(reading) && latest.cell > reading.cell && !isOneFact(reading, latest);
}

/** Where several cells tell the same value, the evaluation ends with the last of them. */
function lastTeller(best: Reading, rivals: readonly Reading[]): Reading {
  const isSame = (other: Reading): boolean =>
    other.cell > best.cell &&
    other.cell <= best.cell + NEAR &&
    !isLog(best) &&
    (other.model === best.model || other.model === null || best.model === null) &&
    isOneFact(other, best);
  return rivals.findLast(isSame) ?? best;
}

/** The metric that decides between rivals: the first with a direction, a loss only when there is nothing else. */
function judgeOf(readings: readonly Reading[]): Reading | null {
  const directed = readings.filter((reading) => canonicalMetric(reading.name).higherIsBetter !== null);
  return directed.find((reading) => reading.name !== 'loss') ?? directed[0] ?? null;
}

/** Of equals the last. */
function bestOf(rivals: readonly Reading[], judge: Reading): Reading {
  const sign = canonicalMetric(judge.name).higherIsBetter === true ? 1 : -1;
  // An R² of exactly 1 compares the truth with itself.
  const fair = rivals.filter((rival) => rival.name !== 'r2' || rival.value !== 1);
  return (fair.length > 0 ? fair : rivals).reduce(
    (best, rival) => ((onOneScale(rival) - onOneScale(best)) * sign >= -ROUNDING ? rival : best),
    fair[0] ?? rivals[0] ?? judge,
  );
}

/** One cell prints a score times 100, another one as it is. */
function onOneScale({ name, value, isPercent }: Reading): number {
  const isTimes100 = canonicalMetric(name).range === 'fraction' && (isPercent || value > 1);
  return isTimes100 ? Number((value / 100).toPrecision(15)) : value;
}

/** One score that was counted in two ways differs by less. */
const ROUNDING = 1e-12;

function rank(reading: Reading): number {
  const split = reading.split ?? 'none';
  const ranks = isLog(reading) ? LOG_RANK : EXPLICIT_RANK;
  return ranks[split] ?? ranks['none'] ?? 0;
}

/** The best of a sweep over thresholds or epochs, with which no other score goes; that of folds is a search's result. */
function isExtreme(reading: Reading): boolean {
  return !isLog(reading) && reading.split !== 'cv' && reading.form !== 'boosting' && EXTREME.test(reading.label);
}

const EXTREME =
  /^(?:the )?(?:best|max(?:imum)?|highest|lowest|min(?:imum)?|mejor|optimal)\b(?![ _-]*(?:model|estimator|pipeline|params))/i;

/** The best round of an early stopped training is more than a line of its log: it is what the model scores. */
function isLog(reading: Reading): boolean {
  return (LOG_FORMS.has(reading.form) || reading.role === 'step') && reading.label !== 'best';
}

/** Several models compared: the best by the first metric with a direction, of equals the last. */
function bestModel(readings: readonly Reading[]): string | null | undefined {
  const models = new Set(readings.map((reading) => reading.model));
  if (models.size < 2) {
    return undefined;
  }
  const shared = readings.filter(
    (reading) =>
      canonicalMetric(reading.name).higherIsBetter !== null &&
      readings.some((other) => other.name === reading.name && other.model !== reading.model),
  );
  const judge = judgeOf(shared);
  return judge === null
    ? undefined
    : bestOf(
        shared.filter((reading) => reading.name === judge.name),
        judge,
      ).model;
}

const NEAR = 8;
/** Scores of the very same model may stand further apart. */
const NEAR_SAME = 25;

/**
 * The same model's other scores may stand in cells before the last one: those after the last training that have names
 * of their own. A name that comes again with another value belongs to an earlier experiment; with the same value, a report
 * repeats the scores, rounded.
 */
function earlierEvaluations(
  group: readonly Reading[],
  own: readonly Reading[],
  fitCells: readonly number[],
): Reading[] {
  const [first] = own;
  if (first === undefined) {
    return [];
  }
  const fitted = Math.max(-1, ...fitCells.filter((cell) => cell <= first.cell));
  const known = [...own];
  const found: Reading[] = [];
  const earlier = group.filter(
    (reading) =>
      reading.cell < first.cell &&
      reading.cell >= Math.max(fitted, first.cell - (isSameEstimator(reading, first) ? NEAR_SAME : NEAR)),
  );
  for (const cell of [...new Set(earlier.map((reading) => reading.cell))].reverse()) {
    const all = earlier.filter((reading) => reading.cell === cell);
    const model = bestModel(all);
    const inCell = all.filter((reading) => isSameModel(reading, own, model));
    if (inCell.some((reading) => known.some((other) => contradicts(reading, other)))) {
      break;
    }
    known.push(...inCell);
    found.unshift(...inCell);
  }
  return found;
}

function isSameEstimator(reading: Reading, other: Reading): boolean {
  return reading.estimator !== null && reading.estimator === other.estimator;
}

function contradicts(reading: Reading, other: Reading): boolean {
  return reading.name === other.name && !isOneFact(reading, other);
}

/** Two computations of one sum differ by less: one of them counted in single precision. */
const SINGLE_PRECISION = 1e-6;

/** The same value, perhaps rounded. */
function isOneFact(reading: Reading, other: Reading): boolean {
  const isClose = Math.abs(onOneScale(reading) - onOneScale(other)) <= SINGLE_PRECISION * Math.abs(onOneScale(other));
  return isClose || mergeRounded([unsplit(reading), { ...unsplit(other), name: reading.name }]).length === 1;
}

/** `precision_at_k` is recorded as `precision` as well. */
function withoutCutoff(reading: Reading): string {
  return reading.name.replace(/_at_\w+$/, '');
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

function isSameModel(reading: Reading, own: readonly Reading[], best: string | null | undefined): boolean {
  const models = new Set(own.map((other) => other.model).filter((model) => model !== null));
  if (reading.model === null || models.size === 0) {
    return best === undefined || reading.model === best;
  }
  return models.has(reading.model);
}

/** Errors of a target that was transformed for the training. */
const SCALED = /(?:^|[\W_])(?:log|scaled|normali[sz]ed)(?:$|[\W_])/i;

/**
 * What a cell tells better: the values that `evaluate` returns, after a bar that shows its running means, and errors on
 * the target's own scale.
 */
function withoutLesser(readings: readonly Reading[]): readonly Reading[] {
  const isLesser = (reading: Reading, other: Reading): boolean =>
    other.cell === reading.cell &&
    other.name === reading.name &&
    ((reading.form === 'keras-evaluate' && other.form !== 'keras-evaluate') ||
      (SCALED.test(reading.label) && isLabelled(other) && !SCALED.test(other.label)));
  return readings.filter((reading) => !readings.some((other) => isLesser(reading, other)));
}

const CHOSEN = /\b(?:final|tuned|optimi[sz]ed|best[ _](?:model|estimator|pipeline))\b/i;
/** What the notebook itself sets out from. */
const BEFORE = /\b(?:baseline|before|untuned|initial)\b/i;
/** `Default model: MAE = 10.0`, then `Final model: MAE = 9.0`. */
const FINAL = /\b(?:final|tuned|best|optimi[sz]ed|after)\b/i;

function isLabelled(reading: Reading): boolean {
  return reading.label !== '';
}

/** A fact that is told again, perhaps rounded or in a record, counts once. */
function withoutRepeats(readings: readonly Reading[]): Reading[] {
  const seen: Reading[] = [];
  for (const reading of readings) {
    const isTold = seen.some(
      (other) =>
        other.cell !== reading.cell && withoutCutoff(other) === withoutCutoff(reading) && isOneFact(reading, other),
    );
    if (!isTold) {
      seen.push(reading);
    }
  }
  return seen;
}

function limit(readings: readonly Reading[]): readonly Reading[] {
  const isReport = (reading: Reading): boolean =>
    reading.form === 'classification-report' || reading.form === 'report-dict';
  const hasSummary = readings.some((reading) => isReport(reading) && REPORT_HEADLINES.has(reading.name));
  const kept = withoutRepeats(
    readings.filter(
      (reading) =>
        (!isReport(reading) || !hasSummary || REPORT_HEADLINES.has(reading.name)) && !DETAILS.test(reading.name),
    ),
  );
  const results = kept.filter((reading) => FINAL.test(reading.label));
  const names = new Set(kept.map(({ name }) => name));
  if (results.length > 0 && names.size < kept.length && kept.every(isLabelled)) {
    return results.slice(0, MAX_HEADLINES);
  }
  return bestVariant(kept).slice(0, MAX_HEADLINES);
}

/**
 * One value of each name. Variants of a model that are told one after another, `with Adam: 86 %`, `with SGD: 85 %`, are
 * rivals: the one with the best score counts, with its other scores.
 */
function bestVariant(readings: readonly Reading[]): readonly Reading[] {
  const groups = new Map<string, Reading[]>();
  for (const reading of readings) {
    groups.set(reading.name, [...(groups.get(reading.name) ?? []), reading]);
  }
  const judge = judgeOf(
    [...groups.values()]
      .filter((group) => group.length > 1)
      .map(([first]) => first)
      .filter((first) => first !== undefined),
  );
  const rivals = judge === null ? [] : (groups.get(judge.name) ?? []);
  if (judge === null) {
    return readings;
  }
  const place = rivals.indexOf(bestOf(rivals, judge));
  const kept = new Set(
    [...groups.values()].flatMap((group) => {
      const [first] = group;
      const one =
        group.length === rivals.length ? group[place] : first === undefined ? undefined : bestOf(group, first);
      return one === undefined ? [] : [one];
    }),
  );
  return readings.filter((reading) => kept.has(reading));
}
