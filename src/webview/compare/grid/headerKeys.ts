import { BANDS } from './bandRow';
import type { ColumnGestures, GridContent } from './gridContent';
import type { CellPosition } from './moveFocus';
import { LEAST_WIDTH } from './useColumnPointer';

const RESIZE_STEP = 16;

/**
 * Keys that only headers know: Shift with an arrow makes a column wider, Ctrl+Shift moves it or the band, Shift+F10 is the
 * menu of either. False when the key is none of these.
 */
export function applyHeaderKey(
  event: KeyboardEvent,
  content: GridContent,
  active: CellPosition,
  cell: Element,
): boolean {
  const { gestures, bands } = content;
  if (gestures === undefined || active.column < 0) {
    return false;
  }
  const isMenu = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  const isMove = event.ctrlKey || event.metaKey;
  if (!isMenu && (step === 0 || !event.shiftKey)) {
    return false;
  }
  const anchor = cell.getBoundingClientRect();
  if (active.row === -1) {
    if (isMenu) {
      gestures.openMenu(active.column, anchor);
    } else if (isMove) {
      moveColumn(gestures, active.column, active.column + step);
    } else {
      gestures.resize(active.column, Math.max(LEAST_WIDTH, content.columns.size(active.column) + step * RESIZE_STEP));
    }
    return true;
  }
  const band = active.row === BANDS ? bands.findIndex(({ first }) => first === active.column) : -1;
  if (band < 0 || !(isMenu || isMove)) {
    return false;
  }
  if (isMenu) {
    gestures.openBandMenu(band, anchor);
  } else if (gestures.canMoveBand(band, band + step)) {
    gestures.moveBand(band, band + step);
  }
  return true;
}

function moveColumn(gestures: ColumnGestures, column: number, target: number): void {
  if (gestures.canMove(column, target)) {
    gestures.move(column, target);
  } else {
    gestures.refuseMove(column);
  }
}
