import { isFact } from '../../../core/table/tableData';
import type { ViewGroup } from '../../../protocol/tableView';
import { FactCell, WholeTextCell } from '../cells/factCell';
import { MetricCell } from '../cells/metricCell';
import { VersionHeader } from '../cells/versionHeader';
import { Axis } from '../grid/axis';
import type { GridContent } from '../grid/gridContent';
import { Icon } from '../icons';
import { ColumnLabel } from './columnLabel';
import { metricWidth, valueCharacters } from './metricWidths';
import type { Section } from './sections';
import { NARROW, type TableContext } from './tableContext';
import { measureTexts } from './textHeights';

/** What one row of the grid is, when versions are its columns. */
type Item =
  | { readonly kind: 'section'; readonly section: Section }
  | { readonly kind: 'metric' | 'fact' | 'text'; readonly column: number };

const ROW = 30;
/** Where there is no room beside it, the change stands below the value and the split below the name. */
const TWO_LINES = 46;
const SECTION = 34;
const TEXT_PADDING = 16;
/** Longer texts scroll inside their cell. */
const TALLEST_TEXT = 320;
/** Beyond these, texts are not measured: all rows of texts are as tall as the tallest may be. */
const MEASURED_VERSIONS = 60;
const CELL_PADDING = 24;

/** Few versions: one beside the other, everything about them below. */
export function columnsContent(context: TableContext): GridContent & { readonly valueCharacters: number } {
  const { data, judgement, versions, actions } = context;
  const items = context.sections.flatMap(itemsOf);
  const isNarrow = context.width < NARROW;
  const leadWidth = isNarrow ? 106 : 250;
  const columnWidth = fitColumns(context.width - leadWidth, versions.length, isNarrow);
  const rows = Axis.of(items.map((item) => heightOf(item, context, columnWidth)));
  const metrics = items.flatMap((item) => (item.kind === 'metric' ? [metricWidth(judgement, item.column)] : []));
  const alignTo = Math.max(0, ...metrics.map((width) => width.decimals));
  const rowOf = (column: number): number => versions[column] ?? -1;
  const isBaseline = (column: number): boolean => data.table.rows > 1 && judgement.isBaseline(rowOf(column));
  const columnKey = (column: number): string => data.head(rowOf(column))?.id ?? '';
  const rowKey = (row: number): string => keyOf(items[row]);

  return {
    label: 'Versions compared',
    rows,
    columns: Axis.uniform(versions.length, columnWidth),
    headerHeight: isNarrow ? 150 : 108,
    pinned: 0,
    bands: [],
    bandHeight: 0,
    rowKey,
    columnKey,
    rowWithKey: (key) => items.findIndex((item) => keyOf(item) === key),
    columnWithKey: (key) => versions.findIndex((row) => data.head(row)?.id === key),
    leadWidth,
    valueCharacters: valueCharacters(metrics),
    isNarrow,
    corner: () => <span class="corner-note">Version</span>,
    bandCorner: () => null,
    band: () => null,
    isBandExpanded: () => undefined,
    header: (column) => {
      const head = data.head(rowOf(column));
      return head === undefined ? null : (
        <VersionHeader
          head={head}
          showsModel={context.showsModel}
          isBaseline={isBaseline(column)}
          isStarred={context.starred.has(head.id)}
          firstStage={context.firstStage}
          trust={context.trust}
          actions={actions}
        />
      );
    },
    lead: (row) => {
      const item = items[row];
      if (item?.kind === 'section') {
        return <SectionHeader section={item.section} onToggle={actions.toggleSection} />;
      }
      const column = item === undefined ? undefined : data.table.columns[item.column];
      return column === undefined ? null : <ColumnLabel column={column} />;
    },
    cell: (row, column) => {
      const item = items[row];
      const version = rowOf(column);
      switch (item?.kind) {
        case 'metric':
          return (
            <MetricCell
              {...{ judgement, column: item.column, row: version, alignTo, changes: context.view.changes }}
              onOpen={opener(context, item.column, version)}
            />
          );
        case 'fact':
          return <FactCell judgement={judgement} column={item.column} row={version} />;
        case 'text':
          return (
            <WholeTextCell
              text={context.text(item.column, version)}
              onOpen={() => actions.openCard(data.head(version)?.id ?? '')}
            />
          );
        default:
          return null;
      }
    },
    columnClass: (column) => (isBaseline(column) ? 'of-baseline' : ''),
    rowClass: (row) => `body-row ${items[row]?.kind ?? ''}-row`,
    cellClass: (row) => `${items[row]?.kind ?? ''}-cell`,
    spans: (row) => items[row]?.kind === 'section',
    isExpanded: (row) => {
      const item = items[row];
      return item?.kind === 'section' && item.section.columns.length > 0 && item.section.group !== 'pinned'
        ? !item.section.isCollapsed
        : undefined;
    },
    sortOf: () => undefined,
  };

  function itemsOf(section: Section): readonly Item[] {
    const header: Item = { kind: 'section', section };
    return section.isCollapsed ? [header] : [header, ...section.columns.map(itemOf)];
  }

  function itemOf(column: number): Item {
    const group = data.table.columns[column]?.group;
    return { kind: group === 'metric' ? 'metric' : group === 'documentation' ? 'text' : 'fact', column };
  }

  function keyOf(item: Item | undefined): string {
    return item === undefined ? '' : item.kind === 'section' ? item.section.group : `column ${item.column}`;
  }
}

/** Opens where a value was read; undefined where nothing is known about it. */
export function opener(context: TableContext, column: number, row: number): (() => void) | undefined {
  const { data, actions } = context;
  const head = data.head(row);
  const id = data.table.columns[column]?.id;
  if (head === undefined || id === undefined || data.cell(column, row) === null) {
    return undefined;
  }
  return () => actions.openSource(head.id, id);
}

function fitColumns(room: number, count: number, isNarrow: boolean): number {
  const least = isNarrow ? 88 : 190;
  return Math.floor(Math.max(least, Math.min(420, (room - 1) / Math.max(1, count))));
}

function heightOf(item: Item, context: TableContext, columnWidth: number): number {
  if (item.kind === 'section') {
    return SECTION;
  }
  const column = context.data.table.columns[item.column];
  if (item.kind !== 'text' || column === undefined || !isFact(column)) {
    return context.width < NARROW ? TWO_LINES : ROW;
  }
  if (context.versions.length > MEASURED_VERSIONS) {
    return TALLEST_TEXT / 2;
  }
  const texts = context.versions.map((row) => context.text(item.column, row) ?? '');
  const tallest = Math.max(...measureTexts(texts, columnWidth - CELL_PADDING));
  return Math.max(ROW, Math.min(TALLEST_TEXT, Math.ceil(tallest) + TEXT_PADDING));
}

function SectionHeader({
  section,
  onToggle,
}: {
  readonly section: Section;
  readonly onToggle: (group: ViewGroup) => void;
}) {
  const { title, summary, isCollapsed, columns, group } = section;
  const content = (
    <>
      <span class="section-title">{title}</span>
      <span class="section-summary">{summary}</span>
    </>
  );
  if (group === 'pinned' || (columns.length === 0 && !isCollapsed)) {
    return <span class="section-header">{content}</span>;
  }
  return (
    <button type="button" class="section-header" tabIndex={-1} onClick={() => onToggle(group)}>
      <Icon name="chevron" class={isCollapsed ? 'twisty' : 'twisty open'} />
      {content}
    </button>
  );
}
