import type { ComponentChild, TargetedFocusEvent, TargetedKeyboardEvent, TargetedMouseEvent } from 'preact';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ScrollPosition } from '../pageStore';
import type { Axis, Overscan } from './axis';
import { BandRow, BANDS, neighbourBand } from './bandRow';
import { closestCell, enterCell, moveInsideCell } from './cellControls';
import type { GridContent } from './gridContent';
import { cellKey, GridRow, parseCellKey } from './gridRow';
import { applyHeaderKey } from './headerKeys';
import { moveFocus, type CellPosition } from './moveFocus';
import { useActiveCell } from './useActiveCell';
import { useColumnPointer } from './useColumnPointer';
import { useScrollAnchor } from './useScrollAnchor';

interface GridProps {
  readonly content: GridContent;
  /** Changes when the rows became others without the user having done anything: then what is in view stays in view. */
  readonly generation: unknown;
  /** Room for the digits of a metric, for the style sheet. */
  readonly valueCharacters: number;
  readonly initialScroll: ScrollPosition;
  onScroll(position: ScrollPosition): void;
}

interface View extends ScrollPosition {
  readonly width: number;
  readonly height: number;
}

const DROP_MARK = 2;
const MORE_ROWS: Overscan = { spare: 6, step: 6 };
/** One at a time: a column is as many cells as there are rows in view, and two would not fit into a frame. */
const MORE_COLUMNS: Overscan = { spare: 2, step: 1 };

/**
 * A grid of any size of which only the part in view is in the document: sticky headers, row headers and pinned columns,
 * one tab stop, keys as in the ARIA grid pattern. Enter enters a cell with several controls, Escape leaves it.
 */
export function Grid({ content, generation, valueCharacters, initialScroll, onScroll }: GridProps): ComponentChild {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View>({ ...initialScroll, width: 0, height: 0 });
  const [active, setActive] = useActiveCell(content);
  const shouldFocus = useRef(false);
  const drop = useColumnPointer(scroller, content);
  const { rows, columns, leadWidth, pinned, bands } = content;
  const headerHeight = content.bandHeight + content.headerHeight;
  const pinnedWidth = columns.offset(pinned);

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
  useScrollAnchor(scroller, content, generation, measure);

  useLayoutEffect(() => {
    if (shouldFocus.current) {
      shouldFocus.current = false;
      findCell(scroller.current, active)?.focus({ preventScroll: true });
    }
  });

  const rowIndexes = useVisible(rows, view.top, Math.max(0, view.height - headerHeight), MORE_ROWS, active.row, 0);
  const columnIndexes = useVisible(
    columns,
    view.left + pinnedWidth,
    Math.max(0, view.width - leadWidth - pinnedWidth),
    MORE_COLUMNS,
    active.column,
    pinned,
  );

  const goTo = (to: CellPosition): void => {
    const element = scroller.current;
    if (element !== null) {
      revealCell(element, content, to);
      measure();
    }
    shouldFocus.current = true;
    setActive(to);
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
    if (active.row < 0 && applyHeaderKey(event, content, active, cell)) {
      // A column that was moved keeps the focus, wherever it is now.
      shouldFocus.current = true;
      event.preventDefault();
      return;
    }
    if (event.key === 'Enter' || event.key === 'F2' || event.key === ' ') {
      if (enterCell(cell, event)) {
        event.preventDefault();
      }
      return;
    }
    const page = Math.max(
      1,
      Math.floor((view.height - headerHeight) / Math.max(1, rows.size(Math.max(0, active.row)))),
    );
    const top = bands.length > 0 ? BANDS : -1;
    const to = moveFocus(event, active, { rows: rows.count, columns: columns.count, page, top });
    if (to !== null) {
      event.preventDefault();
      goTo(active.row === BANDS && to.row === BANDS ? alongBands(content, active, to) : to);
    }
  };

  const onFocusIn = (event: TargetedFocusEvent<HTMLDivElement>): void => {
    const cell = closestCell(event.target);
    const position = cell === null ? null : parseCellKey(cell.dataset['cell'] ?? '');
    // The header of a section stands for its whole row: the column that the user came from is kept.
    if (
      position !== null &&
      (position.row !== active.row || (position.column >= 0 && position.column !== active.column))
    ) {
      setActive(position);
    } else if (position !== null && position.column !== active.column && !content.spans(position.row)) {
      setActive(position);
    }
  };

  const onContextMenu = (event: TargetedMouseEvent<HTMLDivElement>): void => {
    const cell = closestCell(event.target);
    const { row, column } = parseCellKey(cell?.dataset['cell'] ?? '');
    if (cell === null || row >= 0 || column < 0 || content.gestures === undefined) {
      return;
    }
    event.preventDefault();
    const anchor = cell.getBoundingClientRect();
    if (row === BANDS) {
      content.gestures.openBandMenu(
        bands.findIndex(({ first }) => first === column),
        anchor,
      );
    } else {
      content.gestures.openMenu(column, anchor);
    }
  };

  return (
    <div
      ref={scroller}
      class={content.isNarrow ? 'grid narrow' : 'grid'}
      role="grid"
      aria-label={content.label}
      aria-rowcount={rows.count + (bands.length > 0 ? 2 : 1)}
      aria-colcount={columns.count + 1}
      style={{ '--value-width': `${valueCharacters}ch` }}
      onKeyDown={onKeyDown}
      onFocusIn={onFocusIn}
      onContextMenu={onContextMenu}
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
        <div class="header-rows" role="presentation" style={{ height: `${headerHeight}px` }}>
          {bands.length === 0 ? null : (
            <BandRow content={content} activeColumn={active.row === BANDS ? active.column : null} />
          )}
          <GridRow
            content={content}
            row={-1}
            columns={columnIndexes}
            activeColumn={active.row === -1 ? active.column : null}
          />
          {drop === null ? null : (
            <div class="drop-mark" role="presentation" style={{ left: `${dropLeft(content, view, drop)}px` }} />
          )}
        </div>
        {rowIndexes.map((row) => (
          <GridRow
            key={content.rowKey(row)}
            content={content}
            row={row}
            columns={columnIndexes}
            activeColumn={active.row === row ? active.column : null}
          />
        ))}
      </div>
    </div>
  );
}

