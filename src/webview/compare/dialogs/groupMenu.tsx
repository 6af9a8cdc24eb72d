import type { ComponentChild } from 'preact';
import type { TableView, ViewGroup } from '../../../protocol/tableView';
import { moveGroup, showColumns, TRUST } from '../table/columnLayout';
import { GROUP_TITLES } from '../table/sections';
import { Menu, type MenuItem } from './menu';

export interface OpenGroupMenu {
  readonly group: ViewGroup;
  /** All that are shown, in their order. */
  readonly groups: readonly ViewGroup[];
  readonly anchor: DOMRect;
}

interface GroupMenuProps extends OpenGroupMenu {
  readonly view: TableView;
  onChange(change: Partial<TableView>): void;
  onClose(): void;
}

/** Everything that can be done with a group of columns, for those who do not drag. */
export function GroupMenu({ group, groups, view, anchor, onChange, onClose }: GroupMenuProps): ComponentChild {
  const { collapsed, columns } = view;
  const isClosed = collapsed.includes(group);
  const place = groups.indexOf(group);
  const move = (label: string, keys: string, target: ViewGroup | undefined): MenuItem => ({
    label,
    keys,
    isDisabled: target === undefined,
    run: () => (target === undefined ? undefined : onChange({ columns: moveGroup(columns, groups, group, target) })),
  });
  const items: readonly MenuItem[] = [
    move('Move group left', 'Ctrl+Shift+←', groups[place - 1]),
    move('Move group right', 'Ctrl+Shift+→', groups[place + 1]),
    {
      label: isClosed ? 'Show' : 'Close',
      isFirst: true,
      run: () =>
        onChange({ collapsed: isClosed ? collapsed.filter((other) => other !== group) : [...collapsed, group] }),
    },
    // Other groups are hidden column by column, in the dialog.
    ...(group === TRUST
      ? [{ label: 'Hide', run: () => onChange({ columns: showColumns(columns, [TRUST], false) }) }]
      : []),
  ];
  return <Menu label={`Group ${GROUP_TITLES[group]}`} items={items} anchor={anchor} onClose={onClose} />;
}
