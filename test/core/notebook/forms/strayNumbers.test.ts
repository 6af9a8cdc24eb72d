import { describe, expect, it } from 'vitest';
import { isComparison, isSpreadMark, isThreshold, lastMark } from '../../../../src/core/notebook/forms/strayNumbers';

describe('numbers that are no values', () => {
  it.each([
    ['Recall@', '10: 0.8', true],
    ['mAP ', '50:95 0.416', true],
    ['Precision at k=', '22, for all users, is: 0.91', true],
    ['Recall@', '20 | Train (s) | Test (s)', true],
    ['Recall: ', '0.8', false],
  ])('finds in %j, %j a part of the name: %s', (before, rest, isPart) => {
    expect(isThreshold(before, lastMark(before), rest)).toBe(isPart);
  });

  it('tells a condition from an arrow', () => {
    expect(isComparison('f1<', '<')).toBe(true);
    expect(isComparison('f1 -> ', '>')).toBe(false);
  });

  it('tells a spread from a dash', () => {
    expect(isSpreadMark(' ± ', '±')).toBe(true);
    expect(isSpreadMark(' +/- ', '-')).toBe(true);
    expect(isSpreadMark('RMSE - ', '-')).toBe(false);
  });
});
