import type { ColumnGroup, TableColumn } from '../../../core/table/versionTable';
import type { ColumnLayout, ViewGroup } from '../../../protocol/tableView';
import { orderColumns, orderGroups, TRUST } from './columnLayout';

/** Titles of the groups, in the order of the table's columns. */
export const GROUP_TITLES: Readonly<Record<ViewGroup, string>> = {
  trust: 'Trust',
  metric: 'Metrics',
  param: 'Params',
  data: 'Data',
  code: 'Code',
  documentation: 'Documentation',
  artifact: 'Artifacts',
  environment: 'Environment',
  tag: 'Tags',
};

/** One group of columns as far as the view shows it. */
export interface Section {
  /** `pinned`: columns of any group that stay in view. */
  readonly group: ViewGroup | 'pinned';
  readonly title: string;
  /** `3 of 12 differ`, `all 12 are the same`, `50`. */
  readonly summary: string;
  readonly isCollapsed: boolean;
  /** Indexes of the table's columns that are shown when the section is open. */
  readonly columns: readonly number[];
}

export interface SectionOptions {
  readonly onlyDifferences: boolean;
  readonly collapsed: readonly ViewGroup[];
  /** Words that a column's name must contain, each of them; empty for all. */
  readonly words: readonly string[];
  /** False when there is one version only: then nothing can differ. */
  readonly canDiffer: boolean;
  readonly layout: ColumnLayout;
  /** Where the trust lines stand until the user moves them; null where they are no columns. */
  readonly trust: 'first' | 'last' | null;
}

/** The groups that have columns, with what each of them shows; before them the pinned columns, if there are any. */
export function buildSections(columns: readonly TableColumn[], options: SectionOptions): readonly Section[] {
  const pinned = pinnedColumns(columns, options);
  const groups = new Map<ColumnGroup, number[]>();
  columns.forEach((column, index) => {
    const members = groups.get(column.group);
    if (members === undefined) {
      groups.set(column.group, [index]);
    } else {
      members.push(index);
    }
  });
  const sections = [...groups].flatMap(([group, members]) => {
    const section = buildSection(group, members, columns, options);
    const hidesAll = options.words.length > 0 && section.columns.length === 0;
    const isElsewhere = members.every((index) => pinned.includes(index) || isHidden(columns[index], options));
    return hidesAll || isElsewhere ? [] : [section];
  });
  const ordered = inOrder(options.trust === null ? sections : [trustSection(options), ...sections], options);
  const summary = String(pinned.length);
  return pinned.length === 0
    ? ordered
    : [{ group: 'pinned', title: 'Pinned', summary, isCollapsed: false, columns: pinned }, ...ordered];
}

type GroupSection = Section & { readonly group: ViewGroup };

/** The groups among which one can be moved, as they are shown. */
export function movableGroups(sections: readonly Section[]): readonly ViewGroup[] {
  return sections.flatMap(({ group, columns }) =>
    group === 'pinned' || (group !== TRUST && columns.length === 0) ? [] : [group],
  );
}

function trustSection({ collapsed }: SectionOptions): GroupSection {
  return { group: TRUST, title: GROUP_TITLES.trust, summary: '', isCollapsed: collapsed.includes(TRUST), columns: [] };
}

function inOrder(sections: readonly GroupSection[], { layout, trust }: SectionOptions): readonly GroupSection[] {
  const shown = sections.filter(({ group }) => !layout.hidden.includes(group));
  const order = orderGroups(
    shown.map(({ group }) => group),
    layout,
    trust ?? 'first',
  );
  return shown.toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
}

function pinnedColumns(columns: readonly TableColumn[], { layout, words }: SectionOptions): readonly number[] {
  return layout.pinned.flatMap((id) => {
    const index = columns.findIndex((column) => column.id === id);
    return index < 0 || layout.hidden.includes(id) || !matches(columns[index], words) ? [] : [index];
  });
}

function isHidden(column: TableColumn | undefined, { layout }: SectionOptions): boolean {
  return column !== undefined && layout.hidden.includes(column.id);
}

function buildSection(
  group: ColumnGroup,
  members: readonly number[],
  columns: readonly TableColumn[],
  options: SectionOptions,
): GroupSection {
  const { onlyDifferences, collapsed, words, canDiffer, layout } = options;
  const differing = members.filter((index) => isDifferent(columns[index]));
  const kept = onlyDifferences && canDiffer && group !== 'metric' ? differing : members;
  const shown = kept.filter((index) => {
    const column = columns[index];
    return column !== undefined && !layout.pinned.includes(column.id) && !isHidden(column, options);
  });
  return {
    group,
    title: GROUP_TITLES[group],
    summary: summarize(group, members.length, differing.length, canDiffer),
    isCollapsed: collapsed.includes(group),
    columns: orderColumns(shown, columns, layout).filter((index) => matches(columns[index], words)),
  };
}

function isDifferent(column: TableColumn | undefined): boolean {
  return column?.group !== 'metric' && column?.differs === true;
}

function summarize(group: ColumnGroup, all: number, differing: number, canDiffer: boolean): string {
  if (group === 'metric' || !canDiffer) {
    return String(all);
  }
  if (differing === 0) {
    return all === 1 ? 'the same' : `all ${all} the same`;
  }
  return differing === all ? (all === 1 ? '1 differs' : `all ${all} differ`) : `${differing} of ${all} differ`;
}

export function matches(column: TableColumn | undefined, words: readonly string[]): boolean {
  const text = column === undefined ? '' : columnText(column).toLowerCase();
  return words.every((word) => text.includes(word));
}

function columnText(column: TableColumn): string {
  const details = column.group === 'metric' ? [column.split, column.model] : [];
  return [GROUP_TITLES[column.group], column.name, ...details].filter((part) => part !== null).join(' ');
}

/** Lower case, cut at white space. */
export function filterWords(filter: string): readonly string[] {
  return filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}
