import type { CodeFacts } from '../python/codeFacts';
import type { ModelFact, ParamFact } from '../python/values';
import { modelName } from './codeHints';
import type { InspectedParam } from './inspection';
import type { Notebook } from './notebook';
import type { Reading } from './reading';
import { readSearchResult } from './readSearchResult';

/** The hyperparameters of the final model: its arguments, what a search chose, and the settings that the cells name. */
export function readParams(notebook: Notebook, facts: CodeFacts, headline: readonly Reading[]): InspectedParam[] {
  const model = finalModel(facts, headline);
  const until = Math.max(-1, ...headline.map((reading) => reading.cell));
  const chosen = readSearchResult(notebook, until);
  const own = model === null ? [] : modelParams(model);
  const params = new Map<string, InspectedParam>();
  const add = (param: ParamFact, given: InspectedParam['confidence']): void => {
    // An option of a script that nobody set says nothing.
    const confidence = param.isMinor === true || param.value === '' ? 'low' : given;
    if (confidence === 'low' && (params.get(param.name)?.confidence ?? 'low') !== 'low') {
      return;
    }
    params.set(param.name, {
      name: param.name,
      value: param.value,
      source: { cell: param.cell, line: param.line },
      confidence,
    });
  };
  const constants = new Map(
    facts.settings.flatMap(({ role, from, name }) => (role !== 'passed' && from !== undefined ? [[from, name]] : [])),
  );
  const isConstant = ({ role, from, name }: ParamFact): boolean =>
    role === 'passed' && from !== undefined && (constants.get(from) ?? name) !== name;
  const isOther = settingsOfOthers(facts, own, isConstant);
  // What an optimizer or a training is given after the final model was evaluated.
  const isLater = ({ role, cell }: ParamFact): boolean => role !== undefined && until >= 0 && cell > until;
  facts.settings.forEach((param) => add(param, isOther(param) || isLater(param) ? 'low' : 'medium'));
  injectedParams(notebook).forEach((param) => add(param, 'high'));
  own.forEach((param) => add(param, isConstant(param) ? 'low' : 'high'));
  chosen.forEach((param) => add(param, 'high'));
  return [...params.values()];
}

/**
 * Settings that say nothing new of the final model: those of other models, a constant that became an argument of its
 * constructor, and the argument of a fit, an optimizer or a loader that a constant went into.
 */
function settingsOfOthers(
  facts: CodeFacts,
  own: readonly ParamFact[],
  isConstant: (param: ParamFact) => boolean,
): (param: ParamFact) => boolean {
  const owned = new Set(own);
  const others = new Set(facts.models.flatMap((model) => model.params).filter((param) => !owned.has(param)));
  const told = own.filter((param) => !isConstant(param));
  const names = new Set(told.map(({ name }) => plainName(name)));
  const given = [...told, ...facts.settings.filter(({ role }) => role === 'configured')];
  const values = new Set(given.flatMap(({ from }) => from ?? []));
  const givenNames = new Map(given.map(({ name }) => [plainName(name), name]));
  return (param) => {
    const { from, role, name } = param;
    const isTold = role === undefined && ((from !== undefined && values.has(from)) || names.has(plainName(name)));
    // `lr` of an optimizer beside the `learning_rate` of its Trainer.
    const isTwin = role === 'passed' && (givenNames.get(plainName(name)) ?? name) !== name;
    const isSplitSeed = from !== undefined && facts.splitSeeds.has(from) && !facts.seeds.has(from);
    return (
      (isSplitSeed && !owned.has(param)) ||
      isConstant(param) ||
      (!owned.has(param) && (isTold || isTwin || others.has(param)))
    );
  };
}

/** `BATCH_SIZE` is `batch_size`, `lr` the learning rate. */
function plainName(name: string): string {
  const plain = name.toLowerCase().replaceAll('_', '');
  return SAME_SETTINGS.find(([shape]) => shape.test(plain))?.[1] ?? plain;
}

const SAME_SETTINGS: readonly (readonly [RegExp, string])[] = [
  [/^(?:n|nb|num|max|train|numtrain)?epochs?$/, 'epochs'],
  [/^(?:lr|(?:base|init|initial)?learningrate|eta)$/, 'learning_rate'],
  [/^(?:bs|(?:train|perdevicetrain)?batchsize)$/, 'batch_size'],
  [/^(?:random)?(?:seed|state)$/, 'seed'],
];

/** The model that the headline is about, else the last one that was fitted. */
function finalModel(facts: CodeFacts, headline: readonly Reading[]): ModelFact | null {
  const until = Math.max(-1, ...headline.map((reading) => reading.cell));
  const names = new Set(headline.map((reading) => reading.model).filter((name) => name !== null));
  const fitted = facts.models.filter((model) => model.fittedIn !== null);
  const named = facts.models.filter((model) => names.has(modelName(model) ?? ''));
  // Of several models of that name the one that was fitted last before it was evaluated.
  const evaluated = named.filter(({ fittedIn }) => fittedIn !== null && fittedIn <= until);
  // What is only guessed to be a model, because it was fitted, may explain or search another one.
  const known = fitted.filter((model) => model.path !== model.name);
  // What was fitted after the headline was printed is not what it is about.
  const before = known.filter(({ fittedIn }) => fittedIn !== null && fittedIn <= until);
  const found =
    evaluated.at(-1) ?? named.at(-1) ?? before.at(-1) ?? known.at(-1) ?? fitted.at(-1) ?? facts.models.at(-1) ?? null;
  // What was tried in a loop chose the values of the one that was made after it.
  const chosen = found?.isTrial === true ? fitted.find((model) => isChosenBy(found, model)) : undefined;
  return chosen ?? found;
}

function isChosenBy(trial: ModelFact, model: ModelFact): boolean {
  return !model.isTrial && model.path === trial.path && model.cell > trial.cell;
}

function modelParams(model: ModelFact, depth = 0): ParamFact[] {
  const inner = model.inner === null || depth > 20 ? [] : modelParams(model.inner, depth + 1);
  return [...inner, ...model.params];
}

const MAX_INJECTED = 1_000;

/** What papermill put in wins over the defaults. */
function injectedParams(notebook: Notebook): ParamFact[] {
  const papermill = notebook.metadata['papermill'];
  const parameters =
    typeof papermill === 'object' && papermill !== null ? (papermill as { parameters?: unknown }).parameters : null;
  if (typeof parameters !== 'object' || parameters === null) {
    return [];
  }
  const cell = notebook.cells.find(({ tags }) => tags.includes('injected-parameters'))?.index ?? 0;
  const entries = Object.entries(parameters).slice(0, MAX_INJECTED);
  return entries.flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [{ name, value, cell, line: 0 }]
      : [],
  );
}