/** The same array as long as the same indexes are in view, so that rows need not be drawn again. */
function useVisible(
  axis: Axis,
  start: number,
  length: number,
  more: Overscan,
  kept: number,
  pinned: number,
): readonly number[] {
  const scrolled = axis.visible(start, length, more, kept).filter((index) => index >= pinned);
  const indexes = [...Array(Math.min(pinned, axis.count)).keys(), ...scrolled];
  return useMemo(
    () => indexes,
    [indexes.length, pinned, indexes[pinned], indexes[pinned + 1], indexes.at(-1), indexes.at(-2)],
  );
}

function alongBands(content: GridContent, from: CellPosition, to: CellPosition): CellPosition {
  const isFar = Math.abs(to.column - from.column) > 1;
  return isFar || to.column === from.column
    ? to
    : { row: BANDS, column: neighbourBand(content, from.column, to.column > from.column ? 1 : -1) };
}

/** At the edge where its place is out of view. */
function dropLeft({ leadWidth, columns, pinned }: GridContent, { left, width }: View, place: number): number {
  const at = leadWidth + (place < columns.offset(pinned) ? place + left : place);
  return Math.max(left + leadWidth, Math.min(left + width - DROP_MARK, at));
}

function findCell(scroller: HTMLElement | null, position: CellPosition): HTMLElement | null {
  const find = (key: string): HTMLElement | null =>
    scroller?.querySelector<HTMLElement>(`[data-cell="${key}"]`) ?? null;
  return find(cellKey(position)) ?? find(cellKey({ row: position.row, column: -1 }));
}

function revealCell(element: HTMLElement, content: GridContent, { row, column }: CellPosition): void {
  const { rows, columns, leadWidth, pinned } = content;
  const headerHeight = content.bandHeight + content.headerHeight;
  const pinnedWidth = columns.offset(pinned);
  if (row >= 0) {
    element.scrollTop = rows.reveal(row, element.scrollTop, element.clientHeight - headerHeight);
  }
  if (column >= pinned && !(row >= 0 && content.spans(row))) {
    const room = element.clientWidth - leadWidth - pinnedWidth;
    element.scrollLeft = columns.reveal(column, element.scrollLeft + pinnedWidth, room) - pinnedWidth;
  } else if (column < 0) {
    element.scrollLeft = 0;
  }
}
