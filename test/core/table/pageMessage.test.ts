import { describe, expect, expectTypeOf, it } from 'vitest';
import { readPageMessage, readSavedPage, readView } from '../../../src/core/table/pageMessage';
import type { ComparePageSaved, ComparePageView, PageMessage } from '../../../src/protocol/comparePage';

const view: ComparePageView = {
  schema: 2,
  baseline: { kind: 'version', id: '01J' },
  changes: 'both',
  orientation: 'auto',
  onlyDifferences: true,
  onlyStarred: false,
  filter: 'roc_auc > 0.9',
  search: '',
  collapsed: ['param', 'trust'],
  sort: [{ column: 'metric/roc_auc/test/', descending: true }],
  columns: {
    hidden: ['param/seed'],
    order: [],
    groups: ['data', 'trust', 'metric'],
    pinned: ['metric/roc_auc/test/'],
    widths: { 'param/depth': 120 },
  },
  groupBy: 'repeats',
  closedGroups: ['repeats 01J'],
  trend: { isOpen: true, column: null },
};

const messages: readonly PageMessage[] = [
  { kind: 'ready', request: 1 },
  { kind: 'loadRows', request: 2, revision: 1, from: 1000 },
  { kind: 'loadTexts', request: 3, ids: ['01J'] },
  { kind: 'loadTrend', request: 4, column: 'metric/roc_auc/test/' },
  { kind: 'addVersions', request: 5 },
  { kind: 'removeVersions', request: 6, ids: ['01J'] },
  { kind: 'pickBaseline', request: 7 },
  { kind: 'openCard', request: 8, id: '01J' },
  { kind: 'openSource', request: 9, id: '01J', column: 'metric/roc_auc/test/' },
  { kind: 'starVersion', request: 12, id: '01J', isStarred: true },
  { kind: 'copyText', request: 10, text: '| a |' },
  { kind: 'saveView', request: 11, view },
];

describe('readPageMessage', () => {
  it.each(messages)('reads $kind', (message) => {
    expect(readPageMessage(message)).toEqual(message);
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'ready'],
    ['a kind nobody knows', { kind: 'format-disk', request: 1 }],
    ['no request number', { kind: 'ready' }],
    ['a negative row', { kind: 'loadRows', request: 1, revision: 1, from: -1 }],
    ['an id that is no text', { kind: 'openCard', request: 1, id: 7 }],
    ['a view of another program', { kind: 'saveView', request: 1, view: { ...view, schema: 3 } }],
  ])('refuses %s', (_, value) => {
    expect(readPageMessage(value)).toBeNull();
  });

  it('drops fields that it does not know', () => {
    expect(readPageMessage({ kind: 'ready', request: 1, command: 'rm' })).toEqual({ kind: 'ready', request: 1 });
  });

  it('has the types of the protocol', () => {
    expectTypeOf<NonNullable<ReturnType<typeof readPageMessage>>>().toExtend<PageMessage>();
    expectTypeOf<NonNullable<ReturnType<typeof readSavedPage>>>().toExtend<ComparePageSaved>();
    expectTypeOf<NonNullable<ReturnType<typeof readPageMessage>>['kind']>().toEqualTypeOf<PageMessage['kind']>();
  });
});

describe('readSavedPage', () => {
  it('reads what the page keeps and refuses the rest', () => {
    const saved: ComparePageSaved = {
      schema: 1,
      compared: { kind: 'versions', ids: ['01J'] },
      view,
      scroll: { top: 10, left: 0 },
    };

    expect(readSavedPage(saved)).toEqual(saved);
    expect(readSavedPage({ ...saved, compared: { kind: 'all' } })).toBeNull();
    expect(readSavedPage(undefined)).toBeNull();
    expect(readView(view)).toEqual(view);
    expect(readView({})).toBeNull();
  });
});
