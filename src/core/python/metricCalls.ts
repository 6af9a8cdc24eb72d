import { firstPresent } from '../present';
import { knownMetric } from '../metric/catalogue';
import { lastName } from './lastName';
import { isLossClass, metricFunction, scoringMetric } from './libraries';
import { allArguments, argument } from './machine';
import type { CallArguments, CallRule, Machine } from './machine';
import { matchesToScore, residualToScore } from './operators';
import { defaultMetric, extremeOf, makeScore, markSeen, scoringOf } from './scores';
import { knownText } from './valueText';
import { data, FOREIGN, modelOf, sharedSplit, splitOf, UNKNOWN } from './values';
import type { ModelFact, Value } from './values';

/** A metric's function over truth and prediction, or a meter that will compute it. */
export function callMetric(machine: Machine, path: string, args: CallArguments): Value | null {
  const name = lastName(path);
  const values = allArguments(args);
  if (/^[A-Z]/.test(name)) {
    return makeMeter(path, name, args);
  }
  const metric = name === 'fbeta_score' ? betaMetric(args) : atCutoff(metricFunction(path), args);
  const [given] = args.positional;
  // Surprise's predictions hold the truth as well.
  const isWhole = path.startsWith('surprise.') && given?.kind === 'prediction';
  if (metric === null || (args.positional.length + args.named.size < 2 && !isWhole)) {
    return null;
  }
  const curve = values.find((value) => value.kind === 'curve');
  if (curve?.kind === 'curve') {
    return makeScore(machine, curve.metric, curve.split, curve.model);
  }
  const model = firstPresent(values, (value) => modelOf(value));
  const split = evaluatedSplit(values.filter((value) => value.kind !== 'model'));
  const average = knownText(argument(args, -1, 'average'));
  const hasAverage = average !== null && /^(?:macro|micro|weighted|samples)$/.test(average);
  const squared = argument(args, -1, 'squared');
  const isRoot = metric === 'mse' && squared?.kind === 'literal' && squared.value !== true;
  const isSeen = values.some((value) => value.kind === 'prediction' && value.isSeen === true);
  const made = makeScore(
    machine,
    isRoot ? 'rmse' : hasAverage && /^(?:f1|precision|recall)$/.test(metric) ? `${metric}_${average}` : metric,
    split,
    model,
  );
  const score = markSeen(made, isSeen);
  noteExample(machine, score, args);
  return score;
}

/** `recall_at_k(ranks, 5)`: the cutoff is part of the name. */
function atCutoff(metric: string | null, args: CallArguments): string | null {
  if (metric === null || !metric.endsWith('_at_k')) {
    return metric;
  }
  const given = argument(args, -1, 'k') ?? args.positional.slice(1).findLast(({ kind }) => kind === 'literal');
  return given?.kind === 'literal' && typeof given.value === 'number' && Number.isInteger(given.value)
    ? metric.replace(/k$/, String(given.value))
    : metric;
}

/** How much more recall weighs than precision is part of the name. */
function betaMetric(args: CallArguments): string {
  const beta = argument(args, -1, 'beta');
  return beta?.kind === 'literal' && typeof beta.value === 'number'
    ? (knownMetric(`f${beta.value}`) ?? 'f_beta')
    : 'f2';
}

/** Predictions of cross-validation are of all folds, whatever the truth beside them is called; so are those of rows seen. */
export function evaluatedSplit(values: readonly Value[]): string | null {
  const isOfFolds = values.some((value) => value.kind === 'prediction' && value.split === 'cv');
  const isSeen = values.some((value) => value.kind === 'prediction' && value.isSeen === true);
  return isOfFolds ? 'cv' : isSeen ? 'train' : (sharedSplit(values) ?? splitOf(values[0]) ?? splitOf(values[1]));
}

/** Truth and prediction spelled out show how a metric works, and are nobody's result. */
export function noteExample(machine: Machine, score: Value, args: CallArguments): void {
  if (args.positional.slice(0, 2).filter(isSpelledOut).length === 2) {
    machine.facts.examples.add(score);
  }
}

