import { knownMetric } from '../metric/catalogue';
import { metricFunction } from './libraries';
import type { Machine } from './machine';
import { namedMeasure } from './namedMeasure';
import { defaultMetric, makeScore } from './scores';
import { indexTable, partOfTable } from './scoreTables';
import { splitFromName } from './splitNames';
import { knownText } from './valueText';
import { data, FOREIGN, modelOf, OTHER_KEY, splitOf, UNKNOWN } from './values';
import type { ModelFact, Value } from './values';

const STATISTICS: ReadonlyMap<string, string> = new Map([
  ['rsquared', 'r2'],
  ['rsquared_adj', 'adj_r2'],
  ['aic', 'aic'],
  ['aicc', 'aic'],
  ['bic', 'bic'],
  ['llf', 'log_likelihood'],
  ['prsquared', 'pseudo_r2'],
  ['concordance_index_', 'c_index'],
  ['inertia_', 'inertia'],
  ['AIC_', 'aic'],
]);

/** What Spark's models tell of themselves, in `summary` and as what `evaluate` returns. */
const SUMMARY: ReadonlyMap<string, string> = new Map([
  ['rootMeanSquaredError', 'rmse'],
  ['meanSquaredError', 'mse'],
  ['meanAbsoluteError', 'mae'],
  ['areaUnderROC', 'roc_auc'],
  ['r2adj', 'adj_r2'],
  ['weightedPrecision', 'precision_weighted'],
  ['weightedRecall', 'recall_weighted'],
]);
/** Those by themselves are anybody's. */
const COMMON: ReadonlySet<string> = new Set(['r2', 'accuracy']);

/** A score of a model's summary: of its training, unless it was made for other data. */
function summaryScore(machine: Machine, object: Value, name: string): Value | null {
  const isSummary = object.kind === 'method' && object.name === 'summary';
  const isEvaluation = object.kind === 'score' && object.name === 'score';
  const metric = SUMMARY.get(name) ?? (COMMON.has(name) && (isSummary || isEvaluation) ? name : undefined);
  return metric === undefined || object.kind === 'symbol'
    ? null
    : makeScore(machine, metric, isSummary ? 'train' : splitOf(object), modelOf(isSummary ? object.object : object));
}

/** `{evaluator.metricName: 'mae'}` beside the predictions. */
export const METRIC_NAME = 'metricName';

/** The value of `object.name`. */
export function evaluateAttribute(machine: Machine, object: Value, name: string): Value {
  const summary = summaryScore(machine, object, name);
  if (summary !== null) {
    return summary;
  }
  switch (object.kind) {
    case 'symbol':
      return { kind: 'symbol', path: `${object.path}.${name}` };
    case 'model':
      return modelAttribute(machine, object, object.model, name);
    case 'history':
      return name === 'history' ? object : modelAttribute(machine, object, object.model, name);
    case 'instance':
      return object.fields.get(name) ?? object.type.fields.get(name) ?? instanceAttribute(machine, object, name);
    case 'class':
      return object.fields.get(name) ?? object.methods.get(name) ?? UNKNOWN;
    case 'data':
      return /^(?:shape|size|columns|dtypes?|index|ndim|freq|T)$/.test(name) && name !== 'T'
        ? FOREIGN
        : { ...object, split: object.split ?? splitFromName(name) };
    case 'prediction':
      return name === 'loss' || name === 'logits_loss'
        ? makeScore(machine, 'loss', object.split, object.model)
        : object;
    case 'score':
    case 'matches':
    case 'residual':
    case 'counts':
      return { kind: 'method', object, name };
    case 'text':
    case 'literal':
      return /^(?:parent|stem|name|suffix)$/.test(name) ? UNKNOWN : { kind: 'method', object, name };
    case 'dict':
      return object.entries.get(name) ?? partOfTable(object, name) ?? { kind: 'method', object, name };
    case 'unknown':
      return unknownAttribute(machine, object, name);
    case 'meter':
      // The key under which Spark's evaluators are given another metric.
      return name === METRIC_NAME ? { kind: 'literal', value: name } : { kind: 'method', object, name };
    case 'foreign':
      return FOREIGN;
    default:
      return { kind: 'method', object, name };
  }
}

function unknownAttribute(machine: Machine, object: Value, name: string): Value {
  const metric = STATISTICS.get(name);
  if (metric !== undefined && name !== 'AIC_') {
    return makeScore(machine, metric, null, null);
  }
  if (name === 'best_score_') {
    return makeScore(machine, 'score', 'cv', null);
  }
  const split = splitFromName(name);
  return split === null ? { kind: 'method', object, name } : data(split);
}

function instanceAttribute(machine: Machine, object: Extract<Value, { kind: 'instance' }>, name: string): Value {
  const method = object.type.methods.get(name);
  return method ?? (object.model === null ? UNKNOWN : modelAttribute(machine, object, object.model, name));
}

