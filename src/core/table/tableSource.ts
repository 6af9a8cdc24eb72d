import type { LedgerConfig } from '../config';
import { alignMetrics, type MetricRow } from '../metricRows';
import { readTolerance } from '../metricTolerance';
import { isDocumented, type DocumentationField, type Version } from '../model';
import { factsOf, type Fact } from './versionFacts';
import {
  factColumnId,
  metricColumnId,
  type CellValue,
  type ColumnGroup,
  type ColumnPart,
  type FactColumn,
  type MetricColumn,
  type TableChunk,
  type VersionHead,
  type VersionTable,
} from './versionTable';

export interface TableOptions {
  /** The fields without which a version does not count as documented (config). */
  readonly required: readonly DocumentationField[];
  /** Documentation longer than this is cut, so that thousands of versions stay small. Null: never. */
  readonly textLimit: number | null;
  /** What the team has configured per metric name: the tolerances are read from it. */
  readonly metrics?: LedgerConfig['metrics'] | undefined;
  /** Also packages that are the same in every version, which nobody wants to see. */
  readonly hasEqualPackages?: boolean;
}

/** Versions turned into columns once, from which any chunk of rows can be cut. */
export interface TableSource {
  readonly table: VersionTable;
  /** Rows from `from` on, at most `count` of them. Chunks must be read in order: dictionaries grow along them. */
  chunk(from: number, count: number): TableChunk;
  heads(rows: readonly number[]): readonly VersionHead[];
  /** Some rows of one column; its codes count in its own `added`, whatever was read before. */
  pick(column: number, rows: readonly number[]): ColumnPart;
}

/** About two megabytes: few enough that a slow line brings something soon, enough that a fast one is not kept waiting. */
const CELLS_IN_CHUNK = 200_000;

/** How many rows of a table go into one message. */
export function rowsInChunk({ columns }: VersionTable): number {
  return Math.max(100, Math.floor(CELLS_IN_CHUNK / Math.max(1, columns.length)));
}

const GROUPS: readonly FactColumn['group'][] = [
  'param',
  'data',
  'code',
  'documentation',
  'artifact',
  'environment',
  'tag',
];

/** The versions in the order in which they shall be shown. */
export function createTableSource(versions: readonly Version[], options: TableOptions): TableSource {
  const metrics = alignMetrics(versions).map((row) => encodeMetric(row, options));
  const facts = encodeFacts(versions, options);
  const all = [...metrics, ...facts];
  const heads = (some: readonly Version[]) => some.map((version) => headOf(version, options.required));
  return {
    table: { rows: versions.length, columns: all.map((encoded) => encoded.column) },
    chunk: (from, count) => {
      const to = Math.min(versions.length, from + count);
      return {
        from,
        heads: heads(versions.slice(from, to)),
        parts: all.map((encoded) => encoded.part(from, to)),
      };
    },
    heads: (rows) => heads(rows.flatMap((row) => versions[row] ?? [])),
    pick: (column, rows) => {
      const encoded = all[column];
      if (encoded === undefined) {
        throw new RangeError(`There is no column ${column}.`);
      }
      return encoded.pick(rows);
    },
  };
}

interface Encoded {
  readonly column: MetricColumn | FactColumn;
  part(from: number, to: number): ColumnPart;
  pick(rows: readonly number[]): ColumnPart;
}

function encodeMetric(row: MetricRow, options: TableOptions): Encoded {
  const { name, split, model, higherIsBetter, headline } = row;
  const tolerance = readTolerance(options.metrics?.[name]?.tolerance);
  const values = Float64Array.from(row.metrics, (metric) => metric?.value ?? Number.NaN);
  const cells = Int32Array.from(row.metrics, (metric) => metric?.source?.cell ?? -1);
  return {
    column: { id: metricColumnId(row), group: 'metric', name, split, model, higherIsBetter, headline, tolerance },
    part: (from, to) => {
      const known = cells.slice(from, to);
      return { kind: 'metric', values: values.slice(from, to), cells: known.some((cell) => cell >= 0) ? known : null };
    },
    pick: (rows) => ({
      kind: 'metric',
      values: Float64Array.from(rows, (row) => values[row] ?? Number.NaN),
      cells: Int32Array.from(rows, (row) => cells[row] ?? -1),
    }),
  };
}

