import type { ModelFact } from '../../python/values';
import { modelName } from '../codeHints';
import type { Reading } from '../reading';
import { isBaseline } from './baselines';
import { areAsGood, bestBeside, bestOf, fair, isOneFact, isThin, judgeOf } from './judge';
import { isLog } from './readingRank';

/** The last cell of each fit before or in a cell; -1 where there was none. */
export type LastFit = (cell: number) => number;

/** Cells that tell one evaluation are not further apart. */
export const NEAR = 8;

/**
 * Where the last value stands; or, when several models were compared by the same scores one after another, that of the
 * one which the code chooses, else of the best one. A model that was evaluated again counts with its last value, until it
 * is fitted anew and evaluated once more; without names each value is of a model of its own.
 */
export function bestRival(all: readonly Reading[], lastFit: LastFit): Reading | null {
  const whole = all.filter((reading) => !isExtreme(reading));
  const group = decisive(whole.length > 0 ? whole : all);
  const last = group.at(-1);
  const judge = judgeOf(group.filter((reading) => reading.cell === last?.cell));
  if (last === undefined || judge === null) {
    return last ?? null;
  }
  const rivals = chosenOf(withoutSurveys(fair(group.filter((other) => other.name === judge.name))), last);
  // Who compares models names them or repeats himself: else a last evaluation without a name is that of the model which
  // the notebook arrived at.
  const unnamed = new Set(rivals.filter(({ model }) => model === null).map(({ cell }) => cell));
  if (last.model === null && unnamed.size < COMPARISON && !isLog(last) && !EXTREME.test(last.label)) {
    return rivals.at(-1) ?? last;
  }
  const keyOf = modelKeys(lastFit);
  const latest = new Map<string, Reading>();
  for (const reading of rivals) {
    const before = latest.get(keyOf(reading));
    // Variants of one model that a cell names one after another are rivals; without names they may be of groups of rows.
    const isVariant = before !== undefined && before.cell === reading.cell && reading.label !== '' && !isLog(reading);
    latest.set(keyOf(reading), isVariant ? bestOf([before, reading], reading) : reading);
  }
  const superseded = new Set(
    rivals.filter((reading) => isSuperseded(reading, latest.get(keyOf(reading)))).map(({ cell }) => cell),
  );
  // A comparison of which a model was judged anew later, on more or other data, no longer decides.
  const current = [...latest.values()].filter(({ cell }) => !superseded.has(cell));
  return lastTeller(bestBeside(current.length > 0 ? current : [...latest.values()], group, judge), rivals);
}

/** Where a model was evaluated as a whole, a cell that only looks at precision or recall is no evaluation of its own. */
function decisive(group: readonly Reading[]): readonly Reading[] {
  const whole = group.filter(({ name }) => !isThin(name));
  return whole.some(({ name }) => name !== 'loss') ? whole : group;
}

/**
 * A tool that tries everything at hand gives an overview from which a notebook sets out: who evaluates a model of his own
 * after it no longer means those.
 */
function withoutSurveys(alike: readonly Reading[]): readonly Reading[] {
  const tried = new Map<number, Set<string>>();
  for (const { cell, model, estimator } of alike) {
    if (model !== null && estimator === null) {
      tried.set(cell, (tried.get(cell) ?? new Set()).add(model));
    }
  }
  const later = alike.filter(({ cell }) => (tried.get(cell)?.size ?? 0) < SURVEY_LENGTH);
  const last = later.at(-1);
  return last === undefined ? alike : alike.filter((reading) => later.includes(reading) || reading.cell > last.cell);
}

const SURVEY_LENGTH = 10;

/** Cells that evaluate alike are a comparison. */
const COMPARISON = 3;

/**
 * Those that the notebook itself settles on: the one it writes or submits, else what it calls final, else a model that was
 * tuned after all others, if it did not become much worse and is not compared with those once more in the end. No
 * baseline, where there is more.
 */
function chosenOf(alike: readonly Reading[], last: Reading): readonly Reading[] {
  const serious = alike.filter((reading) => !BEFORE.test(reading.label) && !isBaseline(reading));
  const rivals = serious.length > 0 ? serious : alike;
  const used = rivals.filter(({ estimator }) => estimator?.isUsed === true);
  // Who writes several models has not settled on one.
  if (new Set(used.map(({ estimator }) => estimator)).size === 1) {
    return used;
  }
  const chosen = rivals.filter(isChosen);
  const isCompared = rivals.some((rival) => rival.cell === last.cell && !isChosen(rival));
  return chosen.length > 0 && isChosen(last) && !isCompared && areAsGood(chosen, rivals) ? chosen : rivals;
}

/** Called final or tuned, or found by a search of hyperparameters. */
export function isChosen({ estimator, label, model }: Reading): boolean {
  const isFound = estimator !== null && (estimator.isChosen === true || estimator.isSearch);
  return isFound || CHOSEN.test(label) || CHOSEN.test(model ?? '');
}

const CHOSEN = /\b(?:final|tuned|optimi[sz]ed|best[ _](?:model|estimator|pipeline))\b/i;
/** What the notebook itself sets out from. */
const BEFORE = /\b(?:baseline|before|untuned|initial)\b/i;

/** The best of a sweep over thresholds or epochs, with which no other score goes; that of folds is a search's result. */
function isExtreme(reading: Reading): boolean {
  return (
    !isLog(reading) &&
    reading.split !== 'cv' &&
    reading.form !== 'boosting' &&
    (EXTREME.test(reading.label) || isAtCutoff(reading))
  );
}

export function isAtCutoff({ model }: Reading): boolean {
  return OPTIMAL.test(model ?? '');
}

/** A threshold or cutoff at which one score is as good as it can be. */
const OPTIMAL = /^(?:at )?(?:the )?(?:optimal|optimum)\b(?! (?:model|\w*(?:classifier|regressor)))/i;

const EXTREME =
  /^(?:the )?(?:best|max(?:imum)?|highest|lowest|min(?:imum)?|mejor|optimal)\b(?![ _-]*(?:model|estimator|pipeline|params))/i;

/** Tells readings of one trained model from those of others. */
function modelKeys(lastFit: LastFit): (reading: Reading) => string {
  const numbers = new Map<ModelFact, number>();
  return (reading) => {
    const { estimator, model } = reading;
    const fitted = isLog(reading) ? '' : lastFit(reading.cell);
    if (estimator !== null && model === modelName(estimator)) {
      const number = numbers.get(estimator) ?? numbers.size;
      numbers.set(estimator, number);
      return `#${number}|${fitted}`;
    }
    return model === null ? `${reading.cell}:${reading.output}:${reading.line}` : `${model}|${fitted}`;
  };
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

/** The log of a training after the last evaluation, when the same scores on the same data became better by it. */
export function laterTraining(candidates: readonly Reading[], evaluated: Reading): Reading[] {
  const judge = judgeOf(candidates.filter(({ cell, split }) => cell === evaluated.cell && split === evaluated.split));
  if (judge === null || isLog(evaluated) || isLog(judge)) {
    return [];
  }
  const logs = candidates.filter(
    (reading) =>
      isLog(reading) && reading.split !== null && reading.split === judge.split && reading.cell > evaluated.cell,
  );
  const rivals = logs.filter(({ name }) => name === judge.name);
  const best = bestOf([...rivals, judge], judge);
  return isOneFact(best, judge) ? [] : logs.filter(({ cell }) => cell === best.cell);
}
