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
  /** So many of the first columns stay in view. */
  readonly pinned: number;
  readonly headerHeight: number;
  /** Headers over several columns, in order and without gaps; empty when there are none. */
  readonly bands: readonly Band[];
  readonly bandHeight: number;
  /** Width of the row headers. */
  readonly leadWidth: number;
  /** Little room: cells are drawn on two lines. */
  readonly isNarrow: boolean;
  /** What the row or column is, wherever it stands: the focus follows it when the order changes. */
  rowKey(row: number): string;
  columnKey(column: number): string;
  /** −1 when there is none. */
  rowWithKey(key: string): number;
  columnWithKey(key: string): number;
  corner(): ComponentChild;
  /** Over the corner, beside the bands. */
  bandCorner(): ComponentChild;
  band(index: number): ComponentChild;
  header(column: number): ComponentChild;
  lead(row: number): ComponentChild;
  cell(row: number, column: number): ComponentChild;
  columnClass(column: number): string;
  rowClass(row: number): string;
  cellClass(row: number, column: number): string;
  /** True when the row header stands for the whole row, as that of a section does. */
  spans(row: number): boolean;
  /** Whether what the row heads is open; undefined when it heads nothing. */
  isExpanded(row: number): boolean | undefined;
  isBandExpanded(index: number): boolean | undefined;
  /** −1 asks about the corner. */
  sortOf(column: number): 'ascending' | 'descending' | undefined;
  /** What can be done to columns; absent when they are fixed. */
  readonly gestures?: ColumnGestures | undefined;
}

/** A header over several columns. */
export interface Band {
  readonly key: string;
  /** Index of its first column. */
  readonly first: number;
  readonly count: number;
}

export interface ColumnGestures {
  /** Whether `column` may be put where `target` is. */
  canMove(column: number, target: number): boolean;
  /** Puts a column before (or, when it stood before it, behind) another. */
  move(column: number, target: number): void;
  /** In CSS pixels. */
  resize(column: number, width: number): void;
  /** As wide as what it holds. */
  fit(column: number): void;
  openMenu(column: number, anchor: DOMRect): void;
  /** A column was to go where it cannot be put. */
  refuseMove(column: number): void;
  canMoveBand(band: number, target: number): boolean;
  /** Puts a band with its columns before (or, when it stood before it, behind) another. */
  moveBand(band: number, target: number): void;
  openBandMenu(band: number, anchor: DOMRect): void;
}
