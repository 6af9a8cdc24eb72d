import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { GridContent } from './gridContent';

/** Keeps the row at the upper edge where it is when rows came or went that the user did not ask for. */
export function useScrollAnchor(
  scroller: RefObject<HTMLElement | null>,
  content: GridContent,
  generation: unknown,
  onScrolled: () => void,
): void {
  const before = useRef({ content, generation });
  useLayoutEffect(() => {
    const { content: old, generation: oldGeneration } = before.current;
    before.current = { content, generation };
    const element = scroller.current;
    if (element === null || oldGeneration === generation || element.scrollTop === 0) {
      return;
    }
    const index = old.rows.at(element.scrollTop);
    const place = index < old.rows.count ? content.rowWithKey(old.rowKey(index)) : -1;
    const moved = place < 0 ? 0 : content.rows.offset(place) - old.rows.offset(index);
    if (moved !== 0) {
      element.scrollTop += moved;
      onScrolled();
    }
  }, [content, generation]);
}
