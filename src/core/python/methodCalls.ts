import { argument, allArguments } from './machine';
import type { CallArguments, Machine } from './machine';
import { namedParams, noteCompilation } from './modelFacts';
import { matchesToScore, residualToScore } from './operators';
import { noteArtifact, noteDataset } from './paths';
import { formatBraces, textParts } from './printSites';
import { defaultMetric, innermost, makeScore } from './scores';
import { splitFromName } from './splitNames';
import { derive, scoreIn } from './symbolCalls';
import { data, FOREIGN, knownText, modelOf, sharedSplit, splitOf, UNKNOWN } from './values';
import type { DataValue, ModelFact, PredictionValue, Value } from './values';

/** The value of calling a method on a value. */
export function callMethod(machine: Machine, object: Value, name: string, args: CallArguments): Value {
  const model =
    object.kind === 'model' || object.kind === 'history'
      ? object.model
      : object.kind === 'instance'
        ? object.model
        : null;
  if (noteArtifact(machine, name, args, object) || noteDataset(machine, name, args)) {
    return UNKNOWN;
  }
  if (model !== null) {
    return callModel(machine, object, model, name, args);
  }
  switch (object.kind) {
    case 'literal':
    case 'text':
      return callText(object, name, args);
    case 'list':
      return callList(machine, object, name, args);
    case 'dict':
      return callDict(object, name, args);
    case 'score':
      return callScore(object, name);
    case 'matches':
      return name === 'mean' ? matchesToScore(machine, object) : object;
    case 'meter':
      return callMeter(machine, object, name, args);
    case 'data':
      return callData(object, name, args);
    case 'residual':
      return name === 'mean' ? residualToScore(machine, object) : name === 'abs' ? { ...object, power: 1 } : object;
    case 'counts':
    case 'prediction':
      return object;
    case 'splitter':
      return { kind: 'list', items: [data('train'), data('cv')], isTuple: true };
    default:
      return callUnknown(machine, name, args);
  }
}

function callUnknown(machine: Machine, name: string, args: CallArguments): Value {
  if (/^(?:predict|predict_proba|decision_function|predict_generator|forecast|transform)$/.test(name)) {
    const split = sharedSplit(allArguments(args));
    return split === null ? UNKNOWN : { kind: 'prediction', model: null, split };
  }
  if (name === 'score' && args.positional.length === 2) {
    const split = sharedSplit(args.positional);
    return split === null ? UNKNOWN : makeScore(machine, 'score', split, null);
  }
  if (/^evaluate(?:_generator)?$/.test(name) && args.positional.length > 0) {
    const split = sharedSplit(allArguments(args));
    machine.facts.trainings.push({ cell: machine.cell, kind: 'evaluate', model: null, split });
    return split === null ? UNKNOWN : makeScore(machine, 'score', split, null, 'folds');
  }
  return derive(args);
}

const PREDICTS =
  /^(?:predict|predict_proba|predict_log_proba|decision_function|predict_classes|predict_generator|forecast|get_forecast|predict_on_batch|fit_predict|transform|kneighbors|__call__|forward|historical_forecasts|generate|get_prediction|predict_model|predict_step)$/;
const FITS =
  /^(?:fit|fit_transform|train|partial_fit|fit_generator|fit_resample|learn|fit_one_cycle|fine_tune|finetune|fit_predict|train_model|fit_regularized|search|run)$/;

function callModel(machine: Machine, object: Value, model: ModelFact, name: string, args: CallArguments): Value {
  if (FITS.test(name)) {
    return fit(machine, object, model, name, args);
  }
  if (PREDICTS.test(name)) {
    return predictWith(machine, model, args);
  }
  switch (name) {
    case 'compile':
      noteCompilation(machine, model, args);
      return UNKNOWN;
    case 'score':
      return makeScore(machine, defaultMetric(model), dataSplit(model, allArguments(args)), model);
    case 'evaluate':
    case 'evaluate_generator':
    case 'test':
    case 'validate':
    case 'evaluate_model':
      return evaluateModel(machine, model, name, args);
    case 'eval':
    case 'to':
    case 'cuda':
    case 'set_params':
    case 'cpu':
    case 'double':
      return object;
    case 'add':
    case 'summary':
    case 'parameters':
      return UNKNOWN;
    case 'optimize':
      return optimize(machine, model, args);
    default:
      return derive(args);
  }
}

