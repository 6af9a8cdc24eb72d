import type { TableData } from './tableData';
import { CODE_NAMES } from './versionFacts';
import { factColumnId } from './versionTable';

/** Which versions are the same experiment done again. */
export interface Repeats {
  /** Rows by set, ascending; a version that nobody repeated is a set of its own. */
  readonly sets: readonly (readonly number[])[];
  /** The set of each row. */
  readonly setOf: Int32Array;
}

/** A version with this tag belongs to the set that the tag's value names, whatever its params. */
export const REPEATS_TAG = 'repeats';

const SEED = /(^|_)seed$|^seed_|^random_state$|(^|_)random_state$|^rng$/i;

/** `random_state`, `seed`, `torch_seed`, `model__random_state`: what may differ between repeats. */
export function isSeedParam(name: string): boolean {
  return SEED.test(name);
}

/**
 * Versions of one model that have the same params but for seeds, and the same data. Two of them with the same seeds but
 * different code are not repeats: then something changed that no param shows, and only the same code counts as the same.
 * The tag `repeats` overrules all of this.
 */
export function findRepeats(data: TableData): Repeats {
  const columns = data.table.columns.map((column, index) => ({ ...column, index }));
  const seeds = columns.filter(({ group, name }) => group === 'param' && isSeedParam(name));
  const settings = columns.filter(({ group, name }) => (group === 'param' && !isSeedParam(name)) || group === 'data');
  const tag = data.columnIndex(factColumnId('tag', REPEATS_TAG));
  const code = data.columnIndex(factColumnId('code', CODE_NAMES.sourceSha256));
  const isTagged = (row: number): boolean => tag >= 0 && data.code(tag, row) > 0;
  const byColumns = (before: Parts, of: readonly { readonly index: number }[]): Parts =>
    of.reduce(
      (parts, { index }) =>
        // Every row is by itself: nothing is left to tell apart.
        parts.count === data.loaded ? parts : split(parts, (row) => (isTagged(row) ? 0 : data.code(index, row))),
      before,
    );
  const named = tag < 0 ? byModel(data) : split(byModel(data), (row) => data.code(tag, row));
  const alike = byColumns(named, settings);
  const doubtful = withSeveralCodes(alike, byColumns(alike, seeds), (row) => data.code(code, row));
  const parts = split(alike, (row) => (!isTagged(row) && doubtful.has(alike.of[row] ?? -1) ? data.code(code, row) : 0));
  const sets = Array.from({ length: parts.count }, (): number[] => []);
  parts.of.forEach((set, row) => sets[set]?.push(row));
  return { sets, setOf: parts.of };
}

/** Rows told apart: each has the number of its part. Parts are numbered as they first appear. */
interface Parts {
  readonly of: Int32Array;
  readonly count: number;
}

function byModel(data: TableData): Parts {
  const models = new Map<string, number>();
  const of = Int32Array.from({ length: data.loaded }, (_, row) => {
    const model = data.head(row)?.model ?? '';
    const part = models.get(model) ?? models.size;
    models.set(model, part);
    return part;
  });
  return { of, count: models.size };
}

/** Rows stay together that were together and have the same code. */
function split(before: Parts, codeOf: (row: number) => number): Parts {
  const parts = new Map<number, number>();
  const of = before.of.map((part, row) => {
    // Both are far below 2^26, so that no two pairs are one number.
    const key = codeOf(row) * (before.count + 1) + part;
    const known = parts.get(key) ?? parts.size;
    parts.set(key, known);
    return known;
  });
  return { of, count: parts.size };
}

/** Parts in which the same seeds were run with different code. */
function withSeveralCodes(alike: Parts, bySeeds: Parts, codeOf: (row: number) => number): ReadonlySet<number> {
  const codes = new Int32Array(bySeeds.count).fill(-1);
  const found = new Set<number>();
  bySeeds.of.forEach((part, row) => {
    const code = codeOf(row);
    const known = codes[part] ?? -1;
    if (known >= 0 && known !== code) {
      found.add(alike.of[row] ?? -1);
    }
    codes[part] = code;
  });
  return found;
}
