import { present } from '../present';
import type { CodeFacts, PrintSite, TrainingSite } from '../python/codeFacts';
import type { ModelFact, TextValue, Value } from '../python/values';
import { splitOf } from '../python/values';
import { scoreColumns } from '../python/scoreTables';
import type { ScoreColumn } from '../python/scoreTables';
import type { OutputBlock } from './outputBlocks';
import { matchPrints } from './matchPrints';
import type { Hole } from './matchPrints';

/** What the code says about the text of one output. */
export interface CodeHints {
  /** Pieces of lines whose value the code knows. */
  readonly holes: ReadonlyMap<number, readonly Hole[]>;
  /** The value that the output shows, when it is that of an expression. */
  readonly result: Value | null;
  /** Split and model of the reports of the cell, in order. */
  readonly reports: readonly Evidence[];
  /** The cell's calls that print training and evaluation logs, in order. */
  readonly trainings: readonly TrainingSite[];
  /** Columns of tables that the cell shows of which only the code tells what they hold, by their titles. */
  readonly columns: ReadonlyMap<string, ScoreColumn>;
  /** What all scores of the cell share. */
  readonly shared: Evidence;
  /** What all held-out scores of the notebook share. */
  readonly overall: Evidence;
}

/** Made of copies of another estimator, but a model by itself. */
const ENSEMBLE = /^(?:AdaBoost|Bagging|Calibrated|SelfTraining)/;

/** Code may wrap a model in itself. */
const DEEPEST = 20;

/** What to call a model: its key in the notebook's dict of models, else its class; in a search what is searched. */
export function modelName(model: ModelFact | null, depth = 0): string | null {
  if (model === null || depth > DEEPEST) {
    return null;
  }
  const isOwn = model.inner === null || (!model.isSearch && ENSEMBLE.test(model.name));
  return model.label ?? (isOwn ? model.name || null : modelName(model.inner, depth + 1));
}

export interface Evidence {
  readonly split: string | null;
  readonly model: ModelFact | null;
}

const NOTHING: Evidence = { split: null, model: null };
export const NO_HINTS: CodeHints = {
  holes: new Map(),
  result: null,
  reports: [],
  trainings: [],
  columns: new Map(),
  shared: NOTHING,
  overall: NOTHING,
};

/** The hints of a cell's outputs, one for each block. */
export function readCellHints(cell: number, blocks: readonly OutputBlock[], code: CellCode): CodeHints[] {
  if (blocks.length === 0) {
    return [];
  }
  const prints = code.prints.get(cell) ?? [];
  const streams = blocks.filter((block) => block.kind === 'stdout');
  const holes = matchPrints(streams, prints);
  const results = code.results.get(cell) ?? [];
  const scores = code.scores.get(cell) ?? [];
  const shown = blocks.filter((block) => block.kind === 'result' || block.kind === 'display');
  const reports = reportsAmong(scores.some(({ kind }) => kind === 'report') ? scores : shownValues(prints, results));
  const trainings = code.trainings.get(cell) ?? [];
  const columns = shownColumns([...results, ...prints.flatMap(({ parts }) => parts)]);
  const shared = sharedEvidence(scores);
  const { overall } = code;
  return blocks.map((block) => {
    const isLast = block.kind === 'result';
    const value = isLast ? results.at(-1) : results.length === shown.length ? results[shown.indexOf(block)] : undefined;
    const own = value?.kind === 'text' ? matchPrints([block], [shownText(block, value)]).get(block) : holes.get(block);
    return { holes: own ?? NO_HINTS.holes, result: value ?? null, reports, trainings, columns, shared, overall };
  });
}

function shownColumns(values: readonly (Value | string)[]): ReadonlyMap<string, ScoreColumn> {
  const tables = values.flatMap((value) => (typeof value === 'string' ? [] : [...scoreColumns(value)]));
  return new Map(tables);
}

/** A formatted text that a cell shows, perhaps in quotes. */
function shownText({ cell, lines }: OutputBlock, { parts }: TextValue): PrintSite {
  const quote = /^['"]/.exec(lines[0] ?? '')?.[0] ?? '';
  return { cell, line: 0, parts: [quote, ...parts, quote], loop: null, isCertain: true };
}

/** A report may be made in one cell and shown in another one. */
function shownValues(prints: readonly PrintSite[], results: readonly Value[]): readonly Value[] {
  return [...prints.flatMap(({ parts }) => parts.filter((part) => typeof part !== 'string')), ...results];
}

function reportsAmong(values: readonly Value[]): readonly Evidence[] {
  const reports = values.filter((value) => value.kind === 'report');
  const known = reports.filter(({ isGuessed }) => isGuessed !== true);
  return (known.length > 0 ? known : reports).map(({ split, model }) => ({ split, model }));
}

function sharedEvidence(scores: readonly Value[]): Evidence {
  const splits = new Set(present(scores, (value) => splitOf(value)));
  const models = new Set(present(scores, (value) => ('model' in value ? value.model : null)));
  const [split] = splits;
  const [model] = models;
  return {
    split: splits.size === 1 ? (split ?? null) : null,
    model: models.size === 1 ? (model ?? null) : null,
  };
}

/** The facts of the code by cell. */
export interface CellCode {
  readonly prints: ReadonlyMap<number, readonly PrintSite[]>;
  readonly results: ReadonlyMap<number, readonly Value[]>;
  readonly scores: ReadonlyMap<number, readonly Value[]>;
  readonly trainings: ReadonlyMap<number, readonly TrainingSite[]>;
  readonly overall: Evidence;
}

export function groupByCell(facts: CodeFacts): CellCode {
  return {
    prints: group(facts.prints, (site) => site),
    results: group(facts.results, (site) => site.value),
    scores: group(facts.scores, (site) => site.value),
    trainings: group(facts.trainings, (site) => site),
    overall: sharedEvidence(facts.scores.map((site) => site.value).filter((value) => splitOf(value) !== 'train')),
  };
}

/** By cell. */
export function group<T extends { readonly cell: number }, V>(
  items: readonly T[],
  pick: (item: T) => V,
): Map<number, V[]> {
  const groups = new Map<number, V[]>();
  for (const item of items) {
    const list = groups.get(item.cell);
    if (list === undefined) {
      groups.set(item.cell, [pick(item)]);
    } else {
      list.push(pick(item));
    }
  }
  return groups;
}
