import { knownMetric } from '../metric/catalogue';
import { readMetricLabel } from '../metric/metricLabel';
import type { CallArguments, Machine } from './machine';
import { makeScore } from './scores';
import type { Expression } from './syntax';
import type { ScoreValue, Value } from './values';

/** Names that mean a measure wherever they stand; `loss`, `score` and `map` may be anything. */
const MEASURES =
  /^(?:accuracy|balanced_accuracy|precision|recall|f1|f1_macro|f1_micro|f1_weighted|roc_auc|specificity|fpr|mcc|kappa|mse|rmse|mae|mape|smape|rmsle|r2|adj_r2|log_loss|perplexity|silhouette)$/;
/** Names that no column of data has: a table of predictions may be data of any split. */
const PLAIN = /^(?:f1|f1_macro|f1_micro|f1_weighted|roc_auc|mse|rmse|mae|mape|smape|rmsle|r2|log_loss)$/;
const EXTREMES = /^(?:highest|max|maximum|lowest|min|minimum|top|cur|current|running|mean|avg|all|total|sum)$/;

/** `test_acc = …`, `highest_acc = …`: of a value that nothing else tells, its variable's name says which measure it is. */
export function namedMeasure(name: string, value: Value): ScoreValue | null {
  // What an unknown function makes of held-out data is taken for data, and may be its score; `acc` of other data may be
  // an account or an acceleration.
  const isMade = value.kind === 'data' && !value.isRead && value.isTyped !== true;
  const isHeldOut = isMade && /^(?:val|test|cv)$/.test(value.split ?? '');
  if ((value.kind !== 'unknown' && !isMade) || name.length > 40 || /^(?:prec|rec)$/i.test(name)) {
    return null;
  }
  const label = readMetricLabel(name);
  // `test_loss` is one, `loss` may be that of a batch.
  const isHeldLoss = label.name === 'loss' && /^(?:test|val)$/.test(label.split ?? '');
  const isMeasure =
    label.name !== null && (isHeldLoss || MEASURES.test(label.name)) && !label.isForeign && !label.isSpread;
  return isMeasure &&
    (!isMade || isHeldOut || PLAIN.test(label.name)) &&
    label.rest.every((word) => EXTREMES.test(word))
    ? {
        kind: 'score',
        name: label.name,
        split: (isMade && !isHeldOut ? null : value.split) ?? label.split,
        model: null,
        shape: 'value',
        isNamed: true,
      }
    : null;
}

const RATIOS = /^(?:accuracy|balanced_accuracy|error_rate|precision|recall|specificity|f1|npv|fpr|fnr|mcc|iou|dice)$/;

/** `sensitivity = TP / (TP + FN)`: of ratios of counts the name says which one it is. */
export function namedRatio(machine: Machine, name: string, value: Value): Value {
  const metric = value.kind === 'counts' ? knownMetric(name) : null;
  return value.kind === 'counts' && metric !== null && RATIOS.test(metric)
    ? makeScore(machine, metric, value.split, value.model)
    : value;
}

const LOSSES =
  /^(?:(?:train|training|tr|val|valid|validation|dev|eval|test)_?)?loss(?:_(?:train|val|valid|test|dev))?$/;

/** `test_loss = forward(test_set)`: once the notebook followed gradients, what is called a loss is that of its model. */
export function namedLoss({ facts }: Machine, name: string, value: Value): ScoreValue | null {
  const isOpen =
    value.kind === 'unknown' ||
    value.kind === 'prediction' ||
    (value.kind === 'data' && !value.isRead && value.isTyped !== true);
  return isOpen && facts.gradients > 0 && LOSSES.test(name)
    ? {
        kind: 'score',
        name: 'loss',
        split: value.split ?? readMetricLabel(name).split,
        model: value.kind === 'prediction' ? value.model : null,
        shape: 'value',
        isNamed: true,
      }
    : null;
}

/** `val_accs.append(…)`, `history['val_acc'].append(…)`: what a list is called says what is put into it. */
export function asListed(list: Expression, args: CallArguments): CallArguments {
  const [given] = args.positional;
  const key = list.kind === 'index' && list.index.kind === 'text' ? list.index.parts[0] : undefined;
  const name = list.kind === 'name' || list.kind === 'attribute' ? list.name : key;
  const named =
    given === undefined || typeof name !== 'string' ? null : namedMeasure(name.replace(/(?<=[^s])s$/, ''), given);
  return named === null ? args : { positional: [named], named: args.named };
}

/** `calculate_accuracy(predicted, truth)`: the measure that a function of the notebook is called after; null for others. */
export function functionMeasure(name: string): string | null {
  const bare = name.replace(COMPUTES, '');
  const known = knownMetric(name);
  // How far two distributions lie apart may be asked of any two.
  if (known === 'kl_loss') {
    return null;
  }
  return known ?? (bare !== name && MEASURES.test(knownMetric(bare) ?? '') ? knownMetric(bare) : null);
}

const COMPUTES =
  /^_?(?:calc(?:ulate)?|compute|get|eval(?:uate)?|measure|my|custom|own)_(?:mean_|avg_|average_|model_)?/i;

/** `def rmsle(y, p): return np.sqrt(np.mean((np.log1p(y) - np.log1p(p)) ** 2))`: what it is called says more than its formula. */
export function ownError(name: string, result: Value): Value {
  const metric = result.kind === 'score' && /^r?mse$|^mape$/.test(result.name) ? knownMetric(name) : null;
  return result.kind === 'score' && metric !== null && OWN_ERRORS.test(metric) ? { ...result, name: metric } : result;
}

const OWN_ERRORS = /^(?:rmsle|msle|rmspe|smape|wape|mase|nrmse)$/;
