import type { ComponentChild } from 'preact';
import { formatCount } from '../../../core/table/formatCell';
import { BY_REPEATS, type RowGroup } from '../../../core/table/rowGroups';
import { FactCell, SharedFactCell, TextCell } from '../cells/factCell';
import { GroupMetricCell, MetricCell } from '../cells/metricCell';
import {
  CardLink,
  formatDay,
  StarButton,
  VersionActionsBar,
  VersionBadges,
  versionTitle,
} from '../cells/versionHeader';
import { Axis } from '../grid/axis';
import type { GridContent } from '../grid/gridContent';
import { Icon } from '../icons';
import { TrustCell, TrustHeader } from '../trust/trustCell';
import { ColumnHeader, VersionsHeader } from './columnHeader';
import { opener } from './columnsContent';
import { columnWidth } from './columnWidths';
import { GroupLead } from './groupLead';
import { columnGestures } from './columnGestures';
import { layoutColumns, type ColumnPlan } from './layoutColumns';
import { NARROW, type TableContext } from './tableContext';
import { NEWEST_FIRST, VERSION_COLUMN } from './versionOrder';

const ROW = 30;
const HEADER = 44;
const BANDS = 28;

/** What one row of the grid is, when versions are its rows. */
type Item =
  | { readonly kind: 'group'; readonly group: RowGroup }
  | { readonly kind: 'version'; readonly row: number; readonly isInGroup: boolean };

/** Many versions: one below the other, everything about them beside. */
export function rowsContent(context: TableContext): GridContent {
  const { data, judgement, view, actions } = context;
  const items = itemsOf(context);
  const isNarrow = context.width < NARROW;
  const leadWidth = isNarrow ? 116 : 328;
  const plan = layoutColumns(context, isNarrow, leadWidth, (column) => columnWidth(context, column));
  const rowByKey = lazily(() => new Map(items.map((item, row) => [keyOf(context, item), row])));
  const changes = isNarrow && view.changes === 'both' ? 'absolute' : view.changes;

  return {
    label: 'Versions compared',
    rows: Axis.uniform(items.length, ROW),
    columns: Axis.of(plan.columns.map(({ width }) => width)),
    pinned: plan.pinned,
    headerHeight: HEADER,
    bands: plan.bands,
    bandHeight: BANDS,
    leadWidth,
    isNarrow,
    rowKey: (row) => keyOf(context, items[row]),
    rowWithKey: (key) => rowByKey().get(key) ?? -1,
    columnKey: (column) => plan.columns[column]?.key ?? '',
    columnWithKey: (key) => plan.columns.findIndex((column) => column.key === key),
    bandCorner: () => <Count context={context} />,
    band: (index) => <BandWords context={context} plan={plan} index={index} />,
    isBandExpanded: (index) => {
      const section = plan.sections[index];
      return section === undefined || section.group === 'pinned' ? undefined : !section.isCollapsed;
    },
    corner: () => <VersionsHeader sort={view.sort} onSort={(isAdded) => actions.sortBy(VERSION_COLUMN, isAdded)} />,
    header: (column) => {
      const { head, section, isTrust } = plan.columns[column] ?? {};
      if (isTrust === true) {
        return <TrustHeader />;
      }
      return head === undefined || section === undefined ? null : (
        <ColumnHeader
          column={head}
          sort={view.sort}
          onSort={(isAdded) => actions.sortBy(head.id, isAdded)}
          onMenu={(anchor) => actions.openMenu(head.id, plan.idsWith(column), anchor)}
        />
      );
    },
    lead: (row) => {
      const item = items[row];
      if (item?.kind === 'group') {
        const isClosed = view.closedGroups.includes(item.group.key);
        return <GroupLead group={item.group} isClosed={isClosed} onToggle={actions.toggleGroup} />;
      }
      return item === undefined ? null : <VersionLead context={context} row={item.row} />;
    },
    cell: (row, column) => {
      const item = items[row];
      const { index = -1, isTrust } = plan.columns[column] ?? {};
      if (isTrust === true && item?.kind === 'version') {
        const head = data.head(item.row);
        return head === undefined ? null : (
          <TrustCell lines={context.trust} head={head} showsModel={context.showsModel} />
        );
      }
      if (item === undefined || index < 0) {
        return null;
      }
      if (item.kind === 'group') {
        return <GroupCell context={context} group={item.group} column={index} changes={changes} />;
      }
      switch (data.table.columns[index]?.group) {
        case undefined:
          return null;
        case 'metric':
          return (
            <MetricCell
              {...{ judgement, column: index, row: item.row, alignTo: 0, changes }}
              onOpen={opener(context, index, item.row)}
            />
          );
        case 'documentation':
          return <TextCell text={context.text(index, item.row)} />;
        default:
          return <FactCell judgement={judgement} column={index} row={item.row} />;
      }
    },
    columnClass: (column) => plan.classOf(column),
    rowClass: (row) => rowClass(context, items[row]),
    cellClass: (_row, column) => {
      const { head, isTrust } = plan.columns[column] ?? {};
      const group = isTrust === true ? 'trust' : head?.group;
      return group === undefined
        ? 'closed-cell'
        : group === 'metric' || group === 'trust'
          ? `${group}-cell`
          : 'fact-cell';
    },
    spans: () => false,
    isExpanded: (row) => {
      const item = items[row];
      return item?.kind === 'group' ? !view.closedGroups.includes(item.group.key) : undefined;
    },
    sortOf: (column) => {
      // Of several keys only the first: a grid says with aria-sort by which one column it is ordered.
      const [first] = view.sort.length === 0 ? NEWEST_FIRST : view.sort;
      const id = column < 0 ? VERSION_COLUMN : plan.columns[column]?.head?.id;
      return first !== undefined && id === first.column ? (first.descending ? 'descending' : 'ascending') : undefined;
    },
    gestures: columnGestures(context, plan),
  };
}

