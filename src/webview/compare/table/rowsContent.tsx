import type { ComponentChild } from 'preact';
import { formatCell } from '../../../core/table/formatCell';
import type { TableColumn } from '../../../core/table/versionTable';
import { FactCell, TextCell } from '../cells/factCell';
import { MetricCell } from '../cells/metricCell';
import { BaselineButton, CardLink, formatDay, VersionBadges, versionTitle } from '../cells/versionHeader';
import { Axis } from '../grid/axis';
import type { GridContent } from '../grid/gridContent';
import { opener } from './columnsContent';
import { metricDetails } from './columnLabel';
import { metricWidth, valueCharacters } from './metricWidths';
import { GROUP_TITLES } from './sections';
import { NARROW, type TableContext } from './tableContext';
import { VERSION_COLUMN } from './versionOrder';

const ROW = 30;
/** About the width of a digit in VS Code's fonts at 13 px; columns are rounded up generously. */
const CHARACTER = 7.6;
const BOLD = 8.8;
const PADDING = 26;
/** Room for the star before a value, and for the triangle and the gap before a change. */
const STAR = 16;
const CHANGE_MARK = 22;

/** Many versions: one below the other, everything about them beside. */
export function rowsContent(context: TableContext): GridContent {
  const { data, judgement, versions } = context;
  const columns = context.sections.flatMap((section) => (section.isCollapsed ? [] : section.columns));
  const headOf = (column: number): TableColumn | undefined => data.table.columns[columns[column] ?? -1];
  const leadWidth = context.width < NARROW ? 116 : 300;
  const startsGroup = (column: number): boolean => headOf(column)?.group !== headOf(column - 1)?.group;
  const versionOf = (row: number): number => versions[row] ?? -1;

  return {
    label: 'Versions compared',
    rows: Axis.uniform(versions.length, ROW),
    columns: Axis.of(columns.map((column) => widthOf(context, column))),
    headerHeight: 62,
    leadWidth,
    corner: () => <SortButton context={context} id={VERSION_COLUMN} name="Version" caption="" details="" />,
    header: (column) => {
      const head = headOf(column);
      return head === undefined ? null : (
        <SortButton
          context={context}
          id={head.id}
          name={head.name}
          caption={startsGroup(column) ? GROUP_TITLES[head.group] : ''}
          details={head.group === 'metric' ? metricDetails(head) : ''}
          direction={head.group === 'metric' ? head.higherIsBetter : null}
        />
      );
    },
    lead: (row) => <VersionLead context={context} row={versionOf(row)} />,
    cell: (row, column) => {
      const index = columns[column] ?? -1;
      const version = versionOf(row);
      switch (headOf(column)?.group) {
        case undefined:
          return null;
        case 'metric':
          return (
            <MetricCell
              judgement={judgement}
              column={index}
              row={version}
              alignTo={0}
              onOpen={opener(context, index, version)}
            />
          );
        case 'documentation':
          return <TextCell text={context.text(index, version)} isWhole={false} />;
        default:
          return <FactCell judgement={judgement} column={index} row={version} />;
      }
    },
    isNarrow: context.width < NARROW,
    columnClass: (column) => (column > 0 && startsGroup(column) ? 'group-start' : ''),
    rowClass: (row) =>
      judgement.baselineRow === versionOf(row) ? 'body-row version-row of-baseline' : 'body-row version-row',
    cellClass: (_row, column) => (headOf(column)?.group === 'metric' ? 'metric-cell' : 'fact-cell'),
    spans: () => false,
    isExpanded: () => undefined,
    sortOf: (column) => {
      const id = column < 0 ? VERSION_COLUMN : headOf(column)?.id;
      return id === context.sort.column ? (context.sort.descending ? 'descending' : 'ascending') : undefined;
    },
  };
}

function widthOf(context: TableContext, index: number): number {
  const column = context.data.table.columns[index];
  if (column === undefined) {
    return 0;
  }
  switch (column.group) {
    case 'documentation':
      return 320;
    case 'metric': {
      const characters = valueCharacters([metricWidth(context.judgement, index)]);
      const change = context.data.table.rows > 1 ? (characters + 1) * CHARACTER + CHANGE_MARK : 0;
      return Math.ceil(Math.max((column.name.length + 2) * CHARACTER, characters * BOLD + STAR + change) + PADDING);
    }
    default:
      return Math.ceil(
        Math.min(260, Math.max(column.name.length + 3, longestValue(context, index) + 4) * CHARACTER + 16),
      );
  }
}

function longestValue(context: TableContext, column: number): number {
  const values = context.data.dictionary(column);
  return Math.min(36, Math.max(8, ...values.slice(0, 200).map((value) => formatCell(value).text.length)));
}

interface SortButtonProps {
  readonly context: TableContext;
  readonly id: string;
  readonly name: string;
  readonly caption: string;
  readonly details: string;
  readonly direction?: boolean | null;
}

function SortButton({ context, id, name, caption, details, direction = null }: SortButtonProps): ComponentChild {
  const { sort, actions } = context;
  const isSorted = sort.column === id;
  const words = direction === null ? '' : direction ? 'higher is better' : 'lower is better';
  return (
    <button
      type="button"
      class="sort-button"
      tabIndex={-1}
      title={[name, details, words].filter((part) => part !== '').join(' · ')}
      onClick={() => actions.sortBy(id)}
    >
      <span class="sort-caption">{caption}</span>
      <span class="sort-name">
        <span class="label-name">{name}</span>
        <span class="sort-mark" aria-hidden="true">
          {isSorted ? (sort.descending ? '▼' : '▲') : ''}
        </span>
      </span>
      <span class="sort-details">
        {details}
        {direction === null ? null : <span aria-hidden="true"> {direction ? '↑' : '↓'}</span>}
        <span class="spoken">{words}</span>
      </span>
    </button>
  );
}

function VersionLead({ context, row }: { readonly context: TableContext; readonly row: number }): ComponentChild {
  const head = context.data.head(row);
  if (head === undefined) {
    return null;
  }
  const { actions, judgement, showsModel, firstStage } = context;
  const reference = versionTitle(head, showsModel);
  const isBaseline = judgement.baselineRow === row;
  return (
    <span class="version-lead">
      <CardLink head={head} reference={reference} actions={actions} />
      <span class="version-day">{formatDay(head.at)}</span>
      <VersionBadges head={head} isBaseline={isBaseline} firstStage={firstStage} />
      <span class="version-actions">
        {isBaseline ? null : <BaselineButton head={head} reference={reference} actions={actions} />}
      </span>
    </span>
  );
}
