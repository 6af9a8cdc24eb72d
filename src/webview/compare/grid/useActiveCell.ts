import { useRef, useState } from 'preact/hooks';
import { BANDS, settleOnBand } from './bandRow';
import type { GridContent } from './gridContent';
import type { CellPosition } from './moveFocus';

interface Kept extends CellPosition {
  readonly rowKey: string;
  readonly columnKey: string;
}

/** The cell with the grid's tab stop. It follows what it stands on when rows or columns come, go or change their order. */
export function useActiveCell(content: GridContent): readonly [CellPosition, (to: CellPosition) => void] {
  const [kept, setKept] = useState<Kept>(() => keep(content, { row: -1, column: 0 }));
  const latest = useRef(content);
  latest.current = content;
  return [resolve(content, kept), (to) => setKept(keep(latest.current, settle(latest.current, to)))];
}

function settle(content: GridContent, { row, column }: CellPosition): CellPosition {
  return row === BANDS && column >= 0 ? { row, column: settleOnBand(content, column) } : { row, column };
}

function keep(content: GridContent, { row, column }: CellPosition): Kept {
  return {
    row,
    column,
    rowKey: row < 0 ? '' : content.rowKey(row),
    columnKey: column < 0 || column >= content.columns.count ? '' : content.columnKey(column),
  };
}

function resolve(content: GridContent, { row, column, rowKey, columnKey }: Kept): CellPosition {
  const { rows, columns, bands } = content;
  const place = {
    row:
      row < 0
        ? Math.max(row, bands.length > 0 ? BANDS : -1)
        : find(row, rows.count, rowKey, content.rowKey, content.rowWithKey),
    column: column < 0 ? column : find(column, columns.count, columnKey, content.columnKey, content.columnWithKey),
  };
  return settle(content, place);
}

/** Where it was, if it still is what it was; else where that is now; else as near as there is something. */
function find(
  index: number,
  count: number,
  key: string,
  keyOf: (index: number) => string,
  withKey: (key: string) => number,
): number {
  if (index < count && keyOf(index) === key) {
    return index;
  }
  const found = withKey(key);
  return found >= 0 ? found : Math.min(index, count - 1);
}
