import { knownMetric } from '../metric/catalogue';
import { readMetricLabel } from '../metric/metricLabel';
import { isHousekeeping, isMinor } from './hyperparameters';
import { lastName } from './lastName';
import { modelKind } from './libraries';
import { allArguments, argument } from './machine';
import type { CallArguments, Machine } from './machine';
import { withPositions } from './positionalParams';
import { scoringOf } from './scores';
import { knownText, paramValue } from './valueText';
import { literal, modelOf, splitOf } from './values';
import type { ModelFact, ModelFamily, ParamFact, Value } from './values';

/** An estimator, network or trainer made by a call; null when the call makes none. */
export function makeModel(machine: Machine, path: string, args: CallArguments): ModelFact | null {
  const kind = modelKind(path);
  if (kind === null) {
    return null;
  }
  const name = lastName(path);
  const inner = kind.isWrapper ? findInner(allArguments(args)) : null;
  const model = registerModel(machine, {
    name,
    path,
    family: kind.family === 'other' && inner !== null ? inner.family : kind.family,
    inner,
    isSearch: kind.isSearch,
    params: kind.isSearch
      ? []
      : [
          ...(kind.isWrapper ? componentParams(allArguments(args)) : []),
          ...builtParams(machine, name, args),
          ...namedParams(machine, withPositions(name, args)),
        ],
  });
  const scoring = argument(args, -1, 'scoring');
  // A measure of the notebook's own is not what its estimators are scored by otherwise.
  const isOwn =
    scoring !== undefined && scoring.kind !== 'literal' && scoring.kind !== 'list' && scoring.kind !== 'dict';
  model.scoring = scoringOf(scoring) ?? (isOwn ? 'score' : null);
  if (name.endsWith('Trainer')) {
    noteTrainer(model, args);
  }
  if (/[Ll]earner$/.test(name)) {
    model.metricNames = metricNames(argument(args, -1, 'metrics'));
  }
  return model;
}

/** `KerasClassifier(build_fn=make_network)`: what the network is compiled with is told where it is built. */
function builtParams(machine: Machine, name: string, args: CallArguments): readonly ParamFact[] {
  const build = /^Keras(?:Classifier|Regressor)$/.test(name) ? argument(args, 0, 'build_fn', 'model') : undefined;
  const network = build?.kind === 'function' ? machine.callFunction(build, NO_ARGUMENTS, null) : undefined;
  return network?.kind === 'model' ? network.model.params : [];
}

const NO_ARGUMENTS: CallArguments = { positional: [], named: new Map() };

interface ModelSeed {
  readonly name: string;
  readonly path: string;
  readonly family: ModelFamily;
  readonly inner: ModelFact | null;
  readonly isSearch: boolean;
  readonly params: ParamFact[];
}

export function registerModel(machine: Machine, seed: ModelSeed): ModelFact {
  const model: ModelFact = {
    name: seed.name,
    path: seed.path,
    family: seed.family,
    inner: seed.inner,
    isSearch: seed.isSearch,
    params: seed.params,
    cell: machine.cell,
    isTrial: machine.loop === 'trial',
    label: null,
    scoring: null,
    metricNames: [],
    lossName: null,
    fittedOn: new Set(),
    fittedIn: null,
    evaluationSplit: null,
  };
  machine.facts.models.push(model);
  return model;
}

/** The keyword arguments whose values are known. */
export function namedParams(machine: Machine, args: CallArguments, role?: ParamFact['role']): ParamFact[] {
  return [...args.named].flatMap(([name, value]): ParamFact[] => {
    if (value.kind === 'dict' && HELD.test(name)) {
      const inner = new Map([...value.entries].filter(([, item]) => item.kind !== 'dict'));
      return namedParams(machine, { positional: [], named: inner }, role);
    }
    const known = paramValue(value);
    return known === undefined || isHousekeeping(name)
      ? []
      : [
          {
            name,
            value: known,
            cell: machine.cell,
            line: machine.line,
            from: value,
            role,
            isMinor: isMinor(name),
          },
        ];
  });
}

