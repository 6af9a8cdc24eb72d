import { useMemo, useRef } from 'preact/hooks';
import { applyFilter } from '../../../core/table/filter/applyFilter';
import { FilterError } from '../../../core/table/filter/filterError';
import type { FilterScope } from '../../../core/table/filter/filterFields';
import type { TableView } from '../../../protocol/tableView';
import { NEWEST_FIRST, sortVersions } from './versionOrder';

export interface ShownVersions {
  /** Rows of the table, in the order in which they are shown. */
  readonly rows: readonly number[];
  /** What is wrong with the filter; then the rows are those of the last one that was sound. */
  readonly error: FilterError | null;
}

/** The versions that the view shows. `loaded` says how many have arrived. */
export function useShownVersions(
  scope: FilterScope,
  loaded: number,
  view: TableView,
  isOrdered: boolean,
): ShownVersions {
  const sound = useRef('');
  const { filter, onlyStarred, sort } = view;
  const filtered = useMemo((): ShownVersions => {
    try {
      const rows = applyFilter(filter, scope);
      // A filter that keeps nothing is no help to somebody who is writing the next one.
      sound.current = rows.length > 0 || filter === '' ? filter : sound.current;
      return { rows, error: null };
    } catch (error) {
      if (!(error instanceof FilterError)) {
        throw error;
      }
      return { rows: applyFilter(stillSound(sound.current, scope), scope), error };
    }
  }, [scope, loaded, filter]);
  return useMemo(() => {
    const { data, starred } = scope;
    const rows = onlyStarred
      ? filtered.rows.filter((row) => starred?.has(data.head(row)?.id ?? '') === true)
      : filtered.rows;
    // Versions that are columns stand as the table has them: oldest first, as one reads.
    const ordered = isOrdered ? sortVersions(data, rows, sort.length === 0 ? NEWEST_FIRST : sort) : rows;
    return { rows: ordered, error: filtered.error };
  }, [filtered, onlyStarred, sort, isOrdered]);
}

/** A filter that was sound may name a column that is gone since. */
function stillSound(filter: string, scope: FilterScope): string {
  try {
    applyFilter(filter, scope);
    return filter;
  } catch (error) {
    if (error instanceof FilterError) {
      return '';
    }
    throw error;
  }
}
