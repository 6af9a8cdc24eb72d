import type { Version } from '../model';
import type { TableSource } from './tableSource';
import type { ColumnPart, VersionHead, VersionTable } from './versionTable';

/**
 * What became of a table, as far as it changed: one version more among ten thousand is a few kilobytes instead of all
 * of them again. It can be applied to a table whose rows have all arrived; see `TableData.apply`.
 */
export interface TableDelta {
  readonly table: VersionTable;
  /** By new row: the row before whose values it keeps; −1: the next of the rows that come with the delta. */
  readonly kept: Int32Array;
  /** The rows that come with it, in their order. */
  readonly heads: readonly VersionHead[];
  /** One part per column, as long as `heads`; empty for a column that is in `columns`. Codes count in the part's own `added`. */
  readonly parts: readonly ColumnPart[];
  /** Columns that were not there before, whole. */
  readonly columns: readonly { readonly index: number; readonly part: ColumnPart }[];
}

/** A table as it was sent. */
export interface SentTable {
  readonly source: TableSource;
  /** By row, see `versionMark`. */
  readonly marks: readonly string[];
}

/** More than this share of the rows changed: then sending everything is no more. */
const LARGEST_SHARE = 0.25;
const FEW = 20;

/** Null when too much changed. */
export function createDelta(before: SentTable, after: SentTable): TableDelta | null {
  const rowByMark = new Map(before.marks.map((mark, row) => [mark, row]));
  const kept = Int32Array.from(after.marks, (mark) => rowByMark.get(mark) ?? -1);
  const fresh = after.marks.flatMap((_, row) => (kept[row] === -1 ? [row] : []));
  if (fresh.length > Math.max(FEW, after.marks.length * LARGEST_SHARE)) {
    return null;
  }
  const known = new Set(before.source.table.columns.map(({ id }) => id));
  const all = after.marks.map((_, row) => row);
  const { columns } = after.source.table;
  return {
    table: after.source.table,
    kept,
    heads: after.source.heads(fresh),
    parts: columns.map(({ id }, index) => after.source.pick(index, known.has(id) ? fresh : [])),
    columns: columns.flatMap(({ id }, index) =>
      known.has(id) ? [] : [{ index, part: after.source.pick(index, all) }],
    ),
  };
}

/** Changes when anything of a version changes that a table shows. Events are never edited, so their ids say most of it. */
export function versionMark(version: Version, isDocumented: boolean): string {
  const { id, version: number, stage, aliases, conflict, events, documentation } = version;
  const { rationale, changes, impact } = documentation;
  // Documentation may also come from commit messages, which are no events.
  const texts = [rationale, changes, impact].map(hash).join(' ');
  return [id, number, stage, aliases.join(','), conflict ?? '', String(isDocumented), events.join(','), texts].join(
    '|',
  );
}

/** FNV-1a, 32 bits, with the length beside it. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return `${text.length}:${value >>> 0}`;
}
