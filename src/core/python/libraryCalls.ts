import { firstPresent } from '../present';
import { knownMetric } from '../metric/catalogue';
import { isHyperparameter } from './hyperparameters';
import { lastName } from './lastName';
import { argument } from './machine';
import type { CallArguments, CallRule, Machine } from './machine';
import { derive } from './metricCalls';
import { namedParams, registerModel } from './modelFacts';
import { noteDataset } from './datasetPaths';
import { pathText, PICKLE } from './paths';
import { makeText, textParts } from './printSites';
import { makeScore } from './scores';
import { splitFromName } from './splitNames';
import { noteTaskSplit } from './tasks';
import { knownText } from './valueText';
import { data, literal, modelOf, sharedSplit, splitOf, UNKNOWN } from './values';
import type { ParamFact, Value } from './values';

const SETTING_CALLS =
  /^(?:Adam\w*|SGD|RMSprop|RMSProp|Adagrad|Adadelta|Nadam|Lion|LBFGS|\w*DataLoader|\w*LR|ReduceLROnPlateau|ExponentialDecay|\w*Arguments|\w*TrainingArgs|[A-Z]\w*Config|get_\w*schedule\w*|EarlyStopping|create_optimizer)$/;

export function loadMeter(machine: Machine, args: CallArguments, path: string): Value {
  const name = knownText(argument(args, 0, 'path', 'config_name', 'name'));
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

/** A database in a file is data. */
export function connect(machine: Machine, args: CallArguments, path: string): Value {
  const file = knownText(args.positional[0]);
  if (/^(?:sqlite3|duckdb)\b/.test(path) && file !== null && file !== ':memory:') {
    machine.facts.datasets.push({ path: file, cell: machine.cell, line: machine.line, isWhole: true });
  }
  return UNKNOWN;
}

/** A file opened for writing is what a pickle goes into; one opened for reading may be data. */
export function openFile(machine: Machine, args: CallArguments, path: string): Value {
  const mode = knownText(argument(args, 1, 'mode'));
  const [file] = args.positional;
  if (mode !== null && /[wax]/.test(mode) && file !== undefined) {
    return { kind: 'file', path: file };
  }
  noteDataset(machine, path, args);
  // What a pickle holds is told by the name that it gets when it is loaded.
  return file !== undefined && PICKLE.test(pathText(file)?.path ?? '') ? { kind: 'file', path: file } : UNKNOWN;
}

/** `nltk.NaiveBayesClassifier.train(train_set)` gives a new model. */
const CLASSIFIER_CLASS = /(?:^|\.)([A-Z]\w*Classifier)\.train$/;

/** `xgb.train(params, data, num_boost_round=300)` and LightGBM's. */
export function nativeTraining(machine: Machine, args: CallArguments, path: string): Value | null {
  const made = CLASSIFIER_CLASS.exec(path)?.[1];
  if (made !== undefined) {
    const seed = { family: 'classifier' as const, inner: null, isSearch: false, params: namedParams(machine, args) };
    const model = registerModel(machine, { ...seed, name: made, path });
    model.fittedIn = machine.cell;
    return { kind: 'model', model };
  }
  const params = argument(args, 0, 'params');
  if (!/^(?:xgboost|lightgbm|xgb|lgb)\./.test(path) || params === undefined) {
    return null;
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
  const sets = argument(args, -1, 'evals', 'valid_sets', 'watchlist') ?? args.positional[3];
  machine.facts.trainings.push({
    cell: machine.cell,
    kind: 'fit',
    model,
    split: null,
    sets: sets?.kind === 'list' ? sets.items.map((value) => splitOf(value)) : [],
    loop: machine.loop,
  });
  return { kind: 'model', model };
}

/** `lgb.cv(params, data)`, `catboost.cv(pool, params)`: a table of the scores of all rounds. */
export function nativeCrossValidation(machine: Machine, args: CallArguments, path: string): Value | null {
  if (/^catboost\./.test(path)) {
    const given = argument(args, 1, 'params');
    const params = given?.kind === 'dict' ? namedParams(machine, { positional: [], named: given.entries }) : [];
    const seed = { name: 'CatBoost', path, family: 'other' as const, inner: null, isSearch: false };
    return {
      kind: 'history',
      model: registerModel(machine, { ...seed, params: [...params, ...namedParams(machine, args)] }),
    };
  }
  const trained = nativeTraining(machine, args, path);
  return trained?.kind === 'model' ? { kind: 'history', model: trained.model } : null;
}

/** Its functions are imported by a star: their names alone say nothing. */
export function isPycaret({ facts }: Machine): boolean {
  return [...facts.imports].some((module) => module.startsWith('pycaret'));
}

/** Functions of PyCaret show a table of scores. */
export function pycaretModel(split: string): CallRule {
  return (machine, args) => {
    if (!isPycaret(machine)) {
      return null;
    }
    // A finalized model was fitted on the hold-out as well.
    const isLeaking = split === 'test' && splitOf(args.positional[0]) === 'train' && !args.named.has('data');
    const shown = isLeaking ? 'train' : split;
    machine.facts.scores.push({ cell: machine.cell, value: { kind: 'report', split: shown, model: null } });
    return { kind: 'unknown', split: shown };
  };
}

/** Splits by position: what is split comes back as train and test parts in turn; names may say more. */
export function trainTestSplit(machine: Machine, args: CallArguments): Value {
  machine.facts.hasRandomness = true;
  noteSeed(machine, 'train_test_split', args);
  noteSplitSeed(machine, args);
  noteTaskSplit(machine);
  const items = args.positional.flatMap((value) => {
    const held = splitOf(value) === 'train' ? 'val' : splitOf(value) === 'test' ? 'test' : 'test';
    const whole = value.kind === 'data' ? { partOf: value.origin } : {};
    return [
      { ...data(splitOf(value) === 'test' ? 'val' : 'train'), ...whole },
      { ...data(held), ...whole },
    ];
  });
  return { kind: 'list', items, isTuple: true };
}

/** A constant that seeds a split. */
export function noteSplitSeed(machine: Machine, args: CallArguments): void {
  const seed = argument(args, -1, 'random_state', 'seed');
  if (seed !== undefined) {
    machine.facts.splitSeeds.add(seed);
  }
}

const SEED_NAMES = ['random_state', 'seed', 'random_seed'];

export function noteSeed(machine: Machine, name: string, args: CallArguments): void {
  if (
    /^(?:seed|manual_seed|set_seed|set_random_seed|seed_everything|default_rng|RandomState|random_seed|manual_seed_all|enable_op_determinism)$/.test(
      name,
    ) ||
    (args.named.size > 0 && SEED_NAMES.some((key) => args.named.has(key)))
  ) {
    machine.facts.hasSeed = true;
    args.positional.forEach((value) => machine.facts.seeds.add(value));
  }
}

/** Optimizers, loaders and the like carry hyperparameters wherever they are made. */
export function noteCallSettings(
  machine: Machine,
  path: string,
  args: CallArguments,
  given: readonly ParamFact[],
): void {
  const name = lastName(path);
  if (!SETTING_CALLS.test(name)) {
    return;
  }
  // What follows the gradients of a network is told with what it is given.
  if (OPTIMIZERS.test(name) && splitOf(args.positional[0]) === null) {
    machine.facts.settings.push({
      name: 'optimizer',
      value: name,
      role: 'passed',
      cell: machine.cell,
      line: machine.line,
    });
  }
  const isLoader = name.endsWith('DataLoader');
  if (isLoader && !isTrainingLoader(machine, args)) {
    return;
  }
  // How long a schedule waits is not how long the training does.
  if (name === 'ReduceLROnPlateau') {
    // In Keras it is a callback that is rarely needed, in PyTorch the schedule of the training.
    const isCallback = args.positional[0] === undefined || args.positional[0].kind === 'literal' || /keras/.test(path);
    const schedule = given.filter((param) => /^(?:factor|min_lr)$/.test(param.name));
    machine.facts.settings.push(...schedule.map((param) => (isCallback ? { ...param, isMinor: true } : param)));
    return;
  }
  const kept = given.filter((param) => param.role === 'configured' || isHyperparameter(param.name, param.value));
  machine.facts.settings.push(...(name === 'EarlyStopping' ? kept.filter((param) => param.name === 'patience') : kept));
}

/** Classes of Keras and PyTorch. */
export const OPTIMIZERS =
  /^(?:Adam|AdamW|Adamax|NAdam|Nadam|RAdam|SparseAdam|SGD|RMSprop|RMSProp|Adagrad|Adadelta|Ftrl|LBFGS|Lion|Adafactor|Rprop|ASGD)$/;

/** What is only evaluated or shown may come in other batches. */
function isTrainingLoader(machine: Machine, args: CallArguments): boolean {
  const [name] = machine.targetNames;
  const split = sharedSplit(args.positional.slice(0, 1)) ?? (name === undefined ? null : splitFromName(name));
  const isFirst = !machine.facts.settings.some((param) => param.role === 'passed' && param.name === 'batch_size');
  return split === null ? isFirst : split !== 'test' && split !== 'val';
}

/** How a call's arguments are settings; undefined for calls that are none of settings. */
export function settingRole(name: string): ParamFact['role'] {
  return SETTING_CALLS.test(name) ? (/(?:Arguments|Args|Config)$/.test(name) ? 'configured' : 'passed') : undefined;
}

export function joinPaths(_machine: Machine, args: CallArguments): Value {
  const parts = args.positional.flatMap((value, index) =>
    index === 0 ? textParts(value) : ['/', ...textParts(value)],
  );
  const text = makeText(parts.filter((part) => part !== ''));
  const known = knownText(text);
  return known === null ? text : literal(known.replace(/\/{2,}/g, '/'));
}

export function toText(_machine: Machine, args: CallArguments): Value {
  const [value] = args.positional;
  return value === undefined ? literal('') : makeText(textParts(value));
}

export function makePath(machine: Machine, args: CallArguments): Value {
  if (args.positional.length > 1) {
    return joinPaths(machine, args);
  }
  const known = knownText(args.positional[0]);
  // `Path('./data')` shows itself as `data`.
  return known === null ? (args.positional[0] ?? literal('')) : literal(known.replace(/^\.\/+(?=.)/, ''));
}

const EVALUATES = /metric|perform|eval|report|scor|valid|classif|confusion|accurac/i;

const SCALES = /^(?:train_df|y_train|train_series|insample|train_data)$/;

/** A function that is given truth and prediction and will print scores: they are of that data. */
export function noteEvaluation(machine: Machine, name: string, args: CallArguments): void {
  if (args.positional.length + args.named.size < 2 || !EVALUATES.test(name) || /^[A-Z]/.test(name)) {
    return;
  }
  // What errors are scaled by is not what they are of.
  const values = [...args.positional, ...[...args.named].flatMap(([key, value]) => (SCALES.test(key) ? [] : [value]))];
  const held = values.map((value) => splitOf(value)).find((found) => found === 'test' || found === 'val');
  const split = sharedSplit(values) ?? held ?? splitOf(values[0]);
  if (split !== null) {
    const model = firstPresent(values, (value) => modelOf(value));
    machine.facts.scores.push({ cell: machine.cell, value: { kind: 'report', split, model, isGuessed: true } });
  }
}

/** What evaluates is told first what it evaluates on: `RankingEvaluation(test, recommended)`. */
export function evaluatedData(name: string, args: CallArguments): Value | null {
  const isEvaluation = args.positional.length > 1 && /Evaluat(?:ion|or)$/.test(name);
  const split = isEvaluation ? splitOf(args.positional[0]) : null;
  if (split === null) {
    return null;
  }
  const model = firstPresent(args.positional, (value) => modelOf(value));
  return { kind: 'prediction', split, model };
}

/** `check_metric(truth, predictions, 'R2')` of PyCaret. */
export function checkMetric(machine: Machine, args: CallArguments): Value | null {
  const metric = knownMetric(knownText(argument(args, 2, 'metric')) ?? '');
  return metric === null ? null : makeScore(machine, metric, sharedSplit(args.positional) ?? 'test', null);
}
