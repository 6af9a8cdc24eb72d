import type { ModelFact } from '../../python/values';
import type { Reading } from '../reading';
import { isHeldOutEvaluation } from './readingRank';

/** What is predicted: a class, or a number. */
type TaskKind = 'class' | 'number';

/**
 * The evaluations of a task of another kind than the chosen one, as a regression after a classification. No such task is
 * there when both kinds of measures tell of one model: some count the mean squared error of classes.
 */
export function otherTasks(readings: readonly Reading[], chosen: readonly Reading[]): readonly (readonly Reading[])[] {
  const kinds = new Set(chosen.flatMap((reading) => taskKind(reading) ?? []));
  const [kind] = kinds;
  if (kind === undefined || kinds.size > 1) {
    return [];
  }
  const own = readings.filter((reading) => taskKind(reading) === kind);
  const others = readings.filter((reading) => (taskKind(reading) ?? kind) !== kind);
  const held = others.filter(isHeldOutEvaluation);
  return held.length === 0 || haveCommon(own, others) ? [] : [held];
}

function haveCommon(own: readonly Reading[], others: readonly Reading[]): boolean {
  const known = new Set(own.flatMap(subjects));
  return others.some((reading) => subjects(reading).some((subject) => known.has(subject)));
}

/** The cell and the model that a reading is about. */
function subjects({ cell, model, estimator }: Reading): readonly (number | string | ModelFact)[] {
  return [cell, ...(model === null ? [] : [model]), ...(estimator === null ? [] : [estimator])];
}

function taskKind({ name, estimator, form }: Reading): TaskKind | null {
  const family = (estimator?.inner ?? estimator)?.family;
  if (form === 'stats-summary') {
    return null;
  }
  const byName = OF_NUMBERS.test(name) ? 'number' : OF_CLASSES.test(name) ? 'class' : null;
  return byName === null || family === undefined ? byName : (KINDS[family] ?? byName);
}

const KINDS: Readonly<Partial<Record<ModelFact['family'], TaskKind>>> = { classifier: 'class', regressor: 'number' };
const OF_NUMBERS = /^(?:r2|adj_r2|n?rmse|n?mse|n?mae|s?mape|mase|rmsle|msle|median_absolute_error|explained_variance)$/;
const OF_CLASSES =
  /^(?:(?:balanced_)?accuracy|f1(?:_\w+)?|precision(?:_\w+)?|recall(?:_\w+)?|roc_auc(?:_\w+)?|pr_auc|mcc|kappa)$/;
