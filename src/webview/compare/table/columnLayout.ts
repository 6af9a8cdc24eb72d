import type { TableColumn } from '../../../core/table/versionTable';
import type { ColumnLayout, ViewGroup } from '../../../protocol/tableView';

/** By this name the trust lines are hidden and moved. */
export const TRUST = 'trust';

export const PLAIN_LAYOUT: ColumnLayout = { hidden: [], order: [], pinned: [], widths: {} };

/** Indexes of columns of one group in the user's order: those that were moved as they were put, new ones behind them. */
export function orderColumns(
  members: readonly number[],
  columns: readonly TableColumn[],
  { order }: ColumnLayout,
): readonly number[] {
  if (order.length === 0) {
    return members;
  }
  const places = new Map(order.map((id, place) => [id, place]));
  const placeOf = (index: number): number => places.get(columns[index]?.id ?? '') ?? order.length;
  return [...members].sort((a, b) => placeOf(a) - placeOf(b) || a - b);
}

/** In the user's order; groups that were not moved stand behind those that were, the trust lines where they begin. */
export function orderGroups(
  groups: readonly ViewGroup[],
  { groups: moved = [] }: ColumnLayout,
  trust: 'first' | 'last',
): readonly ViewGroup[] {
  const placeOf = (group: ViewGroup): number => {
    const place = moved.indexOf(group);
    return place >= 0 ? place : group !== TRUST ? moved.length : trust === 'first' ? -1 : moved.length + 1;
  };
  return [...groups].sort((a, b) => placeOf(a) - placeOf(b));
}

/** `groups`: all that are shown, in their order. */
export function moveGroup(
  layout: ColumnLayout,
  groups: readonly ViewGroup[],
  group: ViewGroup,
  target: ViewGroup,
): ColumnLayout {
  const to = groups.indexOf(target);
  if (to < 0 || !groups.includes(group)) {
    return layout;
  }
  const others = groups.filter((other) => other !== group);
  const moved = [...others.slice(0, to), group, ...others.slice(to)];
  return { ...layout, groups: [...moved, ...(layout.groups ?? []).filter((other) => !moved.includes(other))] };
}

/** `ids`: those among which the column is moved, in the order in which they are shown. */
export function moveColumn(layout: ColumnLayout, ids: readonly string[], id: string, target: string): ColumnLayout {
  const from = ids.indexOf(id);
  const to = ids.indexOf(target);
  if (from < 0 || to < 0) {
    return layout;
  }
  const others = ids.filter((other) => other !== id);
  const moved = [...others.slice(0, to), id, ...others.slice(to)];
  return layout.pinned.includes(id)
    ? { ...layout, pinned: moved }
    : { ...layout, order: [...layout.order.filter((other) => !moved.includes(other)), ...moved] };
}

export function pinColumn(layout: ColumnLayout, id: string, isPinned: boolean): ColumnLayout {
  const others = layout.pinned.filter((other) => other !== id);
  return { ...layout, pinned: isPinned ? [...others, id] : others };
}

/** A hidden column is not pinned either: it would come back in another place than the user left it. */
export function showColumns(layout: ColumnLayout, ids: readonly string[], isShown: boolean): ColumnLayout {
  const others = layout.hidden.filter((other) => !ids.includes(other));
  return isShown ? { ...layout, hidden: others } : { ...layout, hidden: [...others, ...ids] };
}

/** Null: as wide as what it holds. */
export function resizeColumn(layout: ColumnLayout, id: string, width: number | null): ColumnLayout {
  const others = Object.fromEntries(Object.entries(layout.widths).filter(([other]) => other !== id));
  return { ...layout, widths: width === null ? others : { ...others, [id]: width } };
}
