import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { GridContent } from './gridContent';
import { parseCellKey } from './gridRow';

/** Less is a click. */
const DRAG_DISTANCE = 6;
export const LEAST_WIDTH = 56;
const MOST_WIDTH = 900;

/** Dragging column headers about, and their right edges to make them wider. Answers where a dragged one would go. */
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
      const cell = target instanceof Element ? target.closest<HTMLElement>('.header-row > [data-cell]') : null;
      const column = parseCellKey(cell?.dataset['cell'] ?? '').column;
      if (cell === null || event.button !== 0 || column < 0 || current.current.gestures === undefined) {
        return;
      }
      if (target instanceof Element && target.closest('.resize-handle') !== null) {
        event.preventDefault();
        startResize(event, column);
      } else {
        startDrag(event, column);
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

    const startDrag = (start: PointerEvent, column: number): void => {
      let target: number | null = null;
      let isDragging = false;
      follow(
        (event) => {
          isDragging ||= Math.abs(event.clientX - start.clientX) > DRAG_DISTANCE;
          if (isDragging) {
            const at = columnAt(element, current.current, event.clientX);
            target = at !== column && current.current.gestures?.canMove(column, at) === true ? at : null;
            element.classList.add('dragging');
            setDrop(target === null ? null : dropPlace(current.current, column, target));
          }
        },
        () => {
          element.classList.remove('dragging');
          setDrop(null);
          if (isDragging) {
            // The click that ends a drag does not sort.
            element.addEventListener('click', stop, { capture: true, once: true });
            window.setTimeout(() => element.removeEventListener('click', stop, { capture: true }));
          }
          if (target !== null) {
            current.current.gestures?.move(column, target);
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

/** The distance from the left of all columns at which the dragged one would be put. */
function dropPlace({ columns }: GridContent, column: number, target: number): number {
  return columns.offset(target > column ? target + 1 : target);
}
