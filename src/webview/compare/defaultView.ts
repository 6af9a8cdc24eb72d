import type { ComparePageView } from '../../protocol/comparePage';

/** In a lower window the chart would leave no room for the table, so it begins closed. */
const ROOM_FOR_TREND = 600;

export function defaultView(windowHeight: number): ComparePageView {
  return {
    schema: 1,
    baseline: { kind: 'first' },
    orientation: 'auto',
    onlyDifferences: true,
    filter: '',
    collapsed: [],
    sort: null,
    trend: { isOpen: windowHeight >= ROOM_FOR_TREND, column: null },
  };
}
