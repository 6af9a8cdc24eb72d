import { firstPresent } from '../present';
import { knownMetric } from '../metric/catalogue';
import { METRIC_NAME } from './access';
import { isHyperparameter } from './hyperparameters';
import { allArguments } from './machine';
import type { CallArguments, Machine } from './machine';
import { noteEvaluation } from './libraryCalls';
import { derive, meanOf, noteExample, scoreIn } from './metricCalls';
import { callMetricMethod, flaggedSplit } from './metricMethods';
import { evaluateNode, runGraph } from './graphRuns';
import { compilation, namedParams, registerModel } from './modelFacts';
import { askedMetric, callModel } from './modelMethods';
import { matchesToScore, residualToScore } from './operators';
import { noteArtifact, noteWrittenModel } from './artifactPaths';
import { noteDataset } from './datasetPaths';
import { noteListing, noteWritten } from './dataSources';
import { forecastPast } from './pastForecasts';
import { formatBraces, makeText, textParts } from './printSites';
import { defaultMetric, extremeOf, makeScore } from './scores';
import { meanOfTable, partOfTable, withRows } from './scoreTables';
import { putTogether } from './seenData';
import { splitFromName } from './splitNames';
import { data, FOREIGN, knownText, modelOf, OTHER_KEY, sharedSplit, splitOf, UNKNOWN } from './values';
import type { DataValue, Value } from './values';

/** The value of calling a method on a value. */
export function callMethod(machine: Machine, object: Value, name: string, args: CallArguments): Value {
  const model =
    object.kind === 'model' || object.kind === 'history'
      ? object.model
      : object.kind === 'instance'
        ? object.model
        : null;
  if (GRADIENTS.test(name) || (name === 'run' && args.positional.some(isMinimizing))) {
    machine.facts.gradients += 1;
    machine.facts.learnedIn.add(machine.cell);
  }
  if (name === 'backward' || FITS.test(name)) {
    machine.facts.hasLearned = true;
  }
  if (name === MINIMIZING && object.kind !== 'symbol') {
    return { kind: 'component', name, params: [] };
  }
  noteWritten(machine, name, args);
  noteListing(machine, name, args, object);
  if (noteArtifact(machine, name, args, object) || noteDataset(machine, name, args, object)) {
    return UNKNOWN;
  }
  if (name === 'cross_validation') {
    return data('cv');
  }
  // What explains a prediction has a precision and a score of its own.
  if (name.startsWith('explain') && name !== 'explained_variance') {
    return FOREIGN;
  }
  // H2O's metrics of a model on some data are asked for single ones.
  if (name === 'model_performance' && allArguments(args).length > 0) {
    const part = flaggedSplit(args) ?? sharedSplit(allArguments(args));
    return { kind: 'prediction', model, split: part ?? null };
  }
  const score = (name === 'run' ? runGraph(machine, args) : null) ?? callMetricMethod(machine, object, name, args);
  if (score !== null) {
    return score;
  }
  const past = PAST.test(name) ? forecastPast(machine, name, args, model) : null;
  if (past !== null) {
    return past;
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
      return (
        partOfTable(object, name) ??
        (name === 'mean' && object.isTable === true ? meanOfTable(object) : null) ??
        withRows(name === 'append' ? [object, ...args.positional] : []) ??
        callDict(object, name, args)
      );
    case 'score':
      return name === 'eval' ? evaluateNode(machine, object, args) : callScore(object, name);
    case 'matches':
      return name === 'mean' ? matchesToScore(machine, object) : object;
    case 'meter':
      return callMeter(machine, object, name, args);
    case 'foreign':
      return /^(?:item|detach|cpu|numpy)$/.test(name) ? object : UNKNOWN;
    case 'data':
      return callData(machine, object, name, args);
    case 'residual':
      return name === 'mean' ? residualToScore(machine, object) : name === 'abs' ? { ...object, power: 1 } : object;
    case 'counts':
    case 'prediction':
      return object;
    case 'file':
      return name === 'write' ? (noteWrittenModel(machine, object, args.positional[0]), UNKNOWN) : UNKNOWN;
    case 'splitter':
      return { kind: 'list', items: [data('train'), data('cv')], isTuple: true };
    default:
      return callUnknown(machine, object, name, args);
  }
}

