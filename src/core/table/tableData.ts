import type { TableDelta } from './tableDelta';
import type {
  CellValue,
  ColumnPart,
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

  /**
   * The table as it has become, or null when the delta does not fit to this one. This one stays as it is: whoever still
   * draws it may go on.
   */
  apply(delta: TableDelta): TableData | null {
    const fresh = delta.kept.reduce((count, row) => count + (row < 0 ? 1 : 0), 0);
    const fits =
      this.isComplete &&
      delta.kept.length === delta.table.rows &&
      delta.kept.every((row) => row < this.loaded) &&
      fresh === delta.heads.length &&
      delta.parts.length === delta.table.columns.length;
    if (!fits) {
      return null;
    }
    const next = new TableData(delta.table);
    let taken = 0;
    delta.kept.forEach((row) => {
      const head = row < 0 ? delta.heads[taken] : this.headList[row];
      taken += row < 0 ? 1 : 0;
      if (head !== undefined) {
        next.rowById.set(head.id, next.headList.push(head) - 1);
      }
    });
    const whole = new Map(delta.columns.map(({ index, part }) => [index, part]));
    const oldById = new Map(this.table.columns.map(({ id }, index) => [id, index]));
    const isSound = next.store.every((store, index) => {
      const column = whole.get(index);
      const part = column ?? delta.parts[index];
      const old = column === undefined ? this.store[oldById.get(delta.table.columns[index]?.id ?? '') ?? -1] : null;
      return part !== undefined && old !== undefined && fillColumn(store, old, part, delta.kept);
    });
    return isSound ? next : null;
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

/** `old` is null for a column that comes whole. False when the part is of another kind or too short. */
function fillColumn(store: ColumnStore, old: ColumnStore | null, part: ColumnPart, kept: Int32Array): boolean {
  const sources = old === null ? kept.map(() => -1) : kept;
  const fresh = sources.reduce((count, row) => count + (row < 0 ? 1 : 0), 0);
  if (lengthOf(part) !== fresh) {
    return false;
  }
  let taken = 0;
  const each = (fill: (row: number, from: number, next: number) => void): boolean => {
    sources.forEach((from, row) => {
      fill(row, from, taken);
      taken += from < 0 ? 1 : 0;
    });
    return true;
  };
  if (store.kind === 'metric' && part.kind === 'metric' && (old === null || old.kind === 'metric')) {
    const cells = new Int32Array(kept.length).fill(-1);
    store.cells = cells;
    return each((row, from, next) => {
      store.values[row] = (from < 0 ? part.values[next] : old?.values[from]) ?? Number.NaN;
      cells[row] = (from < 0 ? part.cells?.[next] : old?.cells?.[from]) ?? -1;
    });
  }
  if (store.kind === 'fact' && part.kind === 'fact' && (old === null || old.kind === 'fact')) {
    for (const value of old?.dictionary ?? []) {
      store.dictionary.push(value);
    }
    const own = part.added.map((value) => {
      const place = old === null ? -1 : old.dictionary.findIndex((other) => isSameValue(value, other));
      return place >= 0 ? place + 1 : store.dictionary.push(value);
    });
    return each((row, from, next) => {
      store.codes[row] = from < 0 ? (own[(part.codes[next] ?? 0) - 1] ?? 0) : (old?.codes[from] ?? 0);
    });
  }
  return false;
}

function isSameValue(one: CellValue, other: CellValue): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  return one.kind === other.kind && one.digest === other.digest && one.size === other.size;
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
