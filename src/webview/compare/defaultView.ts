import type { ComparePageView } from '../../protocol/comparePage';

export const DEFAULT_VIEW: ComparePageView = {
  schema: 1,
  baseline: { kind: 'first' },
  orientation: 'auto',
  onlyDifferences: true,
  filter: '',
  collapsed: [],
  sort: null,
  trend: { isOpen: true, column: null },
};
