import type { TableData } from '../../../core/table/tableData';
import type { CellValue } from '../../../core/table/versionTable';
import type { SortKey } from '../../../protocol/tableView';

/** The column by which versions are ordered when the user has not chosen one: their order in the table. */
export const VERSION_COLUMN = 'version';

export const NEWEST_FIRST: readonly SortKey[] = [{ column: VERSION_COLUMN, descending: true }];

/**
 * A new order of the rows, by the first key, then where that ties by the second and so on; versions without a value come
 * last in both directions, and what ties to the end keeps the table's order.
 */
export function sortVersions(data: TableData, rows: readonly number[], sort: readonly SortKey[]): readonly number[] {
  const keys = sort.flatMap(({ column: id, descending }): readonly RowKeys[] => {
    const column = data.columnIndex(id);
    const sign = descending ? -1 : 1;
    if (id === VERSION_COLUMN) {
      return [{ values: null, sign }];
    }
    // A column that is gone sorts nothing.
    return column < 0 ? [] : [{ values: sortKeys(data, column), sign }];
  });
  return [...rows].sort((a, b) => {
    for (const { values, sign } of keys) {
      const order =
        values === null ? (a - b) * sign : compareKeys(values[a] ?? Number.NaN, values[b] ?? Number.NaN, sign);
      if (order !== 0) {
        return order;
      }
    }
    return a - b;
  });
}

interface RowKeys {
  /** By row; null: its place in the table. */
  readonly values: ArrayLike<number> | null;
  readonly sign: number;
}

/** What a click on a header makes of the order: first the way in which the best or newest comes first, then the other. */
export function nextSort(sort: readonly SortKey[], column: string, isAdded: boolean): readonly SortKey[] {
  const known = sort.find((key) => key.column === column);
  const next = { column, descending: known === undefined ? true : !known.descending };
  if (!isAdded) {
    return [next];
  }
  return known === undefined ? [...sort, next] : sort.map((key) => (key.column === column ? next : key));
}

function compareKeys(a: number, b: number, sign: number): number {
  const isANone = Number.isNaN(a);
  const isBNone = Number.isNaN(b);
  return isANone || isBNone ? Number(isANone) - Number(isBNone) : (a - b) * sign;
}

function sortKeys(data: TableData, column: number): ArrayLike<number> {
  return data.table.columns[column]?.group === 'metric' ? data.values(column) : factRanks(data, column);
}

/** By row: the place of its value among the different values of the column, NaN where it has none. */
function factRanks(data: TableData, column: number): Float64Array {
  const values = data.dictionary(column);
  const order = values.map((_, index) => index).sort((a, b) => compareCells(values[a], values[b]));
  const rankOfCode = new Float64Array(values.length + 1).fill(Number.NaN);
  order.forEach((index, rank) => {
    rankOfCode[index + 1] = rank;
  });
  return Float64Array.from({ length: data.loaded }, (_, row) => rankOfCode[data.code(column, row)] ?? Number.NaN);
}

const collator = new Intl.Collator('en', { numeric: true });

function compareCells(a: CellValue | undefined, b: CellValue | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  return collator.compare(sortText(a), sortText(b));
}

function sortText(value: CellValue | undefined): string {
  return typeof value === 'object' && value !== null ? value.digest : String(value);
}