/** What `minimize` returned in the first TensorFlow, by itself or in a list: a session that runs it follows gradients. */
function isMinimizing(value: Value): boolean {
  const items = value.kind === 'list' ? value.items : [value];
  return items.some((item) => item.kind === 'component' && item.name === MINIMIZING);
}

const MINIMIZING = 'minimize';

const GRADIENTS = /^(?:backward|apply_gradients|gradient|train_on_batch|minimize|zero_grad)$/;

const PAST = /^(?:historical_forecasts|backtest)$/;

function callUnknown(machine: Machine, object: Value, name: string, args: CallArguments): Value {
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
function scoreOfFamily({ facts }: Machine): string {
  const predictors = facts.models.filter(({ family }) => family === 'classifier' || family === 'regressor');
  const names = new Set(predictors.map((model) => defaultMetric(model)));
  const [only] = names;
  return names.size === 1 && only !== undefined ? only : 'score';
}

/** `eval_model` of Simple Transformers gives a dict that names what it holds. */
const EVALUATES = /^(?:evaluate(?:_generator)?|eval_model)$/;
const FITS = /^(?:fit|train|fit_generator|train_model)$/;
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

function callText(object: Value, name: string, args: CallArguments): Value {
  const known = knownText(object);
  if (name === 'format' && known !== null) {
    return formatBraces(known, args);
  }
  const [items] = args.positional;
  if (name === 'join' && known !== null && items?.kind === 'list') {
    return makeText(
      items.items.flatMap((item, index) => (index === 0 ? textParts(item) : [known, ...textParts(item)])),
    );
  }
  if (name === 'joinpath') {
    return makeText([...textParts(object), ...args.positional.flatMap((value) => ['/', ...textParts(value)])]);
  }
  const spelled = known === null ? null : respelled(known, name, args.positional.map(knownText));
  if (spelled !== null) {
    return { kind: 'literal', value: spelled };
  }
  return /^(?:strip|rstrip|lstrip|title|upper|lower|ljust|rjust|center|resolve|absolute|as_posix|expanduser|encode|decode)$/.test(
    name,
  )
    ? object
    : UNKNOWN;
}

/** What a name becomes on its way into the name of a file. */
function respelled(text: string, name: string, [from, to]: readonly (string | null)[]): string | null {
  switch (name) {
    case 'lower':
      return text.toLowerCase();
    case 'upper':
      return text.toUpperCase();
    case 'replace':
      return from === null || from === undefined || from === '' || to === null || to === undefined
        ? null
        : text.slice(0, MAX_TEXT).replaceAll(from, to).slice(0, MAX_TEXT);
    default:
      return null;
  }
}

const MAX_TEXT = 1_000;
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
  if (name === 'extend' && value !== undefined) {
    const added = value.kind === 'list' ? value.items : [value];
    object.items.push(...added.slice(0, Math.max(0, MAX_ITEMS - object.items.length)));
    return UNKNOWN;
  }
  const score = scoreIn(object);
  if (score !== null && /^(?:mean|std|max|min|describe)$/.test(name)) {
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
          items: [key === OTHER_KEY ? UNKNOWN : { kind: 'literal', value: key }, value],
          isTuple: true,
        })),
        isTuple: false,
      };
    case 'keys':
      return {
        kind: 'list',
        items: entries.map(([key]) => (key === OTHER_KEY ? UNKNOWN : { kind: 'literal', value: key })),
        isTuple: false,
      };
    case 'values':
      return { kind: 'list', items: entries.map(([, value]) => value), isTuple: false };
    case 'get':
      return object.entries.get(knownText(args.positional[0]) ?? '') ?? UNKNOWN;
    case 'copy':
    case 'sort_values':
    case 'sort_index':
    case 'nlargest':
    case 'nsmallest':
    case 'round':
    case 'parse_args':
      return object;
    case 'parse_known_args':
      return { kind: 'list', items: [object, UNKNOWN], isTuple: true };
    case 'add_argument':
      addArgument(object.entries, args);
      return UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** `add_argument('-b', '--batch-size', default=64)` of a parser: what is not given is the default. */