function isSpelledOut(value: Value): boolean {
  return (
    value.kind === 'list' &&
    value.items.length > 0 &&
    value.items.every((item) => item.kind === 'literal' || isSpelledOut(item))
  );
}

export function makeMeter(path: string, name: string, args: CallArguments): Value | null {
  if (isLossClass(name)) {
    return { kind: 'meter', metric: 'loss', split: null, model: null };
  }
  if (/.Evaluator$/.test(name)) {
    const metric = knownText(argument(args, -1, 'metricName'));
    const fallback = name.startsWith('Binary')
      ? 'roc_auc'
      : name.startsWith('Regression')
        ? 'rmse'
        : name.startsWith('Cluster')
          ? 'silhouette'
          : 'f1';
    return {
      kind: 'meter',
      metric: metric === null ? fallback : (knownMetric(metric) ?? metric),
      split: null,
      model: null,
    };
  }
  const isMetricsModule = /metrics|tfma|^pytorch_forecasting\b/i.test(path);
  const metric = isMetricsModule ? knownMetric(name) : null;
  return metric === null ? null : { kind: 'meter', metric, split: null, model: null };
}

export function mean(machine: Machine, args: CallArguments): Value {
  const value = firstArgument(machine, args);
  if (value.kind === 'matches') {
    return matchesToScore(machine, value);
  }
  if (value.kind === 'residual') {
    return residualToScore(machine, value);
  }
  const score = scoreIn(value);
  return score === null ? derive(args) : meanOf(score);
}

/** As `mean`, but of absolute errors it is another measure. */
export function median(machine: Machine, args: CallArguments): Value {
  const value = firstArgument(machine, args);
  const found = mean(machine, args);
  if (value.kind !== 'residual' || found.kind !== 'score') {
    return found;
  }
  return found.name === 'mae' ? { ...found, name: 'median_absolute_error' } : FOREIGN;
}

/** The mean of the folds' scores is a result, that of all epochs is the score of no model. */
export function meanOf(score: Extract<Value, { kind: 'score' }>): Value {
  return score.isLogged === true && score.shape === 'folds' ? FOREIGN : { ...score, shape: 'value' };
}

/** The score that a value is or is made of. */
export function scoreIn(value: Value): Extract<Value, { kind: 'score' }> | null {
  if (value.kind === 'score') {
    return value;
  }
  const items = value.kind === 'list' ? value.items : [];
  const scores = items.filter((item) => item.kind === 'score');
  const [first] = scores;
  return first !== undefined && scores.every((score) => score.name === first.name) ? first : null;
}

export function spread(machine: Machine, args: CallArguments): Value {
  const score = scoreIn(firstArgument(machine, args));
  return score === null ? FOREIGN : { ...score, shape: 'spread' };
}

export function squareRoot(machine: Machine, args: CallArguments): Value {
  const value = firstArgument(machine, args);
  const score = scoreIn(value);
  // A network that minimizes the squared error gives it as its loss.
  if (score?.name === 'mse' || (score?.name === 'loss' && score.model?.lossName === 'mse')) {
    return { ...score, name: 'rmse', shape: score.shape };
  }
  return score?.name === 'msle' ? { ...score, name: 'rmsle' } : derive(args);
}

export function absolute(machine: Machine, args: CallArguments): Value {
  return power(machine, args, 1);
}

export function power(machine: Machine, args: CallArguments, exponent: 1 | 2): Value {
  const value = firstArgument(machine, args);
  return value.kind === 'residual' ? { ...value, power: exponent } : value;
}

export function confusionMatrix(machine: Machine, args: CallArguments): Value {
  const values = allArguments(args);
  const split = evaluatedSplit(values);
  const model = firstPresent(values, (value) => modelOf(value));
  const value: Value = { kind: 'counts', split, model };
  machine.facts.scores.push({ cell: machine.cell, value });
  return value;
}

export function crossValScore(machine: Machine, args: CallArguments): Value {
  const model = modelOf(argument(args, 0, 'estimator'));
  const scoring = argument(args, -1, 'scoring');
  const isPlain = scoring === undefined || (scoring.kind === 'literal' && scoring.value === null);
  const name = isPlain ? defaultMetric(model) : (scoringOf(scoring) ?? 'score');
  return makeScore(machine, name, 'cv', model, 'folds');
}