function fit(machine: Machine, object: Value, model: ModelFact, name: string, args: CallArguments): Value {
  model.fittedIn = machine.cell;
  if (model.inner !== null) {
    model.inner.fittedIn = machine.cell;
  }
  machine.facts.hasRandomness = true;
  const [given] = args.positional;
  // A Lightning trainer is given what it trains.
  if (model.family === 'trainer' && model.inner === null && (given?.kind === 'instance' || given?.kind === 'model')) {
    model.inner = given.model;
  }
  for (const value of allArguments(args)) {
    if (value.kind === 'data') {
      model.fittedOn.add(value.origin);
    }
  }
  const isNetwork = model.family === 'keras' || model.family === 'other' || model.family === 'trainer';
  if (isNetwork) {
    const kept = namedParams(machine, args).filter((param) =>
      /^(?:epochs|batch_size|nb_epoch|validation_split|steps_per_epoch|max_epochs|total_timesteps|class_weight|patience|n_epochs)$/.test(
        param.name,
      ),
    );
    model.params.push(...kept);
  }
  const held = argument(args, -1, 'validation_data', 'eval_set', 'valid_sets', 'val_data', 'eval_dataset');
  machine.facts.trainings.push({
    cell: machine.cell,
    kind: 'fit',
    model,
    split: held === undefined ? null : sharedSplit([held]),
  });
  if (name === 'fit_predict') {
    return { kind: 'prediction', model, split: null };
  }
  return model.family === 'keras' || (object.kind === 'instance' && /^fit/.test(name))
    ? { kind: 'history', model }
    : object;
}

/** A study learns from its objective what it optimizes. */
function optimize(machine: Machine, model: ModelFact, args: CallArguments): Value {
  const objective = argument(args, 0, 'func');
  const result =
    objective?.kind === 'function'
      ? machine.callFunction(objective, { positional: [UNKNOWN], named: new Map() }, null)
      : UNKNOWN;
  const score = scoreIn(result);
  if (score !== null) {
    model.scoring = score.name;
    model.evaluationSplit = score.split;
    model.inner = score.model;
  }
  return UNKNOWN;
}

function predictWith(machine: Machine, model: ModelFact, args: CallArguments): PredictionValue {
  void machine;
  return { kind: 'prediction', model, split: dataSplit(model, allArguments(args)) };
}

/** The split of what a model is shown; data that it was fitted on and that has no name of its own is training data. */
function dataSplit(model: ModelFact, values: readonly Value[]): string | null {
  const split = sharedSplit(values);
  if (split !== null) {
    return split;
  }
  const isKnown = values.some((value) => value.kind === 'data' && model.fittedOn.has(value.origin));
  return isKnown && innermost(model).family !== 'clusterer' ? 'train' : null;
}

function evaluateModel(machine: Machine, model: ModelFact, name: string, args: CallArguments): Value {
  const shown = dataSplit(model, allArguments(args));
  const split =
    shown ??
    (name === 'test'
      ? 'test'
      : name === 'validate'
        ? 'val'
        : model.family === 'trainer'
          ? (model.evaluationSplit ?? 'val')
          : null);
  machine.facts.trainings.push({ cell: machine.cell, kind: 'evaluate', model, split });
  if (model.family !== 'keras') {
    return { kind: 'dict', entries: new Map() };
  }
  const names = ['loss', ...model.metricNames];
  const scores = names.map((metric): Value =>
    metric === 'unknown' ? UNKNOWN : makeScore(machine, metric, split, model),
  );
  const asDict = argument(args, -1, 'return_dict');
  if (asDict?.kind === 'literal' && asDict.value === true) {
    return { kind: 'dict', entries: new Map(names.map((metric, index) => [metric, scores[index] ?? UNKNOWN])) };
  }
  const [loss = UNKNOWN] = scores;
  return model.metricNames.length === 0 ? loss : { kind: 'list', items: scores, isTuple: false };
}

