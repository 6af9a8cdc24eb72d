import type { ComponentChild } from 'preact';
import type { GridContent } from './gridContent';
import { cellKey } from './gridRow';

/** The row of the bands. */
export const BANDS = -2;

/** Headers over several columns: few enough to be drawn all. Their words stay in view while their columns scroll. */
export function BandRow({
  content,
  activeColumn,
}: {
  readonly content: GridContent;
  readonly activeColumn: number | null;
}): ComponentChild {
  const { bands, columns, leadWidth, pinned } = content;
  const pinnedWidth = columns.offset(pinned);
  return (
    <div
      role="row"
      class="row band-row"
      aria-rowindex={1}
      style={{ width: `${leadWidth + columns.total}px`, height: `${content.bandHeight}px` }}
    >
      <div
        role="columnheader"
        class="cell lead"
        aria-colindex={1}
        data-cell={cellKey({ row: BANDS, column: -1 })}
        tabIndex={activeColumn === -1 ? 0 : -1}
        style={{ width: `${leadWidth}px` }}
      >
        {content.bandCorner()}
      </div>
      {bands.map(({ key, first, count }, index) => {
        const isPinned = first < pinned;
        const width = columns.offset(first + count) - columns.offset(first);
        return (
          <div
            key={key}
            role="columnheader"
            class={isPinned ? 'cell band pinned last-pinned' : 'cell band'}
            aria-colindex={first + 2}
            aria-colspan={count}
            aria-expanded={content.isBandExpanded(index)}
            data-cell={cellKey({ row: BANDS, column: first })}
            tabIndex={activeColumn === first ? 0 : -1}
            style={isPinned ? { width: `${width}px`, left: `${leadWidth}px` } : { width: `${width}px` }}
          >
            <span class="band-words" style={{ left: `${leadWidth + (isPinned ? 0 : pinnedWidth) + BAND_PADDING}px` }}>
              {content.band(index)}
            </span>
          </div>
        );
      })}
    </div>
  );
}

const BAND_PADDING = 8;

/** Where the focus stands in the row of bands: at the first column of the one that holds the column. */
export function settleOnBand(content: GridContent, column: number): number {
  return content.bands.find(({ first, count }) => column >= first && column < first + count)?.first ?? -1;
}

/** The neighbour of a band, by the first column of each; −1 is the row header before them. */
export function neighbourBand(content: GridContent, column: number, step: 1 | -1): number {
  const firsts = [-1, ...content.bands.map(({ first }) => first)];
  const at = firsts.indexOf(column) + step;
  return firsts[Math.max(0, Math.min(firsts.length - 1, at))] ?? -1;
}