/** scikit-learn's, and Surprise's, which is told of its `measures`. */
export function crossValidate(machine: Machine, args: CallArguments, path: string): Value {
  const model = modelOf(argument(args, 0, 'estimator'));
  const scoring = argument(args, -1, 'scoring') ?? (path.startsWith('surprise.') ? measuresOf(args) : undefined);
  const names = scoring?.kind === 'list' ? scoring.items.map((item) => knownText(item)) : [];
  const entries = new Map<string, Value>();
  const single = knownText(scoring);
  const add = (key: string, name: string): void => {
    entries.set(`test_${key}`, makeScore(machine, name, 'cv', model, 'folds'));
    entries.set(`train_${key}`, makeScore(machine, name, 'train', model, 'folds'));
  };
  for (const name of names.filter((text) => text !== null)) {
    add(name, scoringMetric(name) ?? name);
  }
  for (const [key, value] of scoring?.kind === 'dict' ? scoring.entries : []) {
    add(key, scoringOf(value) ?? knownMetric(key) ?? 'score');
  }
  if (names.length === 0 && scoring?.kind !== 'dict') {
    const isPlain = single === null && scoring?.kind !== 'meter';
    add('score', isPlain ? defaultMetric(model) : (scoringOf(scoring) ?? 'score'));
  }
  return { kind: 'dict', entries };
}

/** By default `measures=['rmse', 'mae']`. Their keys in what comes back are in lower case. */
function measuresOf(args: CallArguments): Value {
  const given = argument(args, 2, 'measures');
  const names = given?.kind === 'list' ? given.items.flatMap((item) => knownText(item)?.toLowerCase() ?? []) : [];
  return {
    kind: 'list',
    items: (names.length > 0 ? names : ['rmse', 'mae']).map((name) => ({ kind: 'literal', value: name })),
    isTuple: false,
  };
}

export function crossValPredict(_machine: Machine, args: CallArguments): Value {
  return { kind: 'prediction', model: modelOf(argument(args, 0, 'estimator')), split: 'cv' };
}

export function curve(metric: string): CallRule {
  return (_machine, args) => {
    const values = allArguments(args);
    const split = evaluatedSplit(values);
    const model = firstPresent(values, (value) => modelOf(value));
    const item: Value = { kind: 'curve', metric, split, model };
    return { kind: 'list', items: [item, item, UNKNOWN], isTuple: true };
  };
}

export function report(machine: Machine, args: CallArguments): Value {
  const values = allArguments(args);
  const split = evaluatedSplit(values);
  const model = firstPresent(values, (value) => modelOf(value));
  const value: Value = { kind: 'report', split, model };
  machine.facts.scores.push({ cell: machine.cell, value });
  noteExample(machine, value, args);
  return value;
}

export function precisionRecallSupport(machine: Machine, args: CallArguments): Value {
  const split = sharedSplit(allArguments(args));
  const model =
    allArguments(args)
      .map((value) => modelOf(value))
      .find((found): found is ModelFact => found !== null) ?? null;
  const average = knownText(argument(args, -1, 'average'));
  const suffix = average !== null && average !== 'binary' ? `_${average}` : '';
  const items = ['precision', 'recall', 'f1'].map((name): Value => makeScore(machine, name + suffix, split, model));
  return { kind: 'list', items: [...items, FOREIGN], isTuple: true };
}

export function extreme(machine: Machine, args: CallArguments): Value {
  const score = scoreIn(firstArgument(machine, args));
  return score === null ? derive(args) : extremeOf(score);
}

export function firstArgument(_machine: Machine, args: CallArguments): Value {
  return args.positional[0] ?? [...args.named.values()][0] ?? UNKNOWN;
}

/** A call that nothing is known about passes on what its arguments are. */
export function derive(args: CallArguments): Value {
  const values = allArguments(args);
  const prediction = values.find((value) => value.kind === 'prediction');
  if (prediction !== undefined) {
    return prediction;
  }
  if (values.some((value) => value.kind === 'score')) {
    return UNKNOWN;
  }
  const split = sharedSplit(values);
  return split === null ? UNKNOWN : data(split);
}
