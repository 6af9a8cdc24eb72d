import type { Judgement } from '../../../core/table/judgement';
import type { RowGroup } from '../../../core/table/rowGroups';
import type { TableData } from '../../../core/table/tableData';
import type { TableView, ViewGroup } from '../../../protocol/tableView';
import type { VersionActions } from '../cells/versionHeader';
import type { TrustLines } from '../trust/trustLines';
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
  readonly trust: TrustLines;
  /** The whole text of a documentation cell, also where the table holds a cut one; null: not written. */
  text(column: number, row: number): string | null;
}

export interface TableActions extends VersionActions {
  openSource(id: string, column: string): void;
  toggleSection(group: ViewGroup): void;
  toggleGroup(key: string): void;
  sortBy(column: string, isAdded: boolean): void;
  /** Where a column is moved among those with which it stands, in the order shown. */
  moveColumn(ids: readonly string[], column: string, target: string): void;
  /** `groups`: all that are shown, in their order. */
  moveGroup(groups: readonly ViewGroup[], group: ViewGroup, target: ViewGroup): void;
  openGroupMenu(group: ViewGroup, groups: readonly ViewGroup[], anchor: DOMRect): void;
  /** Says what is possible instead of what was tried. */
  explain(text: string): void;
  resizeColumn(column: string, width: number | null): void;
  /** `ids`: the columns among which it can be moved. */
  openMenu(column: string, ids: readonly string[], anchor: DOMRect): void;
}

/** Below this the row headers give way to the values. */
export const NARROW = 520;
