import type { CellValue, VersionHead } from '../../../core/table/versionTable';
import type { TableData } from '../../../core/table/tableData';
import { formatReference } from '../../../core/model';

/** The column by which versions are ordered when the user has not chosen one: their order in the table. */
export const VERSION_COLUMN = 'version';

export interface VersionSort {
  /** A column id, or `VERSION_COLUMN`. */
  readonly column: string;
  readonly descending: boolean;
}

/** The rows whose version contains every word in what it says, in the table's order. */
export function filterVersions(data: TableData, words: readonly string[]): readonly number[] {
  const rows = Array.from({ length: data.loaded }, (_, row) => row);
  return words.reduce<readonly number[]>((kept, word) => {
    const hits = matchingCodes(data, word);
    return kept.filter(
      (row) =>
        headText(data.head(row)).includes(word) || hits.some(({ column, codes }) => codes.has(data.code(column, row))),
    );
  }, rows);
}

/** Each different value is looked at once, however many versions share it. */
function matchingCodes(
  data: TableData,
  word: string,
): readonly { readonly column: number; readonly codes: ReadonlySet<number> }[] {
  return data.table.columns.flatMap((head, column) => {
    if (head.group === 'metric') {
      return [];
    }
    const codes = new Set<number>();
    data.dictionary(column).forEach((value, index) => {
      if (cellSearchText(value).includes(word)) {
        codes.add(index + 1);
      }
    });
    return codes.size === 0 ? [] : [{ column, codes }];
  });
}

function headText(head: VersionHead | undefined): string {
  return head === undefined
    ? ''
    : [formatReference(head.model, head.version), head.name, head.by, head.stage, ...head.aliases, head.at.slice(0, 10)]
        .join(' ')
        .toLowerCase();
}

function cellSearchText(value: CellValue): string {
  return typeof value === 'object' && value !== null ? `${value.kind}:${value.digest}` : String(value).toLowerCase();
}

/** A new order of the rows; versions without a value come last in both directions, ties keep the table's order. */
export function sortVersions(data: TableData, rows: readonly number[], sort: VersionSort): readonly number[] {
  const column = data.columnIndex(sort.column);
  const sign = sort.descending ? -1 : 1;
  if (column < 0) {
    return sort.descending ? [...rows].reverse() : rows;
  }
  const keys = data.table.columns[column]?.group === 'metric' ? data.values(column) : factRanks(data, column);
  return [...rows].sort((a, b) => compareKeys(keys[a] ?? Number.NaN, keys[b] ?? Number.NaN, sign) || a - b);
}

function compareKeys(a: number, b: number, sign: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  return (a - b) * sign;
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
