import { describe, expect, it } from 'vitest';
import {
  moveColumn,
  moveGroup,
  orderGroups,
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

describe('groups of columns', () => {
  const groups = ['trust', 'metric', 'param', 'data'] as const;

  it.each([
    ['data', 'metric', ['trust', 'data', 'metric', 'param']],
    ['trust', 'data', ['metric', 'param', 'data', 'trust']],
    ['param', 'param', ['trust', 'metric', 'param', 'data']],
  ] as const)('puts %s where %s is', (group, target, order) => {
    const layout = moveGroup(PLAIN_LAYOUT, groups, group, target);

    expect(orderGroups(groups, layout, 'first')).toEqual(order);
  });

  it('come as they are until one is moved, the trust lines where there is room', () => {
    expect(orderGroups(groups, PLAIN_LAYOUT, 'first')).toEqual(groups);
    expect(orderGroups(groups, PLAIN_LAYOUT, 'last')).toEqual(['metric', 'param', 'data', 'trust']);
  });

  it('keep their places when others come or are not shown', () => {
    const layout = moveGroup(PLAIN_LAYOUT, ['metric', 'param', 'data'], 'data', 'metric');

    expect(orderGroups(['metric', 'tag', 'data'], layout, 'first')).toEqual(['data', 'metric', 'tag']);
    expect(orderGroups(groups, layout, 'first')).toEqual(['trust', 'data', 'metric', 'param']);
    expect(moveGroup(layout, ['metric', 'tag'], 'metric', 'tag').groups).toEqual(['tag', 'metric', 'data', 'param']);
  });
});
