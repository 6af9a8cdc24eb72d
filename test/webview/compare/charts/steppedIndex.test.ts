import { describe, expect, it } from 'vitest';
import { steppedIndex } from '../../../../src/webview/compare/charts/steppedIndex';

describe('steppedIndex', () => {
  it.each([
    ['ArrowRight', null, 3, 0],
    ['ArrowDown', 2, 3, 0],
    ['ArrowLeft', null, 3, 2],
    ['ArrowUp', 0, 3, 2],
    ['Home', 2, 3, 0],
    ['End', 0, 3, 2],
    ['x', 1, 3, null],
    ['Home', null, 0, null],
  ])('%s from %s of %i leads to %s', (key, from, count, to) => {
    expect(steppedIndex(key, from, count)).toBe(to);
  });
});
