import { knownMetric } from '../metric/catalogue';
import { metricFunction } from './libraries';
import { allArguments } from './machine';
import type { CallArguments, Machine } from './machine';
import { makeScore } from './scores';
import { modelOf, sharedSplit, splitOf } from './values';
import type { Value } from './values';

const FLAGS: readonly (readonly [string, string])[] = [
  ['valid', 'val'],
  ['xval', 'cv'],
  ['train', 'train'],
];

/** `glm.auc(valid=True)` of H2O, `ranking.ndcg_at_k()` of an evaluator. */
export function callMetricMethod(machine: Machine, object: Value, name: string, args: CallArguments): Value | null {
  if (SURVIVAL_METHOD.test(name) && object.kind !== 'symbol') {
    const split = splitOf(object) ?? sharedSplit(allArguments(args));
    return makeScore(machine, knownMetric(name) ?? name, split, modelOf(object));
  }
  const [, own, part] = name.length < 20 && name.includes('_') ? (OF_PART.exec(name) ?? []) : [];
  if (own !== undefined && part !== undefined && object.kind !== 'symbol') {
    return makeScore(machine, knownMetric(own) ?? own, part, modelOf(object));
  }
  const metric =
    EVALUATED.has(object.kind) && METRIC_METHOD.test(name)
      ? (metricFunction(name) ?? knownMetric(name))
      : object.kind === 'prediction'
        ? (MLLIB_METHODS.get(name) ?? null)
        : null;
  const flag = flaggedSplit(args);
  if (metric === null || (object.kind === 'unknown' && flag === undefined && args.positional.length !== 2)) {
    return null;
  }
  return makeScore(machine, metric, flag ?? splitOf(object) ?? sharedSplit(allArguments(args)), modelOf(object));
}

const EVALUATED: ReadonlySet<Value['kind']> = new Set([
  'model',
  'prediction',
  'data',
  'component',
  'unknown',
  'method',
]);
const METRIC_METHOD =
  /^(?:auc|aucpr|logloss|rmse|mse|mae|rmsle|r2|rsquared|bic|aic|f1|accuracy|exp_var|gini|\w+_at_k)$/;
/** `rmse_test()` of a class from elsewhere. */
const OF_PART = /^(rmse|mse|mae|mape|r2|accuracy|auc|f1)_(train|val|test)$/;
/** Of survival: nothing else has methods of these names. */
const SURVIVAL_METHOD = /^(?:concordance_td|concordance_index|integrated_brier_score|integrated_nbll)$/;

/** What Spark's `MulticlassMetrics` of predictions gives; `precision` of all classes together is their accuracy too. */
const MLLIB_METHODS: ReadonlyMap<string, string> = new Map([
  ['precision', 'precision'],
  ['recall', 'recall'],
  ['fMeasure', 'f1'],
  ['weightedPrecision', 'precision_weighted'],
  ['weightedRecall', 'recall_weighted'],
  ['weightedFMeasure', 'f1_weighted'],
]);

/** `model_performance(valid=True)`. */
export function flaggedSplit({ named }: CallArguments): string | undefined {
  return FLAGS.find(([key]) => {
    const value = named.get(key);
    return value?.kind === 'literal' && value.value === true;
  })?.[1];
}