/** Arguments that take a dict of settings. */
const HELD =
  /^(?:args|params|config|hparams|hyper_?parameters|(?:optimizer|model|estimator)_(?:params|kwargs|config))$/;

/** In a pipeline the last estimator counts, in a search the first one. */
function findInner(values: readonly Value[], depth = 0): ModelFact | null {
  let found: ModelFact | null = null;
  for (const value of values) {
    if (value.kind === 'list' && depth < 3) {
      found = findInner(value.items, depth + 1) ?? found;
    } else {
      found = modelOf(value) ?? found;
    }
  }
  return found;
}

/** Settings of the other steps of a pipeline. */
export function componentParams(values: readonly Value[], depth = 0): ParamFact[] {
  return values.flatMap((value) =>
    value.kind === 'component'
      ? /Collator|Dataset|Loader|Tokenizer/.test(value.name)
        ? []
        : value.params
      : value.kind === 'list' && depth < 3
        ? componentParams(value.items, depth + 1)
        : [],
  );
}

function noteTrainer(model: ModelFact, args: CallArguments): void {
  model.inner = modelOf(argument(args, 0, 'model'));
  model.params.push(...componentParams(allArguments(args)));
  const held = argument(args, -1, 'eval_dataset');
  model.evaluationSplit = held === undefined ? null : splitOf(held);
}

/** Whether something unknown is compiled as Keras does it. */
export function isCompiled(object: Value, args: CallArguments): boolean {
  const isOpen = object.kind === 'unknown' || object.kind === 'data' || object.kind === 'component';
  return isOpen && ['loss', 'optimizer', 'metrics'].some((name) => args.named.has(name));
}

/** A network of which little is known but that it is one. */
export function makeNetwork(machine: Machine, object: Value): ModelFact {
  const { name, params } = object.kind === 'component' ? object : { name: '', params: [] };
  return registerModel(machine, {
    name,
    path: name,
    family: 'keras',
    inner: null,
    isSearch: false,
    params: [...params],
  });
}

/** `compile(loss=…, metrics=[…])`: what `evaluate` will return. */
export function noteCompilation(machine: Machine, model: ModelFact, args: CallArguments): void {
  const loss = argument(args, 1, 'loss');
  model.lossName = loss === undefined ? null : lossMetric(loss);
  const metrics = argument(args, 2, 'metrics');
  model.metricNames = metricNames(metrics);
  model.params.push(...componentParams(allArguments(args)));
  model.params.push(...compilation(machine, args));
}

/** The optimizer and the loss it minimizes, by their names: `Adam(0.01)` is called Adam. */
export function compilation(machine: Machine, args: CallArguments): ParamFact[] {
  const told = ['optimizer', 'loss'].flatMap((name, index) => {
    const value = argument(args, index, name);
    return value === undefined ? [] : [[name, byName(value)] as const];
  });
  return namedParams(machine, { positional: [], named: new Map(told) });
}

function byName(value: Value): Value {
  switch (value.kind) {
    case 'component':
      return literal(value.name);
    case 'symbol':
      return literal(lastName(value.path));
    default:
      return value;
  }
}

function metricNames(metrics: Value | undefined): readonly string[] {
  const items = metrics?.kind === 'list' ? metrics.items : metrics === undefined ? [] : [metrics];
  return items.map((item) => metricName(item) ?? 'unknown');
}

function metricName(value: Value): string | null {
  const text = knownText(value);
  if (text !== null) {
    return knownMetric(text) ?? text;
  }
  if (value.kind === 'meter') {
    return value.metric;
  }
  if (value.kind === 'function') {
    // The notebook's own, such as `my_mae`.
    const { name, rest } = readMetricLabel(value.name);
    return rest.length === 0 ? name : knownMetric(value.name);
  }
  return value.kind === 'symbol' ? knownMetric(lastName(value.path)) : null;
}

/** `mse` is a loss that is a metric by itself. */
function lossMetric(loss: Value): string | null {
  const text = knownText(loss) ?? (loss.kind === 'symbol' ? lastName(loss.path) : null);
  return text === null ? null : knownMetric(text);
}
