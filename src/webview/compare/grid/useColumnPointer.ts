import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { BANDS } from './bandRow';
import type { GridContent } from './gridContent';
import { parseCellKey } from './gridRow';

/** Less is a click. */
const DRAG_DISTANCE = 6;
export const LEAST_WIDTH = 56;
const MOST_WIDTH = 900;

/** Dragging headers of columns and bands about, and right edges to make columns wider. Answers where a dragged one would go. */
export function useColumnPointer(scroller: RefObject<HTMLElement | null>, content: GridContent): number | null {
  const [drop, setDrop] = useState<number | null>(null);
  const current = useRef(content);
  current.current = content;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return undefined;
    }
    const onPointerDown = (event: PointerEvent): void => {
      const { target } = event;
      const cell = target instanceof Element ? target.closest<HTMLElement>('.header-rows [data-cell]') : null;
      const { row, column } = parseCellKey(cell?.dataset['cell'] ?? '');
      if (cell === null || event.button !== 0 || column < 0 || current.current.gestures === undefined) {
        return;
      }
      if (target instanceof Element && target.closest('.resize-handle') !== null) {
        event.preventDefault();
        startResize(event, column);
      } else {
        startDrag(event, row === BANDS ? draggedBand(current, column) : draggedColumn(current, column));
      }
    };

    const startResize = (start: PointerEvent, column: number): void => {
      const key = current.current.columnKey(column);
      const width = current.current.columns.size(column);
      follow((event) => {
        const at = current.current.columnWithKey(key);
        const wanted = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, width + event.clientX - start.clientX));
        current.current.gestures?.resize(at, Math.round(wanted));
      });
    };

    const startDrag = (start: PointerEvent, dragged: Dragged): void => {
      let target: number | null = null;
      let isDragging = false;
      let isRefused = false;
      follow(
        (event) => {
          isDragging ||= Math.abs(event.clientX - start.clientX) > DRAG_DISTANCE;
          if (isDragging) {
            const at = dragged.at(columnAt(element, current.current, event.clientX));
            target = at !== dragged.from && dragged.canMove(at) ? at : null;
            isRefused = at !== dragged.from && target === null;
            element.classList.add('dragging');
            element.classList.toggle('refused', isRefused);
            setDrop(target === null ? null : dragged.place(target));
          }
        },
        () => {
          element.classList.remove('dragging', 'refused');
          setDrop(null);
          if (isDragging) {
            // The click that ends a drag does not sort.
            element.addEventListener('click', stop, { capture: true, once: true });
            window.setTimeout(() => element.removeEventListener('click', stop, { capture: true }));
          }
          if (target !== null) {
            dragged.move(target);
          } else if (isRefused) {
            dragged.refuse();
          }
        },
      );
    };

    element.addEventListener('pointerdown', onPointerDown);
    return () => element.removeEventListener('pointerdown', onPointerDown);
  }, [scroller]);
  return drop;
}

function follow(onMove: (event: PointerEvent) => void, onEnd?: () => void): void {
  const end = (): void => {
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', end);
    window.removeEventListener('pointercancel', end);
    onEnd?.();
  };
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', end);
  window.addEventListener('pointercancel', end);
}

function stop(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}

function columnAt(element: HTMLElement, { columns, leadWidth, pinned }: GridContent, clientX: number): number {
  const x = clientX - element.getBoundingClientRect().left - leadWidth;
  return columns.at(Math.max(0, x < columns.offset(pinned) ? x : x + element.scrollLeft));
}

/** A header that is being dragged: a column or a band, by its index. */
interface Dragged {
  readonly from: number;
  /** What stands where a column is. */
  at(column: number): number;
  canMove(target: number): boolean;
  move(target: number): void;
  /** It was left where it cannot be put. */
  refuse(): void;
  /** The distance from the left of all columns at which it would be put. */
  place(target: number): number;
}

interface Current {
  readonly current: GridContent;
}

function draggedColumn(content: Current, column: number): Dragged {
  return {
    from: column,
    at: (other) => other,
    canMove: (target) => content.current.gestures?.canMove(column, target) === true,
    move: (target) => content.current.gestures?.move(column, target),
    refuse: () => content.current.gestures?.refuseMove(column),
    place: (target) => content.current.columns.offset(target > column ? target + 1 : target),
  };
}

function draggedBand(content: Current, column: number): Dragged {
  const bandOf = (at: number): number =>
    content.current.bands.findIndex(({ first, count }) => at >= first && at < first + count);
  const from = bandOf(column);
  return {
    from,
    at: bandOf,
    canMove: (target) => content.current.gestures?.canMoveBand(from, target) === true,
    move: (target) => content.current.gestures?.moveBand(from, target),
    refuse: () => undefined,
    place: (target) => {
      const { first = 0, count = 0 } = content.current.bands[target] ?? {};
      return content.current.columns.offset(target > from ? first + count : first);
    },
  };
}
