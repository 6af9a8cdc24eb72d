import { readMetricLabel } from '../metric/metricLabel';
import { lastName } from './lastName';
import { metricFunction, scoringMetric } from './libraries';
import { argument } from './machine';
import type { CallArguments, Machine } from './machine';
import { knownText } from './valueText';
import type { ModelFact, ScoreValue, Value } from './values';

/** Makes a score and notes it, so that a cell's only split is known even where nothing else tells it. */
export function makeScore(
  machine: Machine,
  name: string,
  split: string | null,
  model: ModelFact | null,
  shape: ScoreValue['shape'] = 'value',
): ScoreValue {
  const isOfFold = machine.loop === 'fold' || (shape === 'folds' && split === 'cv');
  const score: ScoreValue = { kind: 'score', name, split, model, shape, isOfFold };
  machine.facts.scores.push({ cell: machine.cell, value: score });
  return score;
}

/** The best of several scores; that of folds is the score of one fold. */
export function extremeOf(score: ScoreValue): ScoreValue {
  return { ...score, shape: score.isOfFold === true ? 'folds' : 'value', isExtreme: true };
}

/** A score on rows that the model was fitted on, whatever they are called. */
export function markSeen(score: ScoreValue, isSeen: boolean): ScoreValue {
  return isSeen ? { ...score, isSeen } : score;
}

/** The first wrapper of Keras for scikit-learn gives its loss with a minus, which is the squared error. */
const NEGATIVE_LOSS = /wrappers\.scikit_learn\.KerasRegressor$/;

/** The metric that `scoring` asks for: by its name, or by what `make_scorer` made; null where it is not known. */
export function scoringOf(value: Value | undefined): string | null {
  switch (value?.kind) {
    case 'meter':
      return value.metric;
    case 'symbol':
    case 'function':
      return functionMetric(value);
    default: {
      const text = knownText(value);
      return text === null ? null : scoringMetric(text);
    }
  }
}

/** `make_scorer(f1_score, average='macro')` is called with an estimator, data and truth. */
export function makeScorer(_machine: Machine, args: CallArguments): Value | null {
  const measure = argument(args, 0, 'score_func');
  const average = knownText(argument(args, -1, 'average'));
  const metric = measure?.kind === 'symbol' || measure?.kind === 'function' ? functionMetric(measure) : null;
  const isAveraged = metric !== null && /^(?:f1|precision|recall)$/.test(metric);
  const name = isAveraged && /^(?:macro|micro|weighted)$/.test(average ?? '') ? `${metric}_${average}` : metric;
  return name === null ? null : { kind: 'meter', metric: name, split: null, model: null };
}

/** What a function computes: one of a library that is known, or by what it is called. */
function functionMetric(measure: Extract<Value, { kind: 'symbol' | 'function' }>): string | null {
  return measure.kind === 'symbol'
    ? (metricFunction(measure.path) ?? calledMeasure(lastName(measure.path)))
    : calledMeasure(measure.name);
}

/** What a function of the notebook's own, or of a library that nobody knows, is called: `def rmse_log(y, prediction)`. */
function calledMeasure(name: string): string | null {
  const label = readMetricLabel(name);
  return label.isForeign || label.name === 'score' || label.name === 'loss' ? null : label.name;
}

/** `get_scorer('roc_auc_ovr')`: as what `make_scorer` made, by its name. */
export function getScorer(_machine: Machine, args: CallArguments): Value | null {
  const metric = scoringOf(argument(args, 0, 'scoring'));
  return metric === null ? null : { kind: 'meter', metric, split: null, model: null };
}

/** What `score` of an estimator means: by its search's scoring, else by its family. */
export function defaultMetric(model: ModelFact | null): string {
  if (model === null) {
    return 'score';
  }
  if (model.scoring !== null) {
    return model.scoring;
  }
  const { family, path } = innermost(model);
  if (NEGATIVE_LOSS.test(path)) {
    return 'mse';
  }
  // All models of scikit-survival score by concordance.
  if (path.startsWith('sksurv.')) {
    return 'c_index';
  }
  return family === 'classifier' ? 'accuracy' : family === 'regressor' ? 'r2' : 'score';
}

/** The estimator inside searches and pipelines. */
export function innermost(model: ModelFact): ModelFact {
  let current = model;
  for (let depth = 0; depth < 8 && current.inner !== null; depth += 1) {
    current = current.inner;
  }
  return current;
}

/** A value after `* 100`, `round`, `float`, or divided by a count. */
export function isScoreLike(value: Value): value is ScoreValue {
  return value.kind === 'score';
}
