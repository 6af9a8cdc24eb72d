import { Component, type ComponentChild } from 'preact';
import type { Axis } from './axis';
import type { GridContent } from './gridContent';
import type { CellPosition } from './moveFocus';

interface RowProps {
  readonly content: GridContent;
  /** −1: the header. */
  readonly row: number;
  /** Those in view, the pinned ones first. */
  readonly columns: readonly number[];
  /** The column that has the grid's tab stop, or null when it is in another row. */
  readonly activeColumn: number | null;
}

/** One row, as far as its columns are in view. Draws itself only when something in it changed. */
export class GridRow extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { content, columns, activeColumn, row } = this.props;
    return (
      next.content !== content || next.columns !== columns || next.activeColumn !== activeColumn || next.row !== row
    );
  }

  override render(): ComponentChild {
    const { content, row, columns, activeColumn } = this.props;
    const isHeader = row < 0;
    const spans = !isHeader && content.spans(row);
    return (
      <div
        role="row"
        class={`row ${isHeader ? 'header-row' : content.rowClass(row)}`}
        aria-rowindex={rowIndex(content, row)}
        style={rowStyle(content, row)}
      >
        <div
          role={isHeader ? 'columnheader' : 'rowheader'}
          class="cell lead"
          aria-colindex={1}
          aria-colspan={spans ? content.columns.count + 1 : undefined}
          aria-expanded={isHeader ? undefined : content.isExpanded(row)}
          aria-sort={isHeader ? content.sortOf(-1) : undefined}
          data-cell={cellKey({ row, column: -1 })}
          tabIndex={activeColumn === -1 || (spans && activeColumn !== null) ? 0 : -1}
          style={{ width: `${content.leadWidth}px` }}
        >
          {isHeader ? content.corner() : content.lead(row)}
        </div>
        {spans ? null : withSpacers(content.columns, columns, (column) => this.renderCell(column))}
      </div>
    );
  }

  private renderCell(column: number): ComponentChild {
    const { content, row, activeColumn } = this.props;
    return (
      <GridCell
        key={content.columnKey(column)}
        content={content}
        row={row}
        column={column}
        isActive={activeColumn === column}
      />
    );
  }
}

interface CellProps {
  readonly content: GridContent;
  readonly row: number;
  readonly column: number;
  /** It has the grid's tab stop. */
  readonly isActive: boolean;
}

/** One cell. Scrolling across brings new ones and leaves those alone that stay in view. */
class GridCell extends Component<CellProps> {
  override shouldComponentUpdate(next: CellProps): boolean {
    const { content, row, column, isActive } = this.props;
    return next.content !== content || next.row !== row || next.column !== column || next.isActive !== isActive;
  }

  override render(): ComponentChild {
    const { content, row, column, isActive } = this.props;
    const isHeader = row < 0;
    const isPinned = column < content.pinned;
    const pin = isPinned ? (column === content.pinned - 1 ? 'pinned last-pinned' : 'pinned') : '';
    const width = `${content.columns.size(column)}px`;
    return (
      <div
        role={isHeader ? 'columnheader' : 'gridcell'}
        class={`cell ${pin} ${content.columnClass(column)} ${isHeader ? '' : content.cellClass(row, column)}`}
        aria-colindex={column + 2}
        aria-sort={isHeader ? content.sortOf(column) : undefined}
        data-cell={cellKey({ row, column })}
        tabIndex={isActive ? 0 : -1}
        style={isPinned ? { width, left: `${content.leadWidth + content.columns.offset(column)}px` } : { width }}
      >
        {isHeader ? content.header(column) : content.cell(row, column)}
      </div>
    );
  }
}

/** Counts from 1, the bands and the header included. */
function rowIndex(content: GridContent, row: number): number {
  return row + (content.bands.length > 0 ? 3 : 2);
}

function rowStyle(content: GridContent, row: number): Record<string, string> {
  const width = `${content.leadWidth + content.columns.total}px`;
  return row < 0
    ? { width, height: `${content.headerHeight}px` }
    : {
        width,
        height: `${content.rows.size(row)}px`,
        top: `${content.bandHeight + content.headerHeight + content.rows.offset(row)}px`,
      };
}

/** The cells in order, with one empty box in place of each run of columns that is out of view. */
function withSpacers(
  axis: Axis,
  columns: readonly number[],
  render: (column: number) => ComponentChild,
): readonly ComponentChild[] {
  let end = 0;
  let gaps = 0;
  return columns.flatMap((column) => {
    const width = axis.offset(column) - axis.offset(end);
    end = column + 1;
    const cell = render(column);
    if (width === 0) {
      return [cell];
    }
    gaps += 1;
    return [<div key={`gap ${gaps}`} class="gap" role="presentation" style={{ width: `${width}px` }} />, cell];
  });
}

export function cellKey({ row, column }: CellPosition): string {
  return `${row}:${column}`;
}

export function parseCellKey(key: string): CellPosition {
  const [row, column] = key.split(':').map(Number);
  return { row: row ?? -1, column: column ?? -1 };
}
