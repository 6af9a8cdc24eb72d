import type { ComponentChild } from 'preact';
import type { Axis } from './axis';

/**
 * What a grid shows. A new object whenever anything in it changed: rows are drawn again only then, or when they come
 * into view.
 */
export interface GridContent {
  /** The accessible name of the grid. */
  readonly label: string;
  readonly rows: Axis;
  readonly columns: Axis;
  readonly headerHeight: number;
  /** Width of the row headers. */
  readonly leadWidth: number;
  /** Little room: cells are drawn on two lines. */
  readonly isNarrow: boolean;
  corner(): ComponentChild;
  header(column: number): ComponentChild;
  lead(row: number): ComponentChild;
  cell(row: number, column: number): ComponentChild;
  columnClass(column: number): string;
  rowClass(row: number): string;
  cellClass(row: number, column: number): string;
  /** True when the row header stands for the whole row, as that of a section does. */
  spans(row: number): boolean;
  /** Whether the section that the row heads is open; undefined when it heads none. */
  isExpanded(row: number): boolean | undefined;
  /** −1 asks about the corner. */
  sortOf(column: number): 'ascending' | 'descending' | undefined;
}
