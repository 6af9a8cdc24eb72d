import type { ComponentChild, TargetedFocusEvent, TargetedKeyboardEvent } from 'preact';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ScrollPosition } from '../pageStore';
import type { Axis } from './axis';
import type { GridContent } from './gridContent';
import { cellKey, GridRow, parseCellKey } from './gridRow';
import { moveFocus, type CellPosition } from './moveFocus';

interface GridProps {
  readonly content: GridContent;
  /** Room for the digits of a metric, for the style sheet. */
  readonly valueCharacters: number;
  readonly initialScroll: ScrollPosition;
  onScroll(position: ScrollPosition): void;
}

interface View extends ScrollPosition {
  readonly width: number;
  readonly height: number;
}

const SPARE_ROWS = 6;
const SPARE_COLUMNS = 2;

/**
 * A grid of any size of which only the part in view is in the document: sticky header and row headers, one tab stop,
 * keys as in the ARIA grid pattern. Enter enters a cell with several controls, Escape leaves it.
 */
export function Grid({ content, valueCharacters, initialScroll, onScroll }: GridProps): ComponentChild {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View>({ ...initialScroll, width: 0, height: 0 });
  const [active, setActive] = useState<CellPosition>({ row: -1, column: 0 });
  const shouldFocus = useRef(false);
  const { rows, columns, headerHeight, leadWidth } = content;
  const clamped = clampPosition(active, rows.count, columns.count);

  const measure = useCallback((): void => {
    const element = scroller.current;
    if (element !== null) {
      const { scrollTop: top, scrollLeft: left, clientWidth: width, clientHeight: height } = element;
      setView((old) =>
        old.top === top && old.left === left && old.width === width && old.height === height
          ? old
          : { top, left, width, height },
      );
    }
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return undefined;
    }
    element.scrollTo(initialScroll.left, initialScroll.top);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
    // Only when the grid appears: afterwards the scroll position is the user's.
  }, []);

  useLayoutEffect(() => {
    if (shouldFocus.current) {
      shouldFocus.current = false;
      findCell(scroller.current, clamped)?.focus({ preventScroll: true });
    }
  });

  const rowIndexes = useVisible(rows, view.top, Math.max(0, view.height - headerHeight), SPARE_ROWS, clamped.row);
  const columnIndexes = useVisible(
    columns,
    view.left,
    Math.max(0, view.width - leadWidth),
    SPARE_COLUMNS,
    clamped.column,
  );

  const goTo = (to: CellPosition): void => {
    const element = scroller.current;
    if (element !== null) {
      revealCell(element, content, to);
      measure();
    }
    shouldFocus.current = true;
    setActive({ ...to });
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const cell = closestCell(event.target);
    if (cell === null) {
      return;
    }
    if (event.target !== cell) {
      moveInsideCell(event, cell);
      return;
    }
    if (event.key === 'Enter' || event.key === 'F2' || event.key === ' ') {
      if (enterCell(cell)) {
        event.preventDefault();
      }
      return;
    }
    const page = Math.max(
      1,
      Math.floor((view.height - headerHeight) / Math.max(1, rows.size(Math.max(0, clamped.row)))),
    );
    const to = moveFocus(event, clamped, { rows: rows.count, columns: columns.count, page });
    if (to !== null) {
      event.preventDefault();
      goTo(to);
    }
  };

  const onFocusIn = (event: TargetedFocusEvent<HTMLDivElement>): void => {
    const cell = closestCell(event.target);
    const position = cell === null ? null : parseCellKey(cell.dataset['cell'] ?? '');
    // The header of a section stands for its whole row: the column that the user came from is kept.
    if (
      position !== null &&
      (position.row !== clamped.row || (position.column >= 0 && position.column !== clamped.column))
    ) {
      setActive(position);
    } else if (position !== null && position.column !== clamped.column && !content.spans(position.row)) {
      setActive(position);
    }
  };

  const rowOf = (row: number): ComponentChild => (
    <GridRow
      key={row}
      content={content}
      row={row}
      columns={columnIndexes}
      activeColumn={clamped.row === row ? clamped.column : null}
    />
  );
  return (
    <div
      ref={scroller}
      class={content.isNarrow ? 'grid narrow' : 'grid'}
      role="grid"
      aria-label={content.label}
      aria-rowcount={rows.count + 1}
      aria-colcount={columns.count + 1}
      style={{ '--value-width': `${valueCharacters}ch` }}
      onKeyDown={onKeyDown}
      onFocusIn={onFocusIn}
      onScroll={() => {
        measure();
        const element = scroller.current;
        if (element !== null) {
          onScroll({ top: element.scrollTop, left: element.scrollLeft });
        }
      }}
    >
      <div
        class="grid-size"
        role="presentation"
        style={{ width: `${leadWidth + columns.total}px`, height: `${headerHeight + rows.total}px` }}
      >
        {rowOf(-1)}
        {rowIndexes.map(rowOf)}
      </div>
    </div>
  );
}

/** The same array as long as the same indexes are in view, so that rows need not be drawn again. */
function useVisible(axis: Axis, start: number, length: number, spare: number, kept: number): readonly number[] {
  const indexes = axis.visible(start, length, spare, kept);
  return useMemo(() => indexes, [indexes.length, indexes[0], indexes[1], indexes.at(-1), indexes.at(-2)]);
}

function clampPosition({ row, column }: CellPosition, rows: number, columns: number): CellPosition {
  return { row: Math.min(row, rows - 1), column: Math.min(column, columns - 1) };
}

function closestCell(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
}

function findCell(scroller: HTMLElement | null, position: CellPosition): HTMLElement | null {
  const find = (key: string): HTMLElement | null =>
    scroller?.querySelector<HTMLElement>(`[data-cell="${key}"]`) ?? null;
  return find(cellKey(position)) ?? find(cellKey({ row: position.row, column: -1 }));
}

function revealCell(element: HTMLElement, content: GridContent, { row, column }: CellPosition): void {
  const { rows, columns, headerHeight, leadWidth } = content;
  if (row >= 0) {
    element.scrollTop = rows.reveal(row, element.scrollTop, element.clientHeight - headerHeight);
  }
  if (column >= 0 && !(row >= 0 && content.spans(row))) {
    element.scrollLeft = columns.reveal(column, element.scrollLeft, element.clientWidth - leadWidth);
  } else if (column < 0) {
    element.scrollLeft = 0;
  }
}

const CONTROLS = 'button, a[href], select, input';

/** One control is used at once; of several the first one is focused. False when the cell has none. */
function enterCell(cell: HTMLElement): boolean {
  const controls = [...cell.querySelectorAll<HTMLElement>(CONTROLS)];
  const [first] = controls;
  if (first === undefined) {
    return false;
  }
  if (controls.length === 1) {
    first.click();
  } else {
    first.focus();
  }
  return true;
}

function moveInsideCell(event: TargetedKeyboardEvent<HTMLDivElement>, cell: HTMLElement): void {
  const controls = [...cell.querySelectorAll<HTMLElement>(CONTROLS)];
  const at = controls.indexOf(event.target as HTMLElement);
  const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : -1;
  if (event.key === 'Escape') {
    cell.focus();
  } else if (event.key.startsWith('Arrow')) {
    controls[(at + step + controls.length) % controls.length]?.focus();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}
