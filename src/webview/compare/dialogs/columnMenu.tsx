import type { ComponentChild } from 'preact';
import type { TableColumn } from '../../../core/table/versionTable';
import type { TableView, ViewGroup } from '../../../protocol/tableView';
import { moveColumn, moveGroup, pinColumn, resizeColumn, showColumns } from '../table/columnLayout';
import { GROUP_TITLES } from '../table/sections';
import { Menu, type MenuItem } from './menu';

export interface OpenColumnMenu {
  readonly column: string;
  /** The columns among which it can be moved, in the order shown. */
  readonly ids: readonly string[];
  readonly anchor: DOMRect;
}

interface ColumnMenuProps extends OpenColumnMenu {
  readonly head: TableColumn;
  /** Those that are shown, in their order. */
  readonly groups: readonly ViewGroup[];
  readonly view: TableView;
  onChange(change: Partial<TableView>): void;
  onClose(): void;
}

/** Everything that can be done with a column, for those who do not drag. */
export function ColumnMenu({ head, groups, ids, view, anchor, onChange, onClose }: ColumnMenuProps): ComponentChild {
  const { columns: layout, sort } = view;
  const { id, name, group } = head;
  const place = ids.indexOf(id);
  const [before, after] = [ids[place - 1], ids[place + 1]];
  const isPinned = layout.pinned.includes(id);
  const isSorted = sort.some(({ column }) => column === id);
  const sortBy = (descending: boolean) => () => onChange({ sort: [{ column: id, descending }] });
  const moveTo = (target: string | undefined) => () => {
    if (target !== undefined) {
      onChange({ columns: moveColumn(layout, ids, id, target) });
    }
  };
  const groupTo = (label: string, target: ViewGroup | undefined): MenuItem => ({
    label,
    isDisabled: target === undefined,
    run: () => (target === undefined ? undefined : onChange({ columns: moveGroup(layout, groups, group, target) })),
  });
  const groupPlace = groups.indexOf(group);
  const items: readonly MenuItem[] = [
    { label: 'Sort descending', run: sortBy(true) },
    { label: 'Sort ascending', run: sortBy(false) },
    ...(sort.length === 0 || isSorted
      ? []
      : [
          {
            label: 'Then sort by this',
            keys: 'Shift+Enter',
            run: () => onChange({ sort: [...sort, { column: id, descending: true }] }),
          },
        ]),
    ...(isSorted
      ? [{ label: 'Do not sort by this', run: () => onChange({ sort: sort.filter(({ column }) => column !== id) }) }]
      : []),
    ...(group === 'metric' || group === 'documentation'
      ? []
      : [
          view.groupBy === id
            ? { label: 'Do not group', isFirst: true, run: () => onChange({ groupBy: null, closedGroups: [] }) }
            : { label: 'Group by this', isFirst: true, run: () => onChange({ groupBy: id, closedGroups: [] }) },
        ]),
    {
      label: 'Move left',
      keys: 'Ctrl+Shift+←',
      isFirst: true,
      isDisabled: before === undefined,
      run: moveTo(before),
    },
    { label: 'Move right', keys: 'Ctrl+Shift+→', isDisabled: after === undefined, run: moveTo(after) },
    // Columns move within their group; beyond it the whole group moves.
    ...(isPinned || groups.length < 2
      ? []
      : [
          groupTo(`Move ${GROUP_TITLES[group].toLowerCase()} left`, groups[groupPlace - 1]),
          groupTo(`Move ${GROUP_TITLES[group].toLowerCase()} right`, groups[groupPlace + 1]),
        ]),
    {
      label: isPinned ? 'Unpin' : 'Pin to the left',
      run: () => onChange({ columns: pinColumn(layout, id, !isPinned) }),
    },
    {
      label: 'Fit width',
      keys: 'Shift+← →',
      isFirst: true,
      isDisabled: layout.widths[id] === undefined,
      run: () => onChange({ columns: resizeColumn(layout, id, null) }),
    },
    {
      label: 'Hide',
      run: () => onChange({ columns: showColumns(pinColumn(layout, id, false), [id], false) }),
    },
  ];
  return <Menu label={`Column ${name}`} items={items} anchor={anchor} onClose={onClose} />;
}
