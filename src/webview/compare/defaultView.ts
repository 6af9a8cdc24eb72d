import type { ComparePageView } from '../../protocol/comparePage';
import { PLAIN_LAYOUT } from './table/columnLayout';

/** In a lower window the chart would leave no room for the table, so it begins closed. */
const ROOM_FOR_TREND = 600;

export function defaultView(windowHeight: number): ComparePageView {
  return {
    schema: 2,
    baseline: { kind: 'first' },
    changes: 'absolute',
    orientation: 'auto',
    onlyDifferences: true,
    onlyStarred: false,
    filter: '',
    search: '',
    collapsed: [],
    sort: [],
    columns: PLAIN_LAYOUT,
    groupBy: null,
    closedGroups: [],
    trend: { isOpen: windowHeight >= ROOM_FOR_TREND, column: null },
  };
}
