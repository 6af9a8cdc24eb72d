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
    return this.store.every((store, index) => {
      const part = chunk.parts[index];
      return part !== undefined && appendPart(store, part, chunk.from);
    });
  }

  /**
   * The table as it has become, or null when the delta does not fit to this one. This one stays as it is: whoever still
   * draws it may go on.
   */
  apply(delta: TableDelta): TableData | null {
    const moves = movesOf(delta.kept);
    const fits =
      this.isComplete &&
      delta.kept.length === delta.table.rows &&
      delta.kept.every((row) => row < this.loaded) &&
      moves.fresh.length === delta.heads.length &&
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
      if (column !== undefined) {
        return lengthOf(column) === next.loaded && appendPart(store, column, 0);
      }
      const part = delta.parts[index];
      const old = this.store[oldById.get(delta.table.columns[index]?.id ?? '') ?? -1];
      return part !== undefined && old !== undefined && fillColumn(store, old, part, moves);
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
  | { readonly kind: 'fact'; readonly codes: Uint32Array; dictionary: CellValue[] };

function createStore(column: TableColumn, rows: number): ColumnStore {
  return column.group === 'metric'
    ? { kind: 'metric', values: new Float64Array(rows).fill(Number.NaN), cells: null }
    : { kind: 'fact', codes: new Uint32Array(rows), dictionary: [] };
}

/** False when the part is of another kind. */
function appendPart(store: ColumnStore, part: ColumnPart, from: number): boolean {
  if (store.kind === 'metric' && part.kind === 'metric') {
    store.values.set(part.values, from);
    if (part.cells !== null) {
      store.cells ??= new Int32Array(store.values.length).fill(-1);
      store.cells.set(part.cells, from);
    }
    return true;
  }
  if (store.kind === 'fact' && part.kind === 'fact') {
    store.codes.set(part.codes, from);
    part.added.forEach((value) => store.dictionary.push(value));
    return true;
  }
  return false;
}

/** How rows come to their new places: most of them in long runs, which are copied as one. */
interface Moves {
  readonly runs: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** The places of rows that were not there before. */
  readonly fresh: readonly number[];
}

function movesOf(kept: Int32Array): Moves {
  const runs: { from: number; to: number; count: number }[] = [];
  const fresh: number[] = [];
  kept.forEach((from, to) => {
    const last = runs.at(-1);
    if (from < 0) {
      fresh.push(to);
    } else if (last !== undefined && last.from + last.count === from && last.to + last.count === to) {
      last.count += 1;
    } else {
      runs.push({ from, to, count: 1 });
    }
  });
  return { runs, fresh };
}

/** False when the part is of another kind or has not as many rows as are new. */
function fillColumn(store: ColumnStore, old: ColumnStore, part: ColumnPart, moves: Moves): boolean {
  if (lengthOf(part) !== moves.fresh.length) {
    return false;
  }
  if (store.kind === 'metric' && part.kind === 'metric' && old.kind === 'metric') {
    fill(store.values, old.values, part.values, moves);
    if (old.cells !== null || part.cells !== null) {
      store.cells = new Int32Array(store.values.length).fill(-1);
      fill(store.cells, old.cells ?? [], part.cells ?? [], moves);
    }
    return true;
  }
  if (store.kind === 'fact' && part.kind === 'fact' && old.kind === 'fact') {
    store.dictionary = [...old.dictionary];
    const own = part.added.map((value) => {
      const place = old.dictionary.findIndex((other) => isSameValue(value, other));
      return place >= 0 ? place + 1 : store.dictionary.push(value);
    });
    const codes = part.codes.map((code) => own[code - 1] ?? 0);
    fill(store.codes, old.codes, codes, moves);
    return true;
  }
  return false;
}

function fill<T extends Float64Array | Int32Array | Uint32Array>(
  values: T,
  old: T | readonly never[],
  fresh: T | readonly never[],
  { runs, fresh: places }: Moves,
): void {
  if ('subarray' in old) {
    for (const { from, to, count } of runs) {
      values.set(old.subarray(from, from + count), to);
    }
  }
  places.forEach((row, index) => {
    values[row] = fresh[index] ?? values[row] ?? 0;
  });
}

function isSameValue(one: CellValue, other: CellValue): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  return one.kind === other.kind && one.digest === other.digest && one.size === other.size;
}

function lengthOf(part: ColumnPart): number {
  return part.kind === 'metric' ? part.values.length : part.codes.length;
}

export function isMetric(column: TableColumn): column is MetricColumn {
  return column.group === 'metric';
}

export function isFact(column: TableColumn): column is FactColumn {
  return column.group !== 'metric';
}
