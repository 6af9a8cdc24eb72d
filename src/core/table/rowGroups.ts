import { formatCell } from './formatCell';
import type { Judgement } from './judgement';
import { isSeedParam } from './repeats';
import type { TableData } from './tableData';

/** By what rows are grouped when not by a column: versions that repeat each other. */
export const BY_REPEATS = 'repeats';

/** Rows of a table that have something in common. */
export interface RowGroup {
  /** Stable as long as the group means the same: the page remembers by it which are closed. */
  readonly key: string;
  /** What they have in common: `max_depth 6`. */
  readonly label: string;
  /** In the order in which they are shown. */
  readonly rows: readonly number[];
  /** The rows against which the group is measured; null for the baseline's own group and without a baseline. */
  readonly fromRows: readonly number[] | null;
  /** A version alone among repeats: it needs no heading. */
  readonly isSingle: boolean;
}

/** Null when there is no such column (any more). */
export function groupRows(judgement: Judgement, rows: readonly number[], by: string): readonly RowGroup[] | null {
  const { data } = judgement;
  if (by === BY_REPEATS) {
    const { setOf, sets } = judgement.repeats;
    const of = (row: number): number => setOf[row] ?? -1;
    return collect(judgement, rows, of, (set) => sets[set] ?? []).map(({ set, ...group }) => {
      const members = sets[set] ?? [];
      const id = data.head(members[0] ?? -1)?.id ?? '';
      return { ...group, key: `repeats ${id}`, label: describeRepeats(data, members), isSingle: members.length < 2 };
    });
  }
  const column = data.columnIndex(by);
  const head = data.table.columns[column];
  if (head === undefined || head.group === 'metric') {
    return null;
  }
  const of = (row: number): number => data.code(column, row);
  const all = (code: number): readonly number[] => rowsWhere(data, (row) => of(row) === code);
  return collect(judgement, rows, of, all).map(({ set, ...group }) => {
    const value = data.dictionary(column)[set - 1];
    const label = value === undefined ? 'not set' : formatCell(value).text;
    return { ...group, key: `${by} ${JSON.stringify(value ?? null)}`, label: `${head.name} ${label}`, isSingle: false };
  });
}

interface Collected {
  readonly set: number;
  readonly rows: readonly number[];
  readonly fromRows: readonly number[] | null;
}

/** In the order in which the sets first appear among the rows. */
function collect(
  judgement: Judgement,
  rows: readonly number[],
  setOf: (row: number) => number,
  membersOf: (set: number) => readonly number[],
): readonly Collected[] {
  const sets = new Map<number, number[]>();
  for (const row of rows) {
    const set = setOf(row);
    const members = sets.get(set);
    if (members === undefined) {
      sets.set(set, [row]);
    } else {
      members.push(row);
    }
  }
  const members = new Map<number, readonly number[]>();
  return [...sets].map(([set, own]) => {
    const from = judgement.baselineOf(own.reduce((least, row) => Math.min(least, row)));
    const fromSet = setOf(from);
    if (from < 0 || fromSet === set) {
      return { set, rows: own, fromRows: null };
    }
    const fromRows = members.get(fromSet) ?? membersOf(fromSet);
    members.set(fromSet, fromRows);
    return { set, rows: own, fromRows };
  });
}

function rowsWhere(data: TableData, test: (row: number) => boolean): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < data.loaded; row += 1) {
    if (test(row)) {
      rows.push(row);
    }
  }
  return rows;
}

const MOST_SETTINGS = 3;
const MOST_SEEDS = 5;

/** What tells the set from others, `max_depth 6, subsample 0.8`, or else by what its members differ. */
function describeRepeats(data: TableData, rows: readonly number[]): string {
  const [first = -1] = rows;
  const params = data.table.columns.flatMap((head, column) =>
    head.group === 'param' && head.differs ? [{ name: head.name, column }] : [],
  );
  const settings = params.filter(({ name, column }) => !isSeedParam(name) && data.code(column, first) !== 0);
  if (settings.length > 0) {
    const shown = settings
      .slice(0, MOST_SETTINGS)
      .map(({ name, column }) => `${name} ${valueText(data, column, first)}`);
    return shown.join(', ') + (settings.length > MOST_SETTINGS ? ', …' : '');
  }
  const seed = params.find(({ name }) => isSeedParam(name));
  if (seed === undefined) {
    return 'repeats';
  }
  const values = [...new Set(rows.map((row) => valueText(data, seed.column, row)))];
  return `${seed.name} ${values.slice(0, MOST_SEEDS).join(', ')}${values.length > MOST_SEEDS ? ', …' : ''}`;
}

function valueText(data: TableData, column: number, row: number): string {
  const value = data.fact(column, row);
  return value === undefined ? 'not set' : formatCell(value).text;
}
