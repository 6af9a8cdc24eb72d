import type { ComparePageView } from '../../../protocol/comparePage';
import type { OpenMenu } from '../dialogs/tableMenus';
import type { PageStore } from '../pageStore';
import { moveColumn, moveGroup, PLAIN_LAYOUT, resizeColumn } from './columnLayout';
import type { TableActions } from './tableContext';
import { describeSort } from './describeSort';
import { nextSort } from './versionOrder';

/** What the table can make of the view, and of the window through the host. */
export function createTableActions(store: PageStore, openMenu: (menu: OpenMenu) => void): TableActions {
  const view = (): ComparePageView | null => (store.snapshot.status === 'ready' ? store.snapshot.view : null);
  const layout = () => view()?.columns ?? PLAIN_LAYOUT;
  return {
    openCard: (id) => store.openCard(id),
    setBaseline: (id) => store.updateView({ baseline: { kind: 'version', id } }),
    remove: (id) => store.removeVersion(id),
    star: (id, isStarred) => store.star(id, isStarred),
    openSource: (id, column) => store.openSource(id, column),
    toggleSection: (group) => store.updateView({ collapsed: toggle(view()?.collapsed ?? [], group) }),
    toggleGroup: (key) => store.updateView({ closedGroups: toggle(view()?.closedGroups ?? [], key) }),
    sortBy: (column, isAdded) => {
      const sort = nextSort(view()?.sort ?? [], column, isAdded);
      store.updateView({ sort });
      store.announce(describeSort(store.snapshot.status === 'ready' ? store.snapshot.data : null, sort));
    },
    moveColumn: (ids, column, target) => store.updateView({ columns: moveColumn(layout(), ids, column, target) }),
    resizeColumn: (column, width) => store.updateView({ columns: resizeColumn(layout(), column, width) }),
    moveGroup: (groups, group, target) => store.updateView({ columns: moveGroup(layout(), groups, group, target) }),
    openMenu: (column, ids, anchor) => openMenu({ column, ids, anchor }),
    openGroupMenu: (group, groups, anchor) => openMenu({ group, groups, anchor }),
    explain: (text) => store.explain(text),
  };
}

function toggle<T>(values: readonly T[], value: T): readonly T[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}
