import { describe, expect, it } from 'vitest';
import {
  moveColumn,
  pinColumn,
  PLAIN_LAYOUT,
  resizeColumn,
  showColumns,
} from '../../../../src/webview/compare/table/columnLayout';

const ids = ['a', 'b', 'c', 'd'];

describe('moveColumn', () => {
  it.each([
    ['a', 'c', ['b', 'c', 'a', 'd']],
    ['d', 'b', ['a', 'd', 'b', 'c']],
    ['b', 'a', ['b', 'a', 'c', 'd']],
  ])('puts %s where %s is', (id, target, order) => {
    expect(moveColumn(PLAIN_LAYOUT, ids, id, target).order).toEqual(order);
  });

  it('leaves the order of other groups alone', () => {
    const layout = { ...PLAIN_LAYOUT, order: ['x', 'a', 'y'] };

    expect(moveColumn(layout, ['a', 'b'], 'b', 'a').order).toEqual(['x', 'y', 'b', 'a']);
  });

  it('moves a pinned column among the pinned ones', () => {
    const layout = { ...PLAIN_LAYOUT, pinned: ['a', 'b'] };

    expect(moveColumn(layout, ['a', 'b'], 'b', 'a')).toEqual({ ...layout, pinned: ['b', 'a'] });
  });

  it('does nothing for a column that is gone', () => {
    expect(moveColumn(PLAIN_LAYOUT, ids, 'gone', 'a')).toBe(PLAIN_LAYOUT);
  });
});

describe('the layout', () => {
  it('pins, hides and resizes, and takes each back', () => {
    const changed = resizeColumn(showColumns(pinColumn(PLAIN_LAYOUT, 'a', true), ['b', 'c'], false), 'd', 90);

    expect(changed).toEqual({ hidden: ['b', 'c'], order: [], pinned: ['a'], widths: { d: 90 } });
    expect(resizeColumn(showColumns(pinColumn(changed, 'a', false), ['b', 'c'], true), 'd', null)).toEqual(
      PLAIN_LAYOUT,
    );
  });
});
