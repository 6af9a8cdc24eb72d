import type { ParamValue } from '../model';
import { isHousekeeping, isHyperparameter, isKnownName, isMinor, isSeedName, isSettingsName } from './hyperparameters';
import { lastName } from './lastName';
import type { CallArguments, Machine } from './machine';
import type { Expression, Parameter } from './syntax';
import { knownText, paramValue } from './valueText';
import { UNKNOWN } from './values';
import type { ParamFact, Value } from './values';

/** Keeps a setting with the place where the code tells it. */
export function noteSetting(machine: Machine, setting: Omit<ParamFact, 'cell' | 'line'>): void {
  const { cell, line } = machine;
  machine.facts.settings.push({ ...setting, cell, line });
}

function minor(name: string): { isMinor?: boolean } {
  return isMinor(name) ? { isMinor: true } : {};
}

/** Literals under the names of hyperparameters, alone or in a dict of settings. */
export function noteSettings(machine: Machine, targets: readonly Expression[], value: Value): void {
  for (const target of targets) {
    if (target.kind === 'list' && value.kind === 'list') {
      target.items.forEach((item, index) => noteSettings(machine, [item], value.items[index] ?? UNKNOWN));
    }
    const name = target.kind === 'name' || target.kind === 'attribute' ? target.name : null;
    if (name === null || machine.facts.settings.length > 1_000) {
      continue;
    }
    const known = paramValue(value);
    if (known !== undefined && known !== null && isHyperparameter(name, known)) {
      noteSetting(machine, { name, value: known, from: value, ...minor(name) });
    }
    if (value.kind === 'dict' && isSettingsName(name)) {
      noteSettingsDict(machine, value.entries);
    }
  }
}

/** `wandb.init(config={…})`, `mlflow.log_param('alpha', 0.5)`, `log_params({…})`: what a run is told of its settings. */
export function noteTracked(machine: Machine, path: string, args: CallArguments): void {
  const name = lastName(path);
  const given = name === 'init' && path.startsWith('wandb') ? args.named.get('config') : args.positional[0];
  if (given?.kind === 'dict' && /^(?:init|log_params|log_hyperparams)$/.test(name)) {
    noteSettingsDict(machine, given.entries);
  }
  const [key, value] = args.positional;
  const param = name === 'log_param' ? knownText(key) : null;
  const known = param === null || value === undefined ? undefined : paramValue(value);
  if (param !== null && known !== undefined && known !== null && isTold(param, known)) {
    noteSetting(machine, { name: param, value: known });
  }
}

function isTold(name: string, value: ParamValue): boolean {
  return isHyperparameter(name, value) || (typeof value === 'number' && !isHousekeeping(name));
}

function noteSettingsDict(machine: Machine, entries: ReadonlyMap<string, Value>): void {
  for (const [name, value] of entries) {
    const known = paramValue(value);
    // `{'kernel': ['linear']}` is what a search will try, however little.
    const isList =
      value.kind === 'list' && !value.isTuple && (value.items.length > 1 || !/hidden|layer|unit|size|dim/i.test(name));
    // `legend.fontsize` is how a plot looks.
    if (known !== undefined && known !== null && !isList && !name.includes('.') && !isHousekeeping(name)) {
      noteSetting(machine, { name, value: known, from: value, role: 'configured', ...minor(name) });
    }
  }
}

/** What one layer of many is made of. */
const LAYER = /^(?:activation|(?:n_?|num_?)?filters|kernel_?size|strides?|pool_?size|padding)$/;

/** `train(lr=0.1)`, also by position: hyperparameters given to the notebook's own functions. */
export function noteParameters(machine: Machine, params: readonly Parameter[], args: CallArguments): void {
  params.forEach(({ name, isRest }, index) => {
    const value = isRest ? undefined : (args.named.get(name) ?? args.positional[index]);
    const known = value === undefined ? undefined : paramValue(value);
    const isSetting = known !== undefined && known !== null && isKnownName(name, known);
    if (isSetting && !isSeedName(name) && !LAYER.test(name)) {
      noteSetting(machine, { name, value: known, from: value, role: 'passed' });
    }
  });
}
