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
  const tag = data.columnIndex(factColumnId('tag', REPEATS_TAG));
  const code = data.columnIndex(factColumnId('code', CODE_NAMES.sourceSha256));
  const columns = data.table.columns.map((column, index) => ({ ...column, index }));
  const seeds = columns.filter(({ group, name }) => group === 'param' && isSeedParam(name));
  const settings = columns.filter(({ group, name }) => (group === 'param' && !isSeedParam(name)) || group === 'data');
  const codes = (row: number, of: readonly { readonly index: number }[]): string =>
    of.map(({ index }) => data.code(index, row)).join(' ');
  const keys = Array.from({ length: data.loaded }, (_, row) => {
    const named = tag < 0 ? 0 : data.code(tag, row);
    const model = data.head(row)?.model ?? '';
    return named > 0 ? `tag ${named} ${model}` : `like ${codes(row, settings)} ${model}`;
  });
  const doubtful = withSeveralCodes(
    keys,
    (row) => codes(row, seeds),
    (row) => data.code(code, row),
  );
  return collect(keys.map((key, row) => (doubtful.has(key) ? `${key} ${data.code(code, row)}` : key)));
}

/** Keys under which the same seeds were run with different code. */
function withSeveralCodes(
  keys: readonly string[],
  seedsOf: (row: number) => string,
  codeOf: (row: number) => number,
): ReadonlySet<string> {
  const codeBySeeds = new Map<string, number>();
  const found = new Set<string>();
  keys.forEach((key, row) => {
    if (key.startsWith('tag ')) {
      return;
    }
    const seeds = `${seedsOf(row)} of ${key}`;
    const code = codeOf(row);
    if ((codeBySeeds.get(seeds) ?? code) !== code) {
      found.add(key);
    }
    codeBySeeds.set(seeds, code);
  });
  return found;
}

function collect(keys: readonly string[]): Repeats {
  const sets: number[][] = [];
  const setByKey = new Map<string, number>();
  const setOf = Int32Array.from(keys, (key, row) => {
    const known = setByKey.get(key);
    if (known !== undefined) {
      sets[known]?.push(row);
      return known;
    }
    const set = sets.push([row]) - 1;
    setByKey.set(key, set);
    return set;
  });
  return { sets, setOf };
}
