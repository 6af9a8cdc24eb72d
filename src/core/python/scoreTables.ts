import { knownMetric } from '../metric/catalogue';
import { argument } from './machine';
import type { CallArguments, Machine } from './machine';
import { knownText } from './valueText';
import { OTHER_KEY, splitOf, UNKNOWN } from './values';
import type { DictValue, ScoreValue, Value } from './values';

/** What all scores of a column have in common. */
export interface ScoreColumn {
  readonly name: string;
  readonly split: string | null;
}

const MOST_COLUMNS = 60;
const MOST_ROWS = 200;

/**
 * `DataFrame({'Model': names, 'Score': scores})`, and from records, rows or a dict of dicts: a dict of columns. Null where
 * no column holds a score, and the table is none of results as far as anybody can tell.
 */
export function scoreTable(machine: Machine, args: CallArguments): Value | null {
  const given = argument(args, 0, 'data');
  const titles = textsOf(argument(args, 2, 'columns'));
  if (given === undefined) {
    // What a notebook fills row by row.
    const isOfScores = titles.some((title) => knownMetric(title) !== null || /score/i.test(title));
    return isOfScores || machine.targetNames.some((name) => RESULTS.test(name))
      ? makeTable(titles.map((title) => [title, []] as const))
      : null;
  }
  const columns = columnsOf(given, titles);
  return holdsScore(columns.flatMap(([, items]) => items)) ? makeTable(columns) : null;
}

const RESULTS = /result|score|compar|metric|perform|summary|eval|leader|mla/i;

type Columns = readonly (readonly [string, readonly Value[]])[];

function makeTable(columns: Columns): DictValue {
  return {
    kind: 'dict',
    entries: new Map(
      columns
        .slice(0, MOST_COLUMNS)
        .map(([title, items]) => [title, { kind: 'list', items: items.slice(0, MOST_ROWS), isTuple: false }]),
    ),
    isTable: true,
  };
}

function columnsOf(given: Value, titles: readonly string[]): Columns {
  const [only] = titles;
  if (given.kind === 'dict') {
    const entries = [...given.entries];
    const inner = entries.map(([, value]) => value).filter((value) => value.kind === 'dict');
    if (inner.length > 0 && inner.length === entries.length) {
      return gather(inner);
    }
    // `from_dict(scores, orient='index', columns=['Score'])`.
    return titles.length === 1 && only !== undefined && entries.every(([, value]) => value.kind === 'score')
      ? [[only, entries.map(([, value]) => value)]]
      : entries.map(([title, value]) => [title, value.kind === 'list' ? value.items : [value]]);
  }
  if (given.kind !== 'list') {
    return [];
  }
  const records = given.items.filter((item) => item.kind === 'dict');
  if (records.length > 0) {
    return gather(records);
  }
  const rows = given.items.filter((item) => item.kind === 'list');
  if (rows.length > 0) {
    return titles.map((title, index) => [title, rows.flatMap(({ items }) => items[index] ?? [])]);
  }
  return titles.length === 1 && only !== undefined ? [[only, given.items]] : [];
}

function gather(records: readonly DictValue[]): Columns {
  const columns = new Map<string, Value[]>();
  for (const { entries } of records.slice(0, MOST_ROWS)) {
    for (const [title, value] of entries) {
      columns.set(title, [...(columns.get(title) ?? []), value]);
    }
  }
  return [...columns];
}

function textsOf(value: Value | undefined): readonly string[] {
  return value?.kind === 'list' ? value.items.map((item) => knownText(item) ?? '') : [];
}

/** What only a name calls a score may be anything in a table. */
function holdsScore(values: readonly Value[]): boolean {
  return values.some((value) => value.kind === 'score' && value.isNamed !== true);
}

/** A table with another row, or the rows of several tables; null where none holds scores. */
export function withRows(parts: readonly Value[]): Value | null {
  const tables = parts.flatMap((part): DictValue[] => (part.kind === 'dict' ? [part] : []));
  if (!tables.some(({ isTable }) => isTable === true)) {
    return null;
  }
  const columns = new Map<string, Value[]>();
  for (const { entries, isTable } of tables) {
    for (const [title, value] of entries) {
      const items = value.kind === 'list' && isTable === true ? value.items : [value];
      columns.set(title, [...(columns.get(title) ?? []), ...items].slice(-MOST_ROWS));
    }
  }
  return makeTable([...columns]);
}

