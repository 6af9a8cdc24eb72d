import { knownMetric } from '../metric/catalogue';
import { lastName } from './lastName';
import { allArguments, argument } from './machine';
import type { CallArguments, CallRule, Machine } from './machine';
import {
  checkMetric,
  connect,
  evaluatedData,
  joinPaths,
  loadMeter,
  makePath,
  nativeCrossValidation,
  nativeTraining,
  noteCallSettings,
  noteEvaluation,
  noteSeed,
  noteSplitSeed,
  openFile,
  OPTIMIZERS,
  settingRole,
  pycaretModel,
  toText,
  trainTestSplit,
} from './libraryCalls';
import {
  absolute,
  callMetric,
  confusionMatrix,
  crossValidate,
  crossValPredict,
  crossValScore,
  curve,
  derive,
  extreme,
  firstArgument,
  mean,
  median,
  power,
  precisionRecallSupport,
  report,
  scoreIn,
  spread,
  squareRoot,
} from './metricCalls';
import { castTensor, equalTensors, reduceMean, runGraph } from './graphRuns';
import { componentParams, makeModel, namedParams } from './modelFacts';
import { noteArtifact, noteModelFolder, noteTrainerFolder } from './artifactPaths';
import { noteDataset } from './datasetPaths';
import { noteListing, noteWritten } from './dataSources';
import { notePrint } from './printSites';
import { getScorer, makeScore, makeScorer } from './scores';
import { scoreTable, withRows } from './scoreTables';
import { mixRows } from './seenData';
import { splitFromName } from './splitNames';
import { withPositions } from './positionalParams';
import { noteTracked } from './settingsFacts';
import { knownText } from './valueText';
import { data, FOREIGN, literal, modelOf, OTHER_KEY, splitOf, UNKNOWN } from './values';
import type { Value } from './values';

/** The value of calling something imported or built in. */
export function callSymbol(machine: Machine, path: string, args: CallArguments): Value {
  const name = lastName(path);
  const rule = RULES.get(name);
  return rule?.(machine, args, path) ?? callOther(machine, path, args);
}