function itemsOf({ versions, groups, view }: TableContext): readonly Item[] {
  if (groups === null) {
    return versions.map((row) => ({ kind: 'version', row, isInGroup: false }));
  }
  return groups.flatMap((group): readonly Item[] => {
    if (group.isSingle) {
      return group.rows.map((row) => ({ kind: 'version', row, isInGroup: false }));
    }
    const members = group.rows.map((row): Item => ({ kind: 'version', row, isInGroup: true }));
    const header: Item = { kind: 'group', group };
    return view.closedGroups.includes(group.key) ? [header] : [header, ...members];
  });
}

function keyOf({ data }: TableContext, item: Item | undefined): string {
  return item === undefined ? '' : item.kind === 'group' ? `group ${item.group.key}` : (data.head(item.row)?.id ?? '');
}

function rowClass({ data, judgement }: TableContext, item: Item | undefined): string {
  if (item?.kind !== 'version') {
    return 'body-row group-row';
  }
  const isBaseline = data.table.rows > 1 && judgement.isBaseline(item.row);
  return `body-row version-row${item.isInGroup ? ' in-group' : ''}${isBaseline ? ' of-baseline' : ''}`;
}

function lazily<T>(create: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= create());
}

/** `12 of 50 versions`. */
function Count({ context: { data, versions } }: { readonly context: TableContext }): ComponentChild {
  const all = data.table.rows;
  const text =
    versions.length === all
      ? `${formatCount(all)} versions`
      : `${formatCount(versions.length)} of ${formatCount(all)} versions`;
  return <span class="corner-count">{text}</span>;
}

function BandWords({
  context: { actions },
  plan,
  index,
}: {
  readonly context: TableContext;
  readonly plan: ColumnPlan;
  readonly index: number;
}): ComponentChild {
  const section = plan.sections[index];
  if (section === undefined) {
    return null;
  }
  const { group, title, summary, isCollapsed } = section;
  const words = (
    <>
      <span class="section-title">{title}</span>
      <span class="section-summary">{summary}</span>
    </>
  );
  if (group === 'pinned') {
    return <span class="section-header">{words}</span>;
  }
  return (
    <button
      type="button"
      class="section-header"
      tabIndex={-1}
      title={isCollapsed ? `Show ${title.toLowerCase()}` : `Close ${title.toLowerCase()}`}
      onClick={() => actions.toggleSection(group)}
    >
      <Icon name="chevron" class={isCollapsed ? 'twisty' : 'twisty open'} />
      {words}
    </button>
  );
}

function GroupCell({
  context: { data, judgement, view },
  group,
  column,
  changes,
}: {
  readonly context: TableContext;
  readonly group: RowGroup;
  readonly column: number;
  readonly changes: TableContext['view']['changes'];
}): ComponentChild {
  switch (data.table.columns[column]?.group) {
    case 'metric':
      return (
        <GroupMetricCell
          {...{ judgement, column, changes }}
          isRepeated={view.groupBy === BY_REPEATS}
          value={judgement.group(column, group.rows, group.fromRows)}
        />
      );
    case 'documentation':
    case undefined:
      return null;
    default:
      return <SharedFactCell data={data} column={column} rows={group.rows} />;
  }
}

function VersionLead({ context, row }: { readonly context: TableContext; readonly row: number }): ComponentChild {
  const head = context.data.head(row);
  if (head === undefined) {
    return null;
  }
  const { actions, judgement, showsModel, firstStage, starred } = context;
  const reference = versionTitle(head, showsModel);
  const isBaseline = context.data.table.rows > 1 && judgement.isBaseline(row);
  return (
    <span class="version-lead">
      <StarButton head={head} reference={reference} isStarred={starred.has(head.id)} actions={actions} />
      <CardLink head={head} reference={reference} actions={actions} />
      <span class="version-day">{formatDay(head.at)}</span>
      <VersionBadges head={head} isBaseline={isBaseline} firstStage={firstStage} />
      <VersionActionsBar {...{ head, reference, isBaseline, actions }} />
    </span>
  );
}
