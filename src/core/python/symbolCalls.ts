import { knownMetric } from '../metric/catalogue';
import { isHyperparameter } from './hyperparameters';
import { isLossClass, metricFunction, scoringMetric } from './libraries';
import { allArguments, argument } from './machine';
import type { CallArguments, Machine } from './machine';
import { componentParams, makeModel, namedParams, registerModel } from './modelFacts';
import { matchesToScore, residualToScore } from './operators';
import { noteArtifact, noteDataset } from './paths';
import { notePrint, textParts } from './printSites';
import { defaultMetric, makeScore } from './scores';
import { splitFromName } from './splitNames';
import { data, FOREIGN, knownText, literal, modelOf, sharedSplit, splitOf, UNKNOWN } from './values';
import type { ModelFact, Value } from './values';

type Rule = (machine: Machine, args: CallArguments, path: string) => Value;

/** The value of calling something imported or built in. */
export function callSymbol(machine: Machine, path: string, args: CallArguments): Value {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const rule = RULES.get(name);
  return rule === undefined ? callOther(machine, path, args) : rule(machine, args, path);
}

function callOther(machine: Machine, path: string, args: CallArguments): Value {
  const name = path.slice(path.lastIndexOf('.') + 1);
  noteSeed(machine, name, args);
  if (noteDataset(machine, path, args)) {
    return data(splitFromName(knownText(argument(args, -1, 'split'))?.replace(/\[.*$/, '') ?? ''), true);
  }
  if (noteArtifact(machine, path, args, null)) {
    return UNKNOWN;
  }
  const score = callMetric(machine, path, args);
  if (score !== null) {
    return score;
  }
  const model = makeModel(machine, path, args);
  if (model !== null) {
    return { kind: 'model', model };
  }
  noteCallSettings(machine, name, args);
  const derived = derive(args);
  const params = derived.kind === 'unknown' && /^[A-Z]/.test(name) ? namedParams(machine, args) : [];
  return params.length > 0
    ? { kind: 'component', name, params: [...componentParams(allArguments(args)), ...params] }
    : derived;
}

const SETTING_CALLS =
  /^(?:Adam\w*|SGD|RMSprop|Adagrad|Adadelta|Nadam|Lion|LBFGS|\w*DataLoader|\w*LR|ReduceLROnPlateau|ExponentialDecay|\w*Arguments|\w*TrainingArgs|\w*Config|LoraConfig|get_\w*schedule\w*|EarlyStopping|create_optimizer)$/;

/** Optimizers, loaders and the like carry hyperparameters wherever they are made. */
function noteCallSettings(machine: Machine, name: string, args: CallArguments): void {
  if (!SETTING_CALLS.test(name)) {
    return;
  }
  const isArguments = /(?:Arguments|Args|Config)$/.test(name);
  const kept = namedParams(machine, args).filter((param) => isArguments || isHyperparameter(param.name, param.value));
  machine.facts.settings.push(...(name === 'EarlyStopping' ? kept.filter((param) => param.name === 'patience') : kept));
}

function noteSeed(machine: Machine, name: string, args: CallArguments): void {
  if (
    /^(?:seed|manual_seed|set_seed|set_random_seed|seed_everything|default_rng|RandomState|random_seed|manual_seed_all|enable_op_determinism)$/.test(
      name,
    ) ||
    [...args.named.keys()].some((key) => /^(?:random_state|seed|random_seed)$/.test(key))
  ) {
    machine.facts.hasSeed = true;
  }
}

/** A metric's function over truth and prediction, or a meter that will compute it. */
function callMetric(machine: Machine, path: string, args: CallArguments): Value | null {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const values = allArguments(args);
  if (/^[A-Z]/.test(name)) {
    return makeMeter(path, name, args);
  }
  const metric = metricFunction(path);
  if (metric === null || args.positional.length + args.named.size < 2) {
    return null;
  }
  const curve = values.find((value) => value.kind === 'curve');
  if (curve?.kind === 'curve') {
    return makeScore(machine, curve.metric, curve.split, curve.model);
  }
  const model = values.map(modelOf).find((found) => found !== null) ?? null;
  const split =
    sharedSplit(values.filter((value) => value.kind !== 'model')) ?? splitOf(values[0]) ?? splitOf(values[1]);
  const average = knownText(argument(args, -1, 'average'));
  const hasAverage = average !== null && /^(?:macro|micro|weighted|samples)$/.test(average);
  const isRoot = metric === 'mse' && argument(args, -1, 'squared')?.kind === 'literal';
  return makeScore(
    machine,
    isRoot ? 'rmse' : hasAverage && /^(?:f1|precision|recall)$/.test(metric) ? `${metric}_${average}` : metric,
    split,
    model,
  );
}

function makeMeter(path: string, name: string, args: CallArguments): Value | null {
  if (isLossClass(name)) {
    return { kind: 'meter', metric: 'loss', split: null, model: null };
  }
  if (/Evaluator$/.test(name)) {
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
  const isMetricsModule = /metrics|torchmetrics|tfma/i.test(path);
  const metric = isMetricsModule ? knownMetric(name) : null;
  return metric === null ? null : { kind: 'meter', metric, split: null, model: null };
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

function firstArgument(_machine: Machine, args: CallArguments): Value {
  return args.positional[0] ?? [...args.named.values()][0] ?? UNKNOWN;
}

function mean(machine: Machine, args: CallArguments): Value {
  const value = firstArgument(machine, args);
  if (value.kind === 'matches') {
    return matchesToScore(machine, value);
  }
  if (value.kind === 'residual') {
    return residualToScore(machine, value);
  }
  const score = scoreIn(value);
  return score === null ? derive(args) : { ...score, shape: 'value' };
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

function absolute(machine: Machine, args: CallArguments): Value {
  return power(machine, args, 1);
}

function power(machine: Machine, args: CallArguments, exponent: 1 | 2): Value {
  const value = firstArgument(machine, args);
  return value.kind === 'residual' ? { ...value, power: exponent } : value;
}

function confusionMatrix(machine: Machine, args: CallArguments): Value {
  const values = allArguments(args);
  const split = sharedSplit(values) ?? splitOf(values[0]) ?? splitOf(values[1]);
  const model = values.map(modelOf).find((found) => found !== null) ?? null;
  const value: Value = { kind: 'counts', split, model };
  machine.facts.scores.push({ cell: machine.cell, value });
  return value;
}

/** `xgb.train(params, data, num_boost_round=300)` and LightGBM's. */
function nativeTraining(machine: Machine, args: CallArguments, path: string): Value {
  const params = argument(args, 0, 'params');
  if (!/^(?:xgboost|lightgbm|xgb|lgb)\./.test(path) || params === undefined) {
    return callOther(machine, path, args);
  }
  const given = params.kind === 'dict' ? namedParams(machine, { positional: [], named: params.entries }) : [];
  const model = registerModel(machine, {
    name: 'Booster',
    path,
    family: 'other',
    inner: null,
    isSearch: false,
    params: [...given, ...namedParams(machine, args)],
  });
  model.fittedIn = machine.cell;
  machine.facts.hasRandomness = true;
  machine.facts.trainings.push({ cell: machine.cell, kind: 'fit', model, split: null });
  return { kind: 'model', model };
}

/** Functions of PyCaret show a table of scores. */
function pycaretModel(split: string): Rule {
  return (machine, args, path) => {
    const isPycaret = [...machine.facts.imports].some((module) => module.startsWith('pycaret'));
    if (!isPycaret) {
      return callOther(machine, path, args);
    }
    machine.facts.scores.push({ cell: machine.cell, value: { kind: 'report', split, model: null } });
    return { kind: 'unknown', split };
  };
}

/** A database in a file is data. */
function connect(machine: Machine, args: CallArguments, path: string): Value {
  const file = knownText(args.positional[0]);
  if (/^(?:sqlite3|duckdb)\b/.test(path) && file !== null && file !== ':memory:') {
    machine.facts.datasets.push({ path: file, cell: machine.cell, line: machine.line, isWhole: true });
  }
  return UNKNOWN;
}

/** A file opened for writing is what a pickle goes into; one opened for reading may be data. */
function openFile(machine: Machine, args: CallArguments, path: string): Value {
  const mode = knownText(argument(args, 1, 'mode'));
  const [file] = args.positional;
  if (mode !== null && /[wax]/.test(mode) && file !== undefined) {
    return { kind: 'file', path: file };
  }
  noteDataset(machine, path, args);
  return UNKNOWN;
}

function spread(machine: Machine, args: CallArguments): Value {
  const score = scoreIn(firstArgument(machine, args));
  return score === null ? FOREIGN : { ...score, shape: 'spread' };
}

function squareRoot(machine: Machine, args: CallArguments): Value {
  const value = firstArgument(machine, args);
  const score = scoreIn(value);
  if (score?.name === 'mse') {
    return { ...score, name: 'rmse', shape: score.shape };
  }
  return score?.name === 'msle' ? { ...score, name: 'rmsle' } : derive(args);
}

/** Splits by position: what is split comes back as train and test parts in turn; names may say more. */
function trainTestSplit(machine: Machine, args: CallArguments): Value {
  machine.facts.hasRandomness = true;
  noteSeed(machine, 'train_test_split', args);
  noteSplitting(machine, args);
  const items = args.positional.flatMap((value) => {
    const held = splitOf(value) === 'train' ? 'val' : splitOf(value) === 'test' ? 'test' : 'test';
    return [data(splitOf(value) === 'test' ? 'val' : 'train'), data(held)];
  });
  return { kind: 'list', items, isTuple: true };
}

function noteSplitting(machine: Machine, args: CallArguments): void {
  const kept = namedParams(machine, args).filter((param) =>
    /^(?:test_size|train_size|random_state|n_splits|n_repeats)$/.test(param.name),
  );
  machine.facts.settings.push(...kept);
}

function crossValScore(machine: Machine, args: CallArguments): Value {
  const model = modelOf(argument(args, 0, 'estimator'));
  const scoring = knownText(argument(args, -1, 'scoring'));
  const name = scoring === null ? defaultMetric(model) : (scoringMetric(scoring) ?? 'score');
  return makeScore(machine, name, 'cv', model, 'folds');
}

function crossValidate(machine: Machine, args: CallArguments): Value {
  const model = modelOf(argument(args, 0, 'estimator'));
  const scoring = argument(args, -1, 'scoring');
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
  if (names.length === 0) {
    add('score', single === null ? defaultMetric(model) : (scoringMetric(single) ?? 'score'));
  }
  return { kind: 'dict', entries };
}

function crossValPredict(_machine: Machine, args: CallArguments): Value {
  return { kind: 'prediction', model: modelOf(argument(args, 0, 'estimator')), split: 'cv' };
}

function curve(metric: string): Rule {
  return (_machine, args) => {
    const values = allArguments(args);
    const split = sharedSplit(values) ?? splitOf(values[0]);
    const model = values.map(modelOf).find((found) => found !== null) ?? null;
    const item: Value = { kind: 'curve', metric, split, model };
    return { kind: 'list', items: [item, item, UNKNOWN], isTuple: true };
  };
}

function report(machine: Machine, args: CallArguments): Value {
  const values = allArguments(args);
  const split = sharedSplit(values) ?? splitOf(values[0]) ?? splitOf(values[1]);
  const model = values.map(modelOf).find((found) => found !== null) ?? null;
  const value: Value = { kind: 'report', split, model };
  machine.facts.scores.push({ cell: machine.cell, value });
  return value;
}

function precisionRecallSupport(machine: Machine, args: CallArguments): Value {
  const split = sharedSplit(allArguments(args));
  const model =
    allArguments(args)
      .map(modelOf)
      .find((found): found is ModelFact => found !== null) ?? null;
  const average = knownText(argument(args, -1, 'average'));
  const suffix = average !== null && average !== 'binary' ? `_${average}` : '';
  const items = ['precision', 'recall', 'f1'].map((name): Value => makeScore(machine, name + suffix, split, model));
  return { kind: 'list', items: [...items, FOREIGN], isTuple: true };
}

function loadMeter(machine: Machine, args: CallArguments, path: string): Value {
  const name = knownText(argument(args, 0, 'path', 'config_name'));
  if (/(?:^|\.)(?:load_metric|evaluate\.load)$/.test(path) && name !== null) {
    return { kind: 'meter', metric: knownMetric(name) ?? 'several', split: null, model: null };
  }
  if (/(?:^|\.)load_metric$/.test(path)) {
    return { kind: 'meter', metric: 'score', split: null, model: null };
  }
  if (/^(?:tensorflow_datasets|tfds)\./.test(path) && name !== null) {
    machine.facts.datasets.push({ path: name, cell: machine.cell, line: machine.line, isWhole: true });
    return data(null);
  }
  noteDataset(machine, path, args);
  return /(?:joblib|pickle|torch|dill)\./.test(path) ? UNKNOWN : derive(args);
}

function joinPaths(_machine: Machine, args: CallArguments): Value {
  const parts = args.positional.flatMap((value, index) =>
    index === 0 ? textParts(value) : ['/', ...textParts(value)],
  );
  const text: Value = { kind: 'text', parts: parts.filter((part) => part !== '') };
  const known = knownText(text);
  return known === null ? text : literal(known.replace(/\/{2,}/g, '/'));
}

function toText(_machine: Machine, args: CallArguments): Value {
  const [value] = args.positional;
  return value === undefined ? literal('') : { kind: 'text', parts: textParts(value) };
}

function makePath(machine: Machine, args: CallArguments): Value {
  return args.positional.length === 0
    ? literal('')
    : args.positional.length > 1
      ? joinPaths(machine, args)
      : (args.positional[0] ?? UNKNOWN);
}

function extreme(machine: Machine, args: CallArguments): Value {
  const score = scoreIn(firstArgument(machine, args));
  return score === null ? derive(args) : { ...score, shape: 'value' };
}

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['print', (machine, args) => (notePrint(machine, args), literal(null))],
  ['pprint', (machine, args) => (notePrint(machine, args), literal(null))],
  [
    'display',
    (machine, args) => (
      args.positional.forEach((value) => machine.facts.results.push({ cell: machine.cell, value })),
      literal(null)
    ),
  ],
  ...[
    'round',
    'float',
    'around',
    'array',
    'asarray',
    'item',
    'float32',
    'float64',
    'squeeze',
    'list',
    'tuple',
    'Series',
    'int',
  ].map((name): [string, Rule] => [name, firstArgument]),
  ['mean', mean],
  ['average', mean],
  ['nanmean', mean],
  ['std', spread],
  ['var', spread],
  ['sqrt', squareRoot],
  ['max', extreme],
  ['min', extreme],
  ['amax', extreme],
  ['median', mean],
  ['len', () => FOREIGN],
  [
    'dict',
    (_machine, args) => ({
      kind: 'dict',
      entries: new Map([...(args.positional[0]?.kind === 'dict' ? args.positional[0].entries : []), ...args.named]),
    }),
  ],
  ['abs', absolute],
  ['absolute', absolute],
  ['fabs', absolute],
  ['square', (machine, args) => power(machine, args, 2)],
  ['confusion_matrix', confusionMatrix],
  ['train', nativeTraining],
  ['open', openFile],
  ...['compare_models', 'create_model', 'tune_model', 'blend_models', 'stack_models', 'ensemble_model'].map(
    (name): [string, Rule] => [name, pycaretModel('cv')],
  ),
  ['predict_model', pycaretModel('test')],
  ['connect', connect],
  ['time', () => FOREIGN],
  ['perf_counter', () => FOREIGN],
  ['str', toText],
  ['repr', toText],
  ['Path', makePath],
  ['PosixPath', makePath],
  ['abspath', makePath],
  ['expanduser', makePath],
  ['join', joinPaths],
  ['train_test_split', trainTestSplit],
  ['cross_val_score', crossValScore],
  ['cross_validate', crossValidate],
  ['cross_val_predict', crossValPredict],
  ['roc_curve', curve('roc_auc')],
  ['precision_recall_curve', curve('pr_auc')],
  ['classification_report', report],
  ['precision_recall_fscore_support', precisionRecallSupport],
  ['load', loadMeter],
  ['load_metric', loadMeter],
  ...[
    'KFold',
    'StratifiedKFold',
    'GroupKFold',
    'RepeatedKFold',
    'RepeatedStratifiedKFold',
    'TimeSeriesSplit',
    'ShuffleSplit',
    'StratifiedShuffleSplit',
    'LeaveOneOut',
    'StratifiedGroupKFold',
    'GroupShuffleSplit',
  ].map((name): [string, Rule] => [
    name,
    (machine, args) => (noteSeed(machine, name, args), noteSplitting(machine, args), { kind: 'splitter' }),
  ]),
]);