function callOther(machine: Machine, path: string, args: CallArguments): Value {
  const name = lastName(path);
  noteSeed(machine, name, args);
  noteWritten(machine, path, args);
  noteListing(machine, path, args, null);
  if (noteDataset(machine, path, args)) {
    const split = splitFromName(knownText(argument(args, -1, 'split'))?.replace(/\[.*$/, '') ?? '');
    return data(split ?? (isTestFile(args) ? 'test' : null), true);
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
    noteModelFolder(machine, name, args);
    noteTrainerFolder(machine, name, args);
    return { kind: 'model', model };
  }
  const given =
    args.named.size > 0 || args.positional.length > 0
      ? namedParams(machine, withPositions(name, args), settingRole(name))
      : [];
  noteCallSettings(machine, path, args, given);
  noteTrainerFolder(machine, name, args);
  noteTracked(machine, path, args);
  noteEvaluation(machine, name, args);
  const made = /(?:^|\.)([A-Z]\w*)\.from_(?:dataset|params|config)$/.exec(path)?.[1];
  const settings = made === undefined ? [] : given;
  if (made !== undefined && settings.length > 0 && !/Data|Loader/.test(made)) {
    return { kind: 'component', name: made, params: settings };
  }
  const evaluated = evaluatedData(name, args);
  if (evaluated !== null) {
    return evaluated;
  }
  const isPart = NETWORK.test(name) || OPTIMIZERS.test(name);
  const derived = isPart ? UNKNOWN : derive(args);
  if (isPart && given.length === 0) {
    return { kind: 'component', name, params: [] };
  }
  const params = derived.kind === 'unknown' && /^[A-Z]/.test(name) ? given : [];
  return params.length > 0
    ? { kind: 'component', name, params: [...componentParams(allArguments(args)), ...params] }
    : derived;
}

/** A class whose name says that it is a model is none of the data that it is told of. */
const NETWORK = /^[A-Z]\w*(?:Model|Net|Network|Forecaster|Predictor)$/;

/** `read_csv('data/test.csv')`; what is read from a file for training may still be split. */
function isTestFile(args: CallArguments): boolean {
  const file = knownText(args.positional[0]) ?? '';
  return /(?:^|[/\\])(?:\w{1,40}_)?(?:test|holdout)(?:_(?:set|data|df))?\.\w+(?:\.gz|\.zip)?$/i.test(file);
}

/** `sum(predicted == y_test)`: how many are right; of a confusion matrix how many there are. */
function keepMatches(_machine: Machine, args: CallArguments): Value | null {
  const [value] = args.positional;
  return value?.kind === 'matches' || value?.kind === 'counts' ? value : null;
}

/** Scores that are added up are folds still, until their number divides them. */
function summedScores({ positional: [value] }: CallArguments): Value | null {
  const score = value?.kind === 'list' ? scoreIn(value) : null;
  return score === null ? null : { ...score, shape: 'folds' };
}

/** `np.trace(matrix)`: how many are right. */
function diagonalSum(_machine: Machine, args: CallArguments): Value | null {
  const [value] = args.positional;
  return value?.kind === 'counts' ? { ...value, kind: 'matches', isEqual: true } : null;
}

/** A dict, or an object that is one with other brackets. */
function makeDict(_machine: Machine, args: CallArguments): Value {
  const [given] = args.positional;
  return { kind: 'dict', entries: new Map([...(given?.kind === 'dict' ? given.entries : []), ...args.named]) };
}

/** `DataFrame({'Model': ['A', 'B'], 'MSE': [1.5, 2.5]})`: numbers that somebody copied. */
function typedTable(_machine: Machine, args: CallArguments): Value | null {
  const [given] = args.positional.length > 0 ? args.positional : [...args.named.values()];
  const counts = { numbers: 0, left: MOST_TYPED };
  return given !== undefined && isTyped(given, counts) && counts.numbers > 1 ? { ...data(null), isTyped: true } : null;
}

const MOST_TYPED = 500;

/** Literals and nothing else. */
function isTyped(value: Value, counts: { numbers: number; left: number }): boolean {
  counts.left -= 1;
  if (counts.left < 0) {
    return false;
  }
  switch (value.kind) {
    case 'literal':
      counts.numbers += typeof value.value === 'number' ? 1 : 0;
      return true;
    case 'list':
      return value.items.every((item) => isTyped(item, counts));
    case 'dict':
      return [...value.entries].every(([key, item]) => key !== OTHER_KEY && isTyped(item, counts));
    default:
      return false;
  }
}

/** CatBoost: `eval_metric(label, predicted, 'AUC')` gives a list of one. */
function callEvalMetric(machine: Machine, args: CallArguments): Value | null {
  const name = knownMetric(knownText(argument(args, 2, 'metric')) ?? '');
  const model = modelOf(argument(args, 1, 'approx'));
  const split = splitOf(args.positional[0]) ?? splitOf(args.positional[1]);
  return name === null ? null : { kind: 'list', items: [makeScore(machine, name, split, model)], isTuple: false };
}

/** `Series(scores, index=names)`: as a dict of them; without known names as the list that it is. */
function labelledList(machine: Machine, args: CallArguments): Value {
  const value = firstArgument(machine, args);
  const index = argument(args, 1, 'index');
  const names = index?.kind === 'list' ? index.items.map((item) => knownText(item)) : [];
  const items = value.kind === 'list' ? value.items : [];
  const isNamed = names.length > 0 && names.length === items.length && names.every((name) => name !== null);
  return isNamed && items.some(({ kind }) => kind === 'score')
    ? { kind: 'dict', entries: new Map(items.map((item, place) => [names[place] ?? '', item] as const)) }
    : value;
}

function listed({ positional }: CallArguments): readonly Value[] {
  const [first] = positional;
  return first?.kind === 'list' ? first.items : positional;
}

/** What the title of a plot says is shown where a cell ends with it. */
function titleText(_machine: Machine, args: CallArguments): Value | null {
  const [title] = args.positional;
  return title?.kind === 'text' ? title : null;
}

const RULES: ReadonlyMap<string, CallRule> = new Map<string, CallRule>([
  ['print', (machine, args) => (notePrint(machine, args), literal(null))],
  ['sum', (machine, args) => keepMatches(machine, args) ?? summedScores(args)],
  ['count_nonzero', keepMatches],
  ['trace', diagonalSum],
  ['eval_metric', callEvalMetric],
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
    'sorted',
    'int',
  ].map((name): [string, CallRule] => [name, firstArgument]),
  ['Series', labelledList],
  ['DataFrame', (machine, args) => typedTable(machine, args) ?? scoreTable(machine, args)],
  ['from_dict', scoreTable],
  ['from_records', scoreTable],
  ['title', titleText],
  // Prophet writes a model as text: what is made of it is the model still.
  ['model_to_json', (_, args) => args.positional[0] ?? null],
  ['suptitle', titleText],
  ['run', runGraph],
  ['equal', equalTensors],
  ['cast', castTensor],
  ['reduce_mean', reduceMean],
  ['mean', mean],
  ['average', mean],
  ['nanmean', mean],
  ['std', spread],
  ['var', spread],
  ['sqrt', squareRoot],
  ['max', extreme],
  ['min', extreme],
  ['amax', extreme],
  ['median', median],
  ['len', () => FOREIGN],
  ...[
    'dict',
    'OrderedDict',
    'SimpleNamespace',
    'Namespace',
    'EasyDict',
    'edict',
    'AttrDict',
    'DotMap',
    'ConfigDict',
  ].map((name): [string, CallRule] => [name, makeDict]),
  ['ArgumentParser', (): Value => ({ kind: 'dict', entries: new Map() })],
  ['abs', absolute],
  ['absolute', absolute],
  ['fabs', absolute],
  ['square', (machine, args) => power(machine, args, 2)],
  ['confusion_matrix', confusionMatrix],
  ['train', nativeTraining],
  ['cv', nativeCrossValidation],
  ['performance_metrics', (): Value => data('cv')],
  [
    'evaluate_policy',
    (machine) => ({ kind: 'list', items: [makeScore(machine, 'mean_reward', null, null), FOREIGN], isTuple: true }),
  ],
  ['open', openFile],
  ...['compare_models', 'create_model', 'tune_model', 'blend_models', 'stack_models', 'ensemble_model'].map(
    (name): [string, CallRule] => [name, pycaretModel('cv')],
  ),
  ['finalize_model', pycaretModel('train')],
  ['predict_model', pycaretModel('test')],
  ['check_metric', checkMetric],
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
  ...['append', 'concat', 'concatenate', 'vstack', 'row_stack'].map((name): [string, CallRule] => [
    name,
    (machine, args) => withRows(listed(args)) ?? mixRows(machine, args),
  ]),
  ['make_scorer', makeScorer],
  ['get_scorer', getScorer],
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
  ].map((name): [string, CallRule] => [
    name,
    (machine, args) => (noteSeed(machine, name, args), noteSplitSeed(machine, args), { kind: 'splitter' }),
  ]),
]);
