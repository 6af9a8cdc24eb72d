import { BY_REPEATS } from '../../../core/table/rowGroups';
import { formatCell } from '../../../core/table/formatCell';
import { metricWidth, valueCharacters } from './metricWidths';
import type { TableContext } from './tableContext';

/** About the width of a digit in VS Code's fonts at 13 px; columns are rounded up generously. */
const CHARACTER = 7.6;
const BOLD = 8.8;
const PADDING = 26;
/** Room for the star before a value, and for the triangle and the gap before a change. */
const STAR = 16;
const CHANGE_MARK = 24;
/** The warning beside a change that is not tolerated. */
const REGRESSION = 18;
/** ` −12 %`, ` >999 %`. */
const RELATIVE = 6.5;
/** Room for the order and the menu beside the name of a column. */
const MARKS = 34;
const TEXT = 320;
const WIDEST_FACT = 260;

/** As wide as the user made it, or as wide as what it holds. */
export function columnWidth(context: TableContext, index: number): number {
  const column = context.data.table.columns[index];
  return column === undefined ? 0 : (context.view.columns.widths[column.id] ?? fittingWidth(context, index));
}

function fittingWidth(context: TableContext, index: number): number {
  const column = context.data.table.columns[index];
  if (column === undefined) {
    return 0;
  }
  switch (column.group) {
    case 'documentation':
      return TEXT;
    case 'metric': {
      const characters = valueCharacters([metricWidth(context.judgement, index)]);
      const value = characters * BOLD + STAR + changeWidth(context, characters, column.tolerance !== null);
      return Math.ceil(Math.max(column.name.length * CHARACTER + MARKS, value) + PADDING);
    }
    default: {
      const value = (longestValue(context, index) + 4) * CHARACTER;
      return Math.ceil(Math.min(WIDEST_FACT, Math.max(column.name.length * CHARACTER + MARKS + 8, value) + 16));
    }
  }
}

function changeWidth({ data, view, groups }: TableContext, characters: number, isTolerated: boolean): number {
  // Only groups of repeats have an interval.
  const interval = groups === null || view.groupBy !== BY_REPEATS ? 0 : (characters + 2.5) * CHARACTER;
  if (data.table.rows < 2 || view.changes === 'none') {
    return interval;
  }
  const absolute = view.changes === 'relative' ? 0 : characters + 1;
  const relative = view.changes === 'absolute' ? 0 : RELATIVE;
  return interval + (absolute + relative) * CHARACTER + CHANGE_MARK + (isTolerated ? REGRESSION : 0);
}

function longestValue(context: TableContext, column: number): number {
  const values = context.data.dictionary(column);
  return Math.min(36, Math.max(8, ...values.slice(0, 200).map((value) => formatCell(value).text.length)));
}
