import type { Judgement } from '../../../core/table/judgement';
import type { RowGroup } from '../../../core/table/rowGroups';
import type { TableData } from '../../../core/table/tableData';
import type { ColumnGroup } from '../../../core/table/versionTable';
import type { TableView } from '../../../protocol/tableView';
import type { VersionActions } from '../cells/versionHeader';
import type { TrustMark } from '../../../core/trust/trustLine';
import type { Section } from './sections';

/** What both orientations of the table are made from. */
export interface TableContext {
  readonly data: TableData;
  readonly judgement: Judgement;
  readonly sections: readonly Section[];
  /** Rows of the table in the order in which they are shown. */
  readonly versions: readonly number[];
  /** The same rows in groups; null when they are not grouped. */
  readonly groups: readonly RowGroup[] | null;
  readonly view: TableView;
  readonly starred: ReadonlySet<string>;
  readonly showsModel: boolean;
  readonly firstStage: string;
  /** Width of the place that the table has, in CSS pixels. */
  readonly width: number;
  readonly actions: TableActions;
  /** By id of the version, as far as they have arrived. Only asked for where versions are columns. */
  readonly trust: ReadonlyMap<string, readonly TrustMark[]>;
  /** The whole text of a documentation cell, also where the table holds a cut one; null: not written. */
  text(column: number, row: number): string | null;
}

export interface TableActions extends VersionActions {
  openSource(id: string, column: string): void;
  toggleSection(group: ColumnGroup): void;
  toggleGroup(key: string): void;
  sortBy(column: string, isAdded: boolean): void;
  /** Where a column is moved among those with which it stands, in the order shown. */
  moveColumn(ids: readonly string[], column: string, target: string): void;
  resizeColumn(column: string, width: number | null): void;
  /** `ids`: the columns among which it can be moved. */
  openMenu(column: string, ids: readonly string[], anchor: DOMRect): void;
}

/** Below this the row headers give way to the values. */
export const NARROW = 520;
