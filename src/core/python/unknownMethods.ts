import { isHyperparameter } from './hyperparameters';
import { noteEvaluation } from './libraryCalls';
import { allArguments } from './machine';
import type { CallArguments, Machine } from './machine';
import { derive } from './metricCalls';
import { compilation, namedParams, registerModel } from './modelFacts';
import { askedMetric } from './modelMethods';
import { defaultMetric, makeScore } from './scores';
import { knownText } from './valueText';
import { sharedSplit, UNKNOWN } from './values';
import type { Value } from './values';

/** The value of calling a method on what no table knows: it may still learn, predict or evaluate. */
export function callUnknown(machine: Machine, object: Value, name: string, args: CallArguments): Value {
  if (/^(?:predict|predict_proba|decision_function|predict_generator|forecast|transform)$/.test(name)) {
    const split = sharedSplit(allArguments(args));
    return split === null ? UNKNOWN : { kind: 'prediction', model: null, split };
  }
  if (FITS.test(name)) {
    return fitUnknown(machine, object, args);
  }
  if (name === 'compile') {
    machine.facts.settings.push(...compilation(machine, args));
  }
  noteEvaluation(machine, name, args);
  const [given] = args.positional;
  if (name === 'set_title' && given?.kind === 'text') {
    return given;
  }
  const scored = name === 'score' ? allArguments(args).filter((value) => knownText(value) === null) : [];
  if (scored.length === 2) {
    const split = sharedSplit(scored);
    const isOfData = scored.every(({ kind }) => kind === 'data') || args.named.has('y');
    return split === null && !isOfData
      ? UNKNOWN
      : makeScore(machine, askedMetric(args) ?? scoreOfFamily(machine), split, null);
  }
  const split = EVALUATES.test(name) ? sharedSplit(allArguments(args)) : null;
  if (EVALUATES.test(name) && (args.positional.length > 0 || split !== null)) {
    machine.facts.trainings.push({
      cell: machine.cell,
      kind: 'evaluate',
      model: null,
      split,
      sets: [],
      loop: machine.loop,
    });
    return split === null || name === 'eval_model' ? UNKNOWN : makeScore(machine, 'score', split, null, 'folds');
  }
  const derived = derive(args);
  return derived.kind === 'unknown' && object.kind === 'unknown' ? object : derived;
}

/** What `score` of a class from elsewhere gives, where all models that are known are of one kind. */
export function scoreOfFamily({ facts }: Machine): string {
  const predictors = facts.models.filter(({ family }) => family === 'classifier' || family === 'regressor');
  const names = new Set(predictors.map((model) => defaultMetric(model)));
  const [only] = names;
  return names.size === 1 && only !== undefined ? only : 'score';
}

/** `eval_model` of Simple Transformers gives a dict that names what it holds. */
const EVALUATES = /^(?:evaluate(?:_generator)?|eval_model)$/;
/** Names of methods that learn. */
export const FITS = /^(?:fit|train|fit_generator|train_model)$/;
const PREPARES =
  /Scal|Encod|Vectoriz|Imput|Transform|Token|Normaliz|Select|Binariz|Discretiz|SMOTE|Sampl|PCA|SVD|Padd|Plot|Visual|Import|Generator/;

/** A class that no table knows is a model when it has settings and is fitted, and prepares no data. */
function fitUnknown(machine: Machine, object: Value, args: CallArguments): Value {
  const given = namedParams(machine, args, 'configured').filter(
    (param) => param.name === 'validation_split' || isHyperparameter(param.name, param.value),
  );
  if (object.kind !== 'component' || PREPARES.test(object.name)) {
    machine.facts.settings.push(...given);
    return object;
  }
  const model = registerModel(machine, {
    name: object.name,
    path: object.name,
    family: 'other',
    inner: null,
    isSearch: false,
    params: [...object.params, ...given],
  });
  model.fittedIn = machine.cell;
  return { kind: 'model', model };
}
