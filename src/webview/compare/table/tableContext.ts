import type { Judgement } from '../../../core/table/judgement';
import type { TableData } from '../../../core/table/tableData';
import type { ColumnGroup } from '../../../core/table/versionTable';
import type { VersionActions } from '../cells/versionHeader';
import type { TrustMark } from '../../../core/trust/trustLine';
import type { Section } from './sections';
import type { VersionSort } from './versionOrder';

/** What both orientations of the table are made from. */
export interface TableContext {
  readonly data: TableData;
  readonly judgement: Judgement;
  readonly sections: readonly Section[];
  /** Rows of the table in the order in which they are shown. */
  readonly versions: readonly number[];
  readonly sort: VersionSort;
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
  sortBy(column: string): void;
}

/** Below this the row headers give way to the values. */
export const NARROW = 520;