function addArgument(entries: Map<string, Value>, args: CallArguments): void {
  const names = args.positional.map((value) => knownText(value)).filter((name) => name !== null);
  const named = knownText(args.named.get('dest')) ?? names.find((name) => name.startsWith('--')) ?? names[0];
  const isFlag = /^store_(?:true|false)$/.test(knownText(args.named.get('action')) ?? '');
  const value = isFlag ? undefined : args.named.get('default');
  if (named !== undefined && value !== undefined && entries.size < MAX_ENTRIES) {
    entries.set(named.replace(/^-+/, '').replaceAll('-', '_'), value);
  }
}

const MAX_ENTRIES = 500;

function callScore(object: Extract<Value, { kind: 'score' }>, name: string): Value {
  switch (name) {
    case 'mean':
    case 'median':
      return meanOf(object);
    case 'max':
    case 'min':
      return extremeOf(object);
    case 'std':
    case 'var':
      return { ...object, shape: 'spread' };
    case 'describe':
      return { kind: 'dict', entries: new Map<string, Value>([['mean', meanOf(object)]]) };
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
  const model = firstPresent(values, (value) => modelOf(value));
  object.split = split ?? object.split;
  object.model = model ?? object.model;
  if (/^(?:update|update_state|add_batch|add|reset|reset_states|reset_state)$/.test(name)) {
    noteExample(machine, object, args);
    return UNKNOWN;
  }
  if (object.metric === 'several') {
    return { kind: 'unknown', split: object.split };
  }
  if (name === 'setMetricName') {
    return { ...object, metric: toldMetric(args.positional[0]) ?? object.metric };
  }
  if (!/^(?:compute|result|__call__|evaluate|item|eval)$/.test(name)) {
    return object;
  }
  // Spark's evaluators take another metric for one call: `evaluate(predictions, {evaluator.metricName: 'mae'})`.
  const [, other] = args.positional;
  const told = name === 'evaluate' && other?.kind === 'dict' ? toldMetric(other.entries.get(METRIC_NAME)) : null;
  const score = makeScore(machine, told ?? object.metric, object.split, object.model);
  if (machine.facts.examples.has(object)) {
    machine.facts.examples.add(score);
  }
  return score;
}

function toldMetric(value: Value | undefined): string | null {
  const text = knownText(value);
  return text === null ? null : knownMetric(text);
}

function callData(machine: Machine, object: DataValue, name: string, args: CallArguments): Value {
  // What a function from elsewhere made of training data is a model where it scores other data.
  if (name === 'score' && args.positional.length === 2 && !object.isRead) {
    const split = sharedSplit(args.positional);
    return split === null ? UNKNOWN : makeScore(machine, scoreOfFamily(machine), split, null);
  }
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
  if (/^(?:mean|std|sum|count|min|max|nunique|corr|size|start_time|end_time)$/.test(name)) {
    return FOREIGN;
  }
  const mixed = /^(?:append|concat|concatenate)$/.test(name) ? putTogether([object, ...args.positional], args) : null;
  if (mixed !== null) {
    return mixed;
  }
  const split = object.split ?? splitFromName(name);
  // The same rows under another type are still the rows that a model was fitted on.
  if (SAME_ROWS.test(name)) {
    return { ...object, split };
  }
  const derived = object.split === null ? derive(args) : data(split);
  return derived.kind === 'unknown' || derived.kind === 'data'
    ? { ...data(splitOf(derived) ?? split, object.isRead), ...(object.isTyped === true ? { isTyped: true } : {}) }
    : derived;
}

const SAME_ROWS =
  /^(?:copy|to_numpy|values|toarray|to|cuda|float|long|cpu|numpy|detach|cache|prefetch|batch|astype|ravel|squeeze|view|reshape|item)$/;