function callText(object: Value, name: string, args: CallArguments): Value {
  const known = knownText(object);
  if (name === 'format' && known !== null) {
    return formatBraces(known, args);
  }
  const [items] = args.positional;
  if (name === 'join' && known !== null && items?.kind === 'list') {
    return {
      kind: 'text',
      parts: items.items.flatMap((item, index) => (index === 0 ? textParts(item) : [known, ...textParts(item)])),
    };
  }
  if (name === 'joinpath') {
    return {
      kind: 'text',
      parts: [...textParts(object), ...args.positional.flatMap((value) => ['/', ...textParts(value)])],
    };
  }
  return /^(?:strip|rstrip|lstrip|title|upper|lower|ljust|rjust|center|resolve|absolute|as_posix|expanduser|encode|decode)$/.test(
    name,
  )
    ? object
    : UNKNOWN;
}

const MAX_ITEMS = 100;

function callList(
  machine: Machine,
  object: Extract<Value, { kind: 'list' }>,
  name: string,
  args: CallArguments,
): Value {
  const [value] = args.positional;
  if (name === 'append' && value !== undefined) {
    if (object.items.length < MAX_ITEMS) {
      object.items.push(value);
    }
    return UNKNOWN;
  }
  const score = scoreIn(object);
  if (score !== null && /^(?:mean|std|max|min)$/.test(name)) {
    return callScore(score, name);
  }
  if (name === 'mean' && object.items[0]?.kind === 'matches') {
    return matchesToScore(machine, object.items[0]);
  }
  return name === 'copy' ? object : UNKNOWN;
}

function callDict(object: Extract<Value, { kind: 'dict' }>, name: string, args: CallArguments): Value {
  const entries = [...object.entries];
  switch (name) {
    case 'items':
      return {
        kind: 'list',
        items: entries.map(([key, value]) => ({
          kind: 'list',
          items: [{ kind: 'literal', value: key }, value],
          isTuple: true,
        })),
        isTuple: false,
      };
    case 'keys':
      return { kind: 'list', items: entries.map(([key]) => ({ kind: 'literal', value: key })), isTuple: false };
    case 'values':
      return { kind: 'list', items: entries.map(([, value]) => value), isTuple: false };
    case 'get':
      return object.entries.get(knownText(args.positional[0]) ?? '') ?? UNKNOWN;
    case 'copy':
      return object;
    default:
      return UNKNOWN;
  }
}

function callScore(object: Extract<Value, { kind: 'score' }>, name: string): Value {
  switch (name) {
    case 'mean':
    case 'max':
    case 'min':
    case 'median':
      return { ...object, shape: 'value' };
    case 'std':
    case 'var':
      return { ...object, shape: 'spread' };
    default:
      return object;
  }
}

function callMeter(
  machine: Machine,
  object: Extract<Value, { kind: 'meter' }>,
  name: string,
  args: CallArguments,
): Value {
  const values = allArguments(args);
  const split = sharedSplit(values);
  const model = values.map(modelOf).find((found) => found !== null) ?? null;
  object.split = split ?? object.split;
  object.model = model ?? object.model;
  if (/^(?:update|update_state|add_batch|add|reset|reset_states|reset_state)$/.test(name)) {
    return UNKNOWN;
  }
  if (object.metric === 'several') {
    return { kind: 'unknown', split: object.split };
  }
  return /^(?:compute|result|__call__|evaluate|item)$/.test(name)
    ? makeScore(machine, object.metric, object.split, object.model)
    : object;
}

function callData(object: DataValue, name: string, args: CallArguments): Value {
  if (name === 'train_test_split') {
    return {
      kind: 'dict',
      entries: new Map<string, Value>([
        ['train', data('train')],
        ['test', data('test')],
      ]),
    };
  }
  if (/^(?:randomSplit|random_split)$/.test(name)) {
    return { kind: 'list', items: [data('train'), data('test')], isTuple: true };
  }
  if (/^(?:mean|std|sum|count|min|max|nunique|corr|size)$/.test(name)) {
    return FOREIGN;
  }
  const split = object.split ?? splitFromName(name);
  // The same rows under another type are still the rows that a model was fitted on.
  if (SAME_ROWS.test(name)) {
    return { ...object, split };
  }
  const derived = object.split === null ? derive(args) : data(split);
  return derived.kind === 'unknown' || derived.kind === 'data'
    ? data(splitOf(derived) ?? split, object.isRead)
    : derived;
}

const SAME_ROWS =
  /^(?:copy|to_numpy|values|toarray|to|cuda|float|long|cpu|numpy|detach|cache|prefetch|batch|astype|ravel|squeeze|view|reshape|item)$/;
