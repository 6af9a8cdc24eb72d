import type { ViewGroup } from '../../../protocol/tableView';
import type { ColumnGestures } from '../grid/gridContent';
import type { ColumnPlan } from './layoutColumns';
import { GROUP_TITLES, movableGroups } from './sections';
import type { TableContext } from './tableContext';

/** What can be done to the columns of a table whose versions are rows: they move in their group, and groups as a whole. */
export function columnGestures({ sections, actions }: TableContext, plan: ColumnPlan): ColumnGestures {
  const groups = movableGroups(sections);
  const idOf = (column: number): string | undefined => plan.columns[column]?.head?.id;
  const groupOf = (band: number): ViewGroup | undefined => {
    const group = plan.sections[band]?.group;
    return group === 'pinned' ? undefined : group;
  };
  return {
    canMove: (column, target) => column !== target && plan.areTogether(column, target),
    move: (column, target) => {
      const [id, other] = [idOf(column), idOf(target)];
      if (id !== undefined && other !== undefined) {
        actions.moveColumn(plan.idsWith(column), id, other);
      }
    },
    refuseMove: (column) => {
      const { head, section } = plan.columns[column] ?? {};
      const group = section?.group;
      if (head !== undefined && group !== undefined) {
        actions.explain(
          group === 'pinned'
            ? `${head.name} is pinned and moves among pinned columns only. Unpin it to put it back.`
            : `${head.name} moves within ${GROUP_TITLES[group].toLowerCase()} only. To bring it further, drag the name of the group above the columns, or pin the column.`,
        );
      }
    },
    resize: (column, width) => {
      const id = idOf(column);
      if (id !== undefined) {
        actions.resizeColumn(id, width);
      }
    },
    fit: (column) => {
      const id = idOf(column);
      if (id !== undefined) {
        actions.resizeColumn(id, null);
      }
    },
    openMenu: (column, anchor) => {
      const id = idOf(column);
      if (id !== undefined) {
        actions.openMenu(id, plan.idsWith(column), anchor);
      }
    },
    canMoveBand: (band, target) =>
      band !== target && groupOf(band) !== undefined && groupOf(target) !== undefined && band >= 0 && target >= 0,
    moveBand: (band, target) => {
      const [group, other] = [groupOf(band), groupOf(target)];
      if (group !== undefined && other !== undefined) {
        actions.moveGroup(groups, group, other);
      }
    },
    openBandMenu: (band, anchor) => {
      const group = groupOf(band);
      if (group !== undefined) {
        actions.openGroupMenu(group, groups, anchor);
      }
    },
  };
}
