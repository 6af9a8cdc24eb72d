import { cellName, cellTitle } from '../cellName';
import type { InspectionWarning } from './inspection';
import type { NotebookCell } from './notebook';

/** More of them say no more. */
const MOST = 200;

/**
 * Cells that did not run in the order of the page. Those are named that stand apart from the longest run in order: one
 * early cell that ran again at the end is one warning, not one for every cell after it.
 */
export function findOutOfOrder(cells: readonly NotebookCell[]): InspectionWarning[] {
  const executed = cells.flatMap((cell) =>
    cell.executionCount === null ? [] : [{ cell, count: cell.executionCount }],
  );
  const inOrder = longestIncreasing(executed.map(({ count }) => count));
  const apart = executed.flatMap((run, at) => (inOrder.has(at) ? [] : [{ ...run, at }]));
  return apart.slice(0, MOST).map(({ cell, count, at }) => {
    const twin = executed.find((other, index) => index !== at && other.count === count);
    if (twin !== undefined) {
      return beforeRestart(cell, twin.cell);
    }
    const below = executed.find((other, index) => index > at && other.count < count);
    const above = executed.find((other, index) => index < at && other.count > count);
    const order =
      below !== undefined
        ? `ran after ${cellName(below.cell)}, which stands below it`
        : `ran before ${cellName((above ?? executed[0] ?? { cell }).cell)}, which stands above it`;
    return {
      code: 'out-of-order',
      message: `${cellTitle(cell)} ${order}. Restart the kernel and run all cells to be sure of its results.`,
      source: { cell: cell.index },
    };
  });
}

/** A kernel counts each run once: the same number twice is of two sessions. */
function beforeRestart(cell: NotebookCell, twin: NotebookCell): InspectionWarning {
  return {
    code: 'before-restart',
    message: `${cellTitle(cell)} and ${cellName(twin)} have the same execution count, so the kernel was restarted between them and one of the two outputs is from before. Run all cells to be sure of its results.`,
    source: { cell: cell.index },
  };
}

/** The positions of a longest increasing subsequence, by patience sorting. */
function longestIncreasing(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  values.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    previous[index] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = index;
  });
  const chosen = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    chosen.add(at);
  }
  return chosen;
}
