import { scoringMetric } from './libraries';
import { argument, allArguments } from './machine';
import type { CallArguments, Machine } from './machine';
import { derive, scoreIn } from './metricCalls';
import { namedParams, noteCompilation } from './modelFacts';
import { namedMeasure } from './namedMeasure';
import { withPositions } from './positionalParams';
import { hasSeen, noteSeen } from './seenData';
import { defaultMetric, innermost, makeScore, markSeen } from './scores';
import { addPath, wholePath } from './paths';
import { splitFromName } from './splitNames';
import { knownText } from './valueText';
import { sharedSplit, splitOf, UNKNOWN } from './values';
import type { ModelFact, PredictionValue, Value } from './values';

const PREDICTS =
  /^(?:predict|predict_proba|predict_log_proba|decision_function|predict_classes|predict_generator|forecast|get_forecast|predict_on_batch|fit_predict|transform|kneighbors|__call__|forward|generate|get_prediction|predict_model|predict_step)$/;

const FITS =
  /^(?:fit|fit_transform|train|partial_fit|fit_generator|fit_resample|learn|fit_one_cycle|fine_tune|finetune|fit_predict|train_model|fit_regularized|search|run)$/;

/** The value of calling a method of a model. */
export function callModel(machine: Machine, object: Value, model: ModelFact, name: string, args: CallArguments): Value {
  if (FITS.test(name)) {
    return fit(machine, object, model, name, args);
  }
  if (PREDICTS.test(name)) {
    return predictWith(model, args);
  }
  switch (name) {
    case 'compile':
      noteCompilation(machine, model, args);
      return UNKNOWN;
    case 'score':
      return markSeen(
        makeScore(machine, askedMetric(args) ?? defaultMetric(model), dataSplit(model, allArguments(args)), model),
        hasSeen(model, allArguments(args)),
      );
    case 'test':
      return model.path.startsWith('surprise.') ? predictWith(model, args) : evaluateModel(machine, model, name, args);
    case 'evaluate':
    case 'evaluate_generator':
    case 'validate':
    case 'evaluate_model':
    case 'eval_model':
      return evaluateModel(machine, model, name, args);
    case 'eval':
    case 'to':
    case 'cuda':
    case 'cpu':
    case 'double':
    case 'add_step':
      return object;
    case 'set_params':
      model.params.push(...namedParams(machine, args));
      return object;
    case 'add':
    case 'summary':
    case 'parameters':
      return UNKNOWN;
    case 'optimize':
      return optimize(machine, model, args);
    default:
      return namedMethod(machine, model, name, args) ?? derive(args);
  }
}

/** `trainer.rmse_test()`: a method of the notebook's own or of a library that nothing is known about. */
function namedMethod(machine: Machine, model: ModelFact, name: string, args: CallArguments): Value | null {
  const named = namedMeasure(name, UNKNOWN);
  return named === null
    ? null
    : makeScore(machine, named.name, dataSplit(model, allArguments(args)) ?? named.split, model);
}

/** `model.score(X, y, scoring='rmse')`. */
export function askedMetric(args: CallArguments): string | null {
  const asked = knownText(args.named.get('scoring') ?? args.named.get('metric'));
  return asked === null ? null : (scoringMetric(asked) ?? 'score');
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
  const shown = allArguments(args).filter((value) => value.kind === 'data');
  shown.forEach((value) => model.fittedOn.add(value.origin));
  noteSeen(model, shown);
  if (model.family === 'trainer' && given?.kind === 'component') {
    model.params.push(...given.params);
  }
  model.params.push(
    ...namedParams(machine, fitArguments(model, name, args), 'passed').filter(({ name: key }) => FIT_PARAM.test(key)),
  );
  const description = knownText(args.named.get('data'));
  if (description !== null && /\.ya?ml$/.test(description)) {
    addPath(machine.facts.datasets, machine, wholePath(description));
  }
  const held = argument(args, -1, 'validation_data', 'eval_set', 'valid_sets', 'val_data', 'eval_dataset');
  machine.facts.trainings.push({
    cell: machine.cell,
    kind: 'fit',
    model,
    split: held === undefined ? null : sharedSplit([held]),
    sets: held?.kind === 'list' ? held.items.map((value) => splitOf(value)) : [],
    loop: machine.loop,
  });
  // LazyPredict is shown both parts, and gives a table of what it found on the second.
  if (LAZY.test(model.name) && args.positional.length === 4) {
    const split = splitOf(args.positional[1]);
    machine.facts.scores.push({ cell: machine.cell, value: { kind: 'report', split, model: null } });
    return { kind: 'list', items: [{ kind: 'unknown', split }, UNKNOWN], isTuple: true };
  }
  if (name === 'fit_predict') {
    return { kind: 'prediction', model, split: null };
  }
  return model.family === 'keras' || (object.kind === 'instance' && /^fit/.test(name))
    ? { kind: 'history', model }
    : object;
}

const LAZY = /^Lazy(?:Classifier|Regressor)$/;

/** Keras takes batch size and epochs in third and fourth place. */
function fitArguments(model: ModelFact, name: string, args: CallArguments): CallArguments {
  const [, , batch, epochs] = args.positional;
  if (model.family !== 'keras' || name !== 'fit' || batch?.kind !== 'literal') {
    return withPositions(name, args);
  }
  const placed = new Map<string, Value>([['batch_size', batch]]);
  if (epochs?.kind === 'literal') {
    placed.set('epochs', epochs);
  }
  return { positional: args.positional, named: new Map([...placed, ...args.named]) };
}

/** What is decided only when the model is fitted. */
const FIT_PARAM =
  /^(?:epochs|batch_size|nb_epoch|validation_split|steps_per_epoch|max_epochs|num_epochs|n_epochs|max_steps|total_timesteps|class_weight|patience|virtual_batch_size|imgsz|batch|optimizer|lr0|base_lr|lr_max|n_epoch|early_stopping_rounds|num_boost_round|learning_rate|lr|time_limit|time_budget|presets|max_models|max_runtime_secs|maxiter)$/;

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

function predictWith(model: ModelFact, args: CallArguments): PredictionValue {
  const values = allArguments(args);
  const split = dataSplit(model, values);
  return { kind: 'prediction', model, split, isSeen: hasSeen(model, values) };
}

/** The split of what a model is shown; data that it was fitted on and that has no name of its own is training data. */
function dataSplit(model: ModelFact, values: readonly Value[]): string | null {
  const split = sharedSplit(values);
  if (split !== null) {
    return hasSeen(model, values) ? 'train' : split;
  }
  const isKnown = values.some((value) => value.kind === 'data' && model.fittedOn.has(value.origin));
  return isKnown && innermost(model).family !== 'clusterer' ? 'train' : null;
}

/** An estimator of TensorFlow is given a function that feeds it: `evaluate(input_fn=test_input_fn)`. */
function inputSplit(args: CallArguments): string | null {
  const feed = argument(args, 0, 'input_fn');
  return feed?.kind === 'function' ? splitFromName(feed.name) : null;
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
          : inputSplit(args));
  machine.facts.trainings.push({
    cell: machine.cell,
    kind: 'evaluate',
    model,
    split,
    sets: [],
    loop: machine.loop,
  });
  // A learner of fastai gives its loss and the metrics that it was made with.
  const isLearner = model.family === 'trainer' && name === 'validate' && model.metricNames.length > 0;
  if (model.family !== 'keras' && !isLearner) {
    // Spark's say it in attributes.
    return model.path.startsWith('pyspark.') ? makeScore(machine, 'score', split, model) : { kind: 'unknown', split };
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
