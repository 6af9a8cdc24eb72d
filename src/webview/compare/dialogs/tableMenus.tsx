import type { ComponentChild } from 'preact';
import type { TableColumn } from '../../../core/table/versionTable';
import type { TableView, ViewGroup } from '../../../protocol/tableView';
import { ColumnMenu, type OpenColumnMenu } from './columnMenu';
import { GroupMenu, type OpenGroupMenu } from './groupMenu';

export type OpenMenu = OpenColumnMenu | OpenGroupMenu;

interface TableMenusProps {
  readonly menu: OpenMenu | null;
  readonly columns: readonly TableColumn[];
  /** Those that are shown, in their order. */
  readonly groups: readonly ViewGroup[];
  readonly view: TableView;
  onChange(change: Partial<TableView>): void;
  onClose(): void;
}

/** The menu that is open: of a column, or of a group of them. */
export function TableMenus({ menu, columns, groups, ...rest }: TableMenusProps): ComponentChild {
  if (menu === null) {
    return null;
  }
  if ('group' in menu) {
    return <GroupMenu {...menu} {...rest} />;
  }
  const head = columns.find(({ id }) => id === menu.column);
  // The column went away while its menu was open.
  return head === undefined ? null : <ColumnMenu {...menu} {...rest} head={head} groups={groups} />;
}