function encodeFacts(versions: readonly Version[], options: TableOptions): readonly Encoded[] {
  const columns = new Map<string, FactEncoder>();
  versions.forEach((version, row) => {
    for (const fact of factsOf(version)) {
      const id = factColumnId(fact.group, fact.name);
      const column = columns.get(id) ?? new FactEncoder(fact.group, fact.name, versions.length, options.textLimit);
      columns.set(id, column);
      column.set(row, fact);
    }
  });
  const all = [...columns.values()].map((column) => column.finish());
  // Packages run into the hundreds and are noise unless they changed.
  const shown = all.filter(({ column }) => options.hasEqualPackages === true || !isPackage(column) || column.differs);
  return shown.sort((a, b) => GROUPS.indexOf(a.column.group) - GROUPS.indexOf(b.column.group));
}

const ENVIRONMENT = new Set(['framework', 'python', 'kernel']);

function isPackage(column: FactColumn): boolean {
  return column.group === 'environment' && !ENVIRONMENT.has(column.name);
}

/** A column that grows by row: equal values share one code, in the order in which they first appear. */
class FactEncoder {
  private readonly codes: Uint32Array;
  private readonly values: CellValue[] = [];
  private readonly codeByKey = new Map<string, number>();

  constructor(
    private readonly group: Exclude<ColumnGroup, 'metric'>,
    private readonly name: string,
    rows: number,
    private readonly textLimit: number | null,
  ) {
    this.codes = new Uint32Array(rows);
  }

  set(row: number, fact: Fact): void {
    const key = typeof fact.value === 'string' ? `s${fact.value}` : JSON.stringify(fact.value);
    let code = this.codeByKey.get(key);
    if (code === undefined) {
      code = this.values.push(this.cut(fact.value));
      this.codeByKey.set(key, code);
    }
    this.codes[row] = code;
  }

  finish(): Encoded & { readonly column: FactColumn } {
    const { codes, values, group, name } = this;
    const differs = codes.some((code) => code !== codes[0]);
    return {
      column: { id: factColumnId(group, name), group, name, differs, textLimit: this.limit() },
      part: (from, to) => {
        const known = codes.subarray(0, from).reduce((most, code) => Math.max(most, code), 0);
        const slice = codes.slice(from, to);
        const reached = slice.reduce((most, code) => Math.max(most, code), known);
        return { kind: 'fact', codes: slice, added: values.slice(known, reached) };
      },
      pick: (rows) => {
        const own = new Map<number, number>();
        const picked = Uint32Array.from(rows, (row) => {
          const code = codes[row] ?? 0;
          if (code > 0 && !own.has(code)) {
            own.set(code, own.size + 1);
          }
          return own.get(code) ?? 0;
        });
        return { kind: 'fact', codes: picked, added: [...own.keys()].map((code) => values[code - 1] ?? null) };
      },
    };
  }

  private limit(): number | null {
    return this.group === 'documentation' ? this.textLimit : null;
  }

  private cut(value: CellValue): CellValue {
    const limit = this.limit();
    return limit !== null && typeof value === 'string' ? value.slice(0, limit) : value;
  }
}

function headOf(version: Version, required: readonly DocumentationField[]): VersionHead {
  return {
    id: version.id,
    model: version.model,
    version: version.version,
    name: version.name,
    at: version.at,
    by: version.by.name,
    stage: version.stage,
    aliases: version.aliases,
    documented: isDocumented(version.documentation, required),
    archived: version.archived !== null,
    conflict: version.conflict !== null,
    source: version.source,
  };
}
