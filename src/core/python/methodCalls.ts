import { noteArtifact, noteWrittenModel } from './artifactPaths';
import { callDict, callList } from './containerMethods';
import { callData } from './dataMethods';
import { noteDataset } from './datasetPaths';
import { noteListing, noteWritten } from './dataSources';
import { evaluateNode, runGraph } from './graphRuns';
import { allArguments } from './machine';
import type { CallArguments, Machine } from './machine';
import { callMetricMethod, flaggedSplit } from './metricMethods';
import { callModel } from './modelMethods';
import { matchesToScore, residualToScore } from './operators';
import { forecastPast } from './pastForecasts';
import { callMeter, callScore } from './scoreMethods';
import { meanOfTable, partOfTable, withRows } from './scoreTables';
import { callText } from './textMethods';
import { callUnknown, FITS } from './unknownMethods';
import { data, FOREIGN, sharedSplit, UNKNOWN } from './values';
import type { Value } from './values';

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
