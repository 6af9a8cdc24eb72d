import type { EventId } from '../core/model';
import type { Baseline } from '../core/table/baseline';
import type { ColumnGroup } from '../core/table/versionTable';

/** Columns that stand together under one name: those of the table by what they are about, and the trust lines. */
export type ViewGroup = ColumnGroup | 'trust';

export type Orientation = 'auto' | 'versions-as-columns' | 'versions-as-rows';

/** What is written beside a value about its change against the baseline. */
export type ChangeForm = 'absolute' | 'relative' | 'both' | 'none';

/** How the page looks at the table. Columns are named by their ids, versions by theirs. */
export interface TableView {
  readonly baseline: Baseline;
  readonly changes: ChangeForm;
  readonly orientation: Orientation;
  /** Hide params and other facts that are the same in all versions. */
  readonly onlyDifferences: boolean;
  /** Hide versions that are not starred. */
  readonly onlyStarred: boolean;
  /** Which versions are shown, in the filter language of core/table/filter. */
  readonly filter: string;
  /** Words that a row must contain when versions are columns. */
  readonly search: string;
  /** Groups of columns that are closed. */
  readonly collapsed: readonly ViewGroup[];
  /** The most important first; empty: the newest version comes first. */
  readonly sort: readonly SortKey[];
  readonly columns: ColumnLayout;
  /** A column whose equal values stand together, or `repeats`; null: no groups. */
  readonly groupBy: string | null;
  /** Keys of the groups of versions that are closed. */
  readonly closedGroups: readonly string[];
}

export interface SortKey {
  /** A column, or `version`. */
  readonly column: string;
  readonly descending: boolean;
}

/** What the user has changed about the columns; what is not named here is as the host sends it. */
export interface ColumnLayout {
  /** Columns; `trust` for the trust lines. */
  readonly hidden: readonly string[];
  /** In this order, before those of their group that are not named. */
  readonly order: readonly string[];
  /** Groups in this order, before those that are not named. Absent: as they come. */
  readonly groups?: readonly ViewGroup[] | undefined;
  /** Stay in view, in this order, when the others scroll. */
  readonly pinned: readonly string[];
  /** CSS pixels. */
  readonly widths: Readonly<Record<string, number>>;
}

/** Versions that the user has starred, whatever page shows them. */
export type StarredVersions = readonly EventId[];