/** `table.loc[len(table)] = [name, score]` and `table.loc[row, 'Score'] = score`. */
export function assignToTable(table: DictValue, index: Value, value: Value): void {
  const title = index.kind === 'list' ? knownText(index.items.at(-1)) : knownText(index);
  if (title === null && value.kind === 'list' && value.items.length === table.entries.size) {
    [...table.entries.keys()].forEach((name, at) => addTo(table, name, value.items[at]));
  } else if (title !== null && table.entries.size < MOST_COLUMNS) {
    if (value.kind === 'list') {
      table.entries.set(title, value);
    } else {
      addTo(table, title, value);
    }
  }
}

function addTo(table: DictValue, title: string, value: Value | undefined): void {
  const column = table.entries.get(title);
  if (value === undefined) {
    return;
  }
  if (column?.kind !== 'list') {
    table.entries.set(title, { kind: 'list', items: [value], isTuple: false });
  } else if (column.items.length < MOST_ROWS) {
    column.items.push(value);
  }
}

const SHAPING =
  /^(?:sort_values|sort_index|reset_index|set_index|head|tail|round|copy|style|T|transpose|rename|rename_axis|format|background_gradient|highlight_\w+|set_\w+|hide|hide_index|bar|to_string|to_markdown|drop_duplicates|drop|dropna|fillna|nlargest|nsmallest|apply|astype|query)$/;
const PLACING = /^i?(?:loc|at)$/;

/** What a table's attribute or method gives that shows its columns, as they are or row by row; null for others. */
export function partOfTable(object: Value, name: string): Value | null {
  if (object.kind !== 'dict' || object.isTable !== true) {
    return null;
  }
  if (name === 'iterrows' || name === 'to_dict') {
    const row = rowOf(object);
    const pair: Value = { kind: 'list', items: [UNKNOWN, row], isTuple: true };
    return { kind: 'list', items: [name === 'iterrows' ? pair : row], isTuple: false };
  }
  return SHAPING.test(name) ? object : PLACING.test(name) ? { ...object, isPlaced: true } : null;
}

/** `DataFrame(cross_validate(…)).mean()`: of the folds' scores in each column their mean. */
export function meanOfTable({ entries }: DictValue): Value | null {
  const means = [...entries].flatMap(([title, column]): [string, Value][] => {
    const [only, ...more] = column.kind === 'list' ? column.items : [column];
    return only?.kind === 'score' && only.shape === 'folds' && more.length === 0
      ? [[title, { ...only, shape: 'value' }]]
      : [];
  });
  return means.length === 0 ? null : { kind: 'dict', entries: new Map(means) };
}

/** `table['Score']`, `table[['Model', 'Score']]`, `table.iloc[0]`, `table.loc[best, 'Score']`. */
export function indexTable(table: DictValue, index: Value, isSlice: boolean): Value {
  const title = knownText(index.kind === 'list' && index.isTuple ? index.items.at(-1) : index);
  const column = title === null ? undefined : table.entries.get(title);
  if (column !== undefined) {
    const items = itemsOf(column);
    return table.isPlaced === true && index.kind === 'list'
      ? (items[0] ?? UNKNOWN)
      : { kind: 'list', items, isTuple: false };
  }
  return table.isPlaced === true && !isSlice && index.kind !== 'list' ? rowOf(table) : table;
}

/** Which of several models a row is of is not known before it runs. */
function itemsOf(column: Value): Value[] {
  const items = column.kind === 'list' ? column.items : [];
  return items.length < 2 ? items : items.map((item) => (item.kind === 'score' ? { ...item, model: null } : item));
}

/** One row stands for all: its scores have the names and splits of their columns; of other values only the split is known. */
function rowOf(table: DictValue): DictValue {
  const other: Value = { kind: 'unknown', split: splitOf(table) };
  return {
    kind: 'dict',
    entries: new Map(
      [...table.entries].map(
        ([title, column]) => [title, itemsOf(column).find((item) => holdsScore([item])) ?? other] as const,
      ),
    ),
  };
}

/** The columns of scores of one kind, by their titles. */
export function scoreColumns(table: Value): ReadonlyMap<string, ScoreColumn> {
  const found = new Map<string, ScoreColumn>();
  if (table.kind !== 'dict' || table.isTable !== true) {
    return found;
  }
  for (const [title, column] of table.entries) {
    const scores = (column.kind === 'list' ? column.items : []).filter(
      (item): item is ScoreValue => item.kind === 'score' && item.shape !== 'spread' && item.isNamed !== true,
    );
    const [first] = scores;
    if (title !== OTHER_KEY && first !== undefined && scores.every(({ name }) => name === first.name)) {
      const isShared = scores.every(({ split }) => split === first.split);
      found.set(title, { name: first.name, split: isShared ? first.split : null });
    }
  }
  return found;
}
