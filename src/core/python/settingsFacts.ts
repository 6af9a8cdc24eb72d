import { isHousekeeping, isHyperparameter, isKnownName, isSeedName, isSettingsName } from './hyperparameters';
import type { CallArguments, Machine } from './machine';
import type { Expression, Parameter } from './syntax';
import { paramValue, UNKNOWN } from './values';
import type { Value } from './values';

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
      machine.facts.settings.push({ name, value: known, cell: machine.cell, line: machine.line });
    }
    if (value.kind === 'dict' && isSettingsName(name)) {
      noteSettingsDict(machine, value.entries);
    }
  }
}

function noteSettingsDict(machine: Machine, entries: ReadonlyMap<string, Value>): void {
  for (const [name, value] of entries) {
    const known = paramValue(value);
    const isList = value.kind === 'list' && !value.isTuple && value.items.length > 1;
    // `legend.fontsize` is how a plot looks.
    if (known !== undefined && known !== null && !isList && !name.includes('.') && !isHousekeeping(name)) {
      machine.facts.settings.push({ name, value: known, cell: machine.cell, line: machine.line });
    }
  }
}

/** `train(lr=0.1)`, also by position: hyperparameters given to the notebook's own functions. */
export function noteParameters(machine: Machine, params: readonly Parameter[], args: CallArguments): void {
  params.forEach(({ name, isRest }, index) => {
    const value = isRest ? undefined : (args.named.get(name) ?? args.positional[index]);
    const known = value === undefined ? undefined : paramValue(value);
    if (known !== undefined && known !== null && isKnownName(name, known) && !isSeedName(name)) {
      machine.facts.settings.push({ name, value: known, cell: machine.cell, line: machine.line });
    }
  });
}
