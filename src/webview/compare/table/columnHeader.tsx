import type { ComponentChild } from 'preact';
import { formatTolerance } from '../../../core/metricTolerance';
import type { TableColumn } from '../../../core/table/versionTable';
import type { SortKey } from '../../../protocol/tableView';
import { Icon } from '../icons';
import { metricDetails } from './columnLabel';
import { NEWEST_FIRST, VERSION_COLUMN } from './versionOrder';

interface ColumnHeaderProps {
  readonly column: TableColumn;
  readonly sort: readonly SortKey[];
  onSort(isAdded: boolean): void;
  onMenu(anchor: DOMRect): void;
}

/** What a column holds, which way is better, how it is sorted; its menu, and the edge that makes it wider. */
export function ColumnHeader({ column, sort, onSort, onMenu }: ColumnHeaderProps): ComponentChild {
  const isMetric = column.group === 'metric';
  const details = isMetric ? metricDetails(column) : '';
  const direction = isMetric ? column.higherIsBetter : null;
  const words = direction === null ? '' : direction ? 'higher is better' : 'lower is better';
  const tolerance = isMetric && column.tolerance !== null ? `tolerance ${formatTolerance(column.tolerance)}` : '';
  return (
    <span class="column-header">
      <button
        type="button"
        class="sort-button"
        data-main
        tabIndex={-1}
        title={[column.name, details, words, tolerance].filter((part) => part !== '').join(' · ')}
        onClick={(event) => onSort(event.shiftKey)}
      >
        <span class="sort-name">
          <span class="label-name">{column.name}</span>
          <SortMark sort={sort} column={column.id} />
        </span>
        <span class="sort-details">
          {details}
          {direction === null ? null : <span aria-hidden="true"> {direction ? '↑' : '↓'}</span>}
          <span class="spoken">{words}</span>
        </span>
      </button>
      <button
        type="button"
        class="icon-button menu-button"
        tabIndex={-1}
        aria-haspopup="menu"
        aria-label={`More about ${column.name}`}
        title="Sort, move, pin, hide or group"
        onClick={(event) => onMenu(event.currentTarget.getBoundingClientRect())}
      >
        <Icon name="more" />
      </button>
      <span class="resize-handle" aria-hidden="true" title="Drag to resize" />
    </span>
  );
}

/** The header of the versions themselves. */
export function VersionsHeader({ sort, onSort }: Pick<ColumnHeaderProps, 'sort' | 'onSort'>): ComponentChild {
  return (
    <button
      type="button"
      class="sort-button"
      data-main
      tabIndex={-1}
      title="Sort by version"
      onClick={(event) => onSort(event.shiftKey)}
    >
      <span class="sort-name">
        <span class="label-name">Version</span>
        <SortMark sort={sort} column={VERSION_COLUMN} />
      </span>
      <span class="sort-details" />
    </button>
  );
}

/** `▼`, and of several keys which one this is: `▼ 2`. */
function SortMark({ sort, column }: { readonly sort: readonly SortKey[]; readonly column: string }): ComponentChild {
  const keys = sort.length === 0 ? NEWEST_FIRST : sort;
  const place = keys.findIndex((key) => key.column === column);
  const key = keys[place];
  if (key === undefined) {
    return null;
  }
  const words = `, sorted ${key.descending ? 'descending' : 'ascending'}`;
  return (
    <>
      <span class="sort-mark" aria-hidden="true">
        {key.descending ? '▼' : '▲'}
        {keys.length > 1 ? <span class="sort-place">{place + 1}</span> : null}
      </span>
      {keys.length > 1 ? <span class="spoken">{`${words}, key ${place + 1} of ${keys.length}`}</span> : null}
    </>
  );
}
