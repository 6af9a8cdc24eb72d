import type {
  CellValue,
  FactColumn,
  MetricColumn,
  TableChunk,
  TableColumn,
  VersionHead,
  VersionTable,
} from './versionTable';

/** A table as far as its rows have arrived. Readers of rows that have not get NaN and "absent". */
export class TableData {
  private readonly headList: VersionHead[] = [];
  private readonly store: readonly ColumnStore[];
  private readonly rowById = new Map<string, number>();

  constructor(readonly table: VersionTable) {
    this.store = table.columns.map((column) => createStore(column, table.rows));
  }

  /** Rows that have arrived: all below this number are there. */
  get loaded(): number {
    return this.headList.length;
  }

  get isComplete(): boolean {
    return this.loaded >= this.table.rows;
  }

  /** False, without any effect, for a chunk that does not continue the rows or has other columns. */
  append(chunk: TableChunk): boolean {
    const fits =
      chunk.from === this.loaded &&
      chunk.from + chunk.heads.length <= this.table.rows &&
      chunk.parts.length === this.store.length &&
      this.store.every((store, index) => {
        const part = chunk.parts[index];
        return part?.kind === store.kind && lengthOf(part) === chunk.heads.length;
      });
    if (!fits) {
      return false;
    }
    for (const head of chunk.heads) {
      this.rowById.set(head.id, this.headList.push(head) - 1);
    }
    this.store.forEach((store, index) => {
      const part = chunk.parts[index];
      if (store.kind === 'metric' && part?.kind === 'metric') {
        store.values.set(part.values, chunk.from);
        if (part.cells !== null) {
          store.cells ??= new Int32Array(this.table.rows).fill(-1);
          store.cells.set(part.cells, chunk.from);
        }
      } else if (store.kind === 'fact' && part?.kind === 'fact') {
        store.codes.set(part.codes, chunk.from);
        part.added.forEach((value) => store.dictionary.push(value));
      }
    });
    return true;
  }

  head(row: number): VersionHead | undefined {
    return this.headList[row];
  }

  /** −1 when the version is not in the table (or has not arrived). */
  rowOf(id: string): number {
    return this.rowById.get(id) ?? -1;
  }

  columnIndex(id: string): number {
    return this.table.columns.findIndex((column) => column.id === id);
  }

  /** The values of a metric by row, NaN where there is none; empty for other columns. Not to be changed. */
  values(column: number): Float64Array {
    const store = this.store[column];
    return store?.kind === 'metric' ? store.values : NO_VALUES;
  }

  /** The notebook cell that a metric was read from, or null. */
  cell(column: number, row: number): number | null {
    const store = this.store[column];
    const cell = store?.kind === 'metric' ? (store.cells?.[row] ?? -1) : -1;
    return cell < 0 ? null : cell;
  }

  /** 0 for "absent"; equal codes are equal values. */
  code(column: number, row: number): number {
    const store = this.store[column];
    return store?.kind === 'fact' ? (store.codes[row] ?? 0) : 0;
  }

  /** Undefined where the version does not have the fact. */
  fact(column: number, row: number): CellValue | undefined {
    return this.dictionary(column)[this.code(column, row) - 1];
  }

  /** The different values of a fact column; a code is an index into it plus one. Not to be changed. */
  dictionary(column: number): readonly CellValue[] {
    const store = this.store[column];
    return store?.kind === 'fact' ? store.dictionary : [];
  }
}

const NO_VALUES = new Float64Array(0);

type ColumnStore =
  | { readonly kind: 'metric'; readonly values: Float64Array; cells: Int32Array | null }
  | { readonly kind: 'fact'; readonly codes: Uint32Array; readonly dictionary: CellValue[] };

function createStore(column: TableColumn, rows: number): ColumnStore {
  return column.group === 'metric'
    ? { kind: 'metric', values: new Float64Array(rows).fill(Number.NaN), cells: null }
    : { kind: 'fact', codes: new Uint32Array(rows), dictionary: [] };
}

function lengthOf(part: TableChunk['parts'][number]): number {
  return part.kind === 'metric' ? part.values.length : part.codes.length;
}

export function isMetric(column: TableColumn): column is MetricColumn {
  return column.group === 'metric';
}

export function isFact(column: TableColumn): column is FactColumn {
  return column.group !== 'metric';
}
