/** A cell of the grid. Row −1 is the header, −2 the bands over it; column −1 the row headers. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

export interface GridBounds {
  readonly rows: number;
  readonly columns: number;
  /** Rows that Page Up and Page Down move by. */
  readonly page: number;
  /** The uppermost row: −1, or −2 where there are bands. */
  readonly top: number;
}

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Where a key takes the focus, as the ARIA grid pattern has it; null when the key is none of the grid's. */
export function moveFocus(event: Key, from: CellPosition, bounds: GridBounds): CellPosition | null {
  if (event.altKey) {
    return null;
  }
  const isFar = event.ctrlKey || event.metaKey;
  const to = target(event.key, isFar, from, bounds);
  return to === null
    ? null
    : { row: clamp(to.row, bounds.top, bounds.rows - 1), column: clamp(to.column, -1, bounds.columns - 1) };
}

function target(key: string, isFar: boolean, from: CellPosition, bounds: GridBounds): CellPosition | null {
  const { row, column } = from;
  switch (key) {
    case 'ArrowUp':
      return { row: isFar ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: isFar ? bounds.rows : row + 1, column };
    case 'ArrowLeft':
      return { row, column: isFar ? -1 : column - 1 };
    case 'ArrowRight':
      return { row, column: isFar ? bounds.columns : column + 1 };
    case 'Home':
      return { row: isFar ? bounds.top : row, column: -1 };
    case 'End':
      return { row: isFar ? bounds.rows : row, column: bounds.columns };
    case 'PageUp':
      return { row: Math.max(0, row - bounds.page), column };
    case 'PageDown':
      return { row: row + bounds.page, column };
    default:
      return null;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