function modelAttribute(machine: Machine, object: Value, model: ModelFact, name: string): Value {
  switch (name) {
    case 'best_score_':
    case 'grid_scores_':
      return makeScore(machine, defaultMetric(model), 'cv', model.inner ?? model);
    case 'best_score':
      return bestScore(machine, model);
    case 'best_value':
      return makeScore(machine, defaultMetric(model), model.evaluationSplit, model.inner);
    case 'best_trial':
      return bestTrial(machine, model);
    case 'oob_score_':
      return makeScore(machine, defaultMetric(model), 'oob', model);
    case 'best_estimator_':
    case 'best_model_':
    case 'module':
      return model.inner === null
        ? object
        : { kind: 'model', model: { ...model.inner, fittedOn: model.fittedOn, isChosen: true } };
    case 'history':
      return { kind: 'history', model };
    case 'fittedvalues':
      return { kind: 'prediction', model, split: 'train' };
    case 'resid':
    case 'feature_importances_':
    case 'coef_':
    case 'intercept_':
    case 'cv_results_':
      return UNKNOWN;
    default: {
      const metric = STATISTICS.get(name);
      const isOwn =
        metric !== undefined &&
        (model.family === 'statistics' || model.family === 'clusterer' || model.family === 'other');
      return isOwn
        ? makeScore(machine, metric, model.family === 'statistics' ? 'train' : null, model)
        : { kind: 'method', object, name };
    }
  }
}

/** A study's best trial holds what its objective returned. */
function bestTrial(machine: Machine, model: ModelFact): Value {
  if (model.scoring === null) {
    return UNKNOWN;
  }
  const value = makeScore(machine, model.scoring, model.evaluationSplit, model.inner);
  return {
    kind: 'dict',
    entries: new Map<string, Value>([
      ['value', value],
      ['values', { kind: 'list', items: [value], isTuple: false }],
    ]),
  };
}

/** Boosters stop by the last of their evaluation metrics. */
function bestScore(machine: Machine, model: ModelFact): Value {
  const named = model.params.findLast((param) => /^(?:eval_metric|metric)$/.test(param.name))?.value;
  const last = typeof named === 'string' ? /(\w+)\W*$/.exec(named)?.[1] : undefined;
  const metric = last === undefined ? null : knownMetric(last);
  return metric === null ? UNKNOWN : makeScore(machine, metric, 'val', model);
}

/** The value of `object[index]`. */
export function evaluateIndex(object: Value, index: Value, isSlice: boolean): Value {
  const key = knownText(index);
  switch (object.kind) {
    case 'list': {
      const at = index.kind === 'literal' && typeof index.value === 'number' ? index.value : null;
      if (isSlice || at === null) {
        return isSlice ? object : anyOf(object.items[0]);
      }
      return object.items.at(at) ?? UNKNOWN;
    }
    case 'dict':
      return object.isTable === true ? indexTable(object, index, isSlice) : entryOf(object.entries, key, index);
    case 'history':
      return key === null ? UNKNOWN : historyScore(object.model, key);
    case 'score':
      return object.shape === 'folds' && !isSlice ? { ...object, shape: 'value' } : object;
    case 'report':
      return UNKNOWN;
    case 'counts':
    case 'residual':
    case 'matches':
      return object;
    case 'prediction':
    case 'foreign':
      return object;
    case 'data': {
      const split = (key === null ? null : splitFromName(key)) ?? splitOf(index) ?? object.split;
      return split === object.split && key === null && !isSlice ? object : data(split, object.isRead);
    }
    case 'symbol':
      return namedPart(key, index);
    case 'unknown': {
      const part = namedPart(key, index);
      return part.kind === 'unknown' && splitOf(part) === null && !isSlice && key !== null ? object : part;
    }
    default:
      return UNKNOWN;
  }
}

function entryOf(entries: ReadonlyMap<string, Value>, key: string | null, index: Value): Value {
  const known = key === null ? undefined : entries.get(key);
  const other = entries.get(OTHER_KEY);
  const part = key !== null && PART.test(key) && other?.kind !== 'score' ? namedPart(key, index) : undefined;
  return known ?? part ?? anyOf(other);
}

/** One of several, nobody knows which: what kind of thing it is, but no text and no number of its own. */
function anyOf(value: Value | undefined): Value {
  return value === undefined || value.kind === 'literal' ? UNKNOWN : value;
}

const PART = /^(?:train|test|val|valid|validation|dev|holdout)(?:ing)?$/i;

/** `splits['test']` of something unknown, or of a dict that a loop filled. */
function namedPart(key: string | null, index: Value): Value {
  const split = (key === null ? null : splitFromName(key)) ?? splitOf(index);
  // `scores['test_acc'].mean()`: a score under its name is no part of any data.
  const isScore = key !== null && split !== null && namedMeasure(key, UNKNOWN) !== null;
  return split === null ? UNKNOWN : isScore ? { kind: 'unknown', split } : data(split);
}

/** Columns of a booster's cross validation: `auc-mean`, `test-rmse-std`, `valid binary_logloss-mean`. */
const OVER_FOLDS = /^(?:(train|test|valid\w*)[- ])?(.+)-(mean|stdv?)$/;

function historyScore(model: ModelFact, key: string): Value {
  const [, part, measure, kind] = key.includes('-') ? (OVER_FOLDS.exec(key) ?? []) : [];
  if (measure !== undefined) {
    const found = knownMetric(measure);
    const split = part === 'train' ? part : 'cv';
    return kind !== 'mean'
      ? FOREIGN
      : found === null
        ? UNKNOWN
        : { kind: 'score', name: found, split, model, shape: 'folds', isLogged: true };
  }
  const isValidation = key.startsWith('val_');
  const name = isValidation ? key.slice(4) : key;
  const metric = knownMetric(name) ?? metricFunction(name);
  return metric === null
    ? UNKNOWN
    : {
        kind: 'score',
        name: metric,
        split: isValidation ? 'val' : 'train',
        model,
        shape: 'folds',
        isLogged: true,
      };
}
