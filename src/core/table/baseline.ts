import type { EventId } from '../model';
import type { TableData } from './tableData';

/** Which version the others are measured against. */
export type Baseline =
  /** The first version shown. */
  | { readonly kind: 'first' }
  /** For each version, the one of its model before it. */
  | { readonly kind: 'previous' }
  /** For each version, the one of its model that has the alias: the champion. */
  | { readonly kind: 'alias'; readonly alias: string }
  /** For each version, the newest one of its model in the stage: production. */
  | { readonly kind: 'stage'; readonly stage: string }
  | { readonly kind: 'version'; readonly id: EventId };

/** By row: the row that it is measured against; −1 where there is none or the row is the baseline itself. */
export function baselineRows(data: TableData, baseline: Baseline): Int32Array {
  const rows = new Int32Array(data.loaded);
  const byModel = baselinesByModel(data, baseline);
  let model: string | undefined;
  for (let row = 0; row < rows.length; row += 1) {
    const head = data.head(row);
    const from =
      baseline.kind === 'previous'
        ? head?.model === model
          ? row - 1
          : -1
        : baseline.kind === 'version' || baseline.kind === 'first' || byModel.size === 0
          ? fixedRow(data, baseline)
          : (byModel.get(head?.model ?? '') ?? -1);
    rows[row] = from === row ? -1 : from;
    model = head?.model;
  }
  return rows;
}

/** A baseline that was taken out of the comparison, or has not arrived, gives way to the first version. */
function fixedRow(data: TableData, baseline: Baseline): number {
  return baseline.kind === 'version' ? Math.max(0, data.rowOf(baseline.id)) : 0;
}

function baselinesByModel(data: TableData, baseline: Baseline): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  if (baseline.kind !== 'alias' && baseline.kind !== 'stage') {
    return rows;
  }
  for (let row = 0; row < data.loaded; row += 1) {
    const head = data.head(row);
    const fits = baseline.kind === 'alias' ? head?.aliases.includes(baseline.alias) : head?.stage === baseline.stage;
    if (head !== undefined && fits === true) {
      rows.set(head.model, row);
    }
  }
  return rows;
}
