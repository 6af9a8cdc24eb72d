import { describe, expect, it } from 'vitest';
import { firstPresent, present } from '../../src/core/present';

const half = (value: number): number | null => (value % 2 === 0 ? value / 2 : null);

describe('answers that are present', () => {
  it('keeps those that are not null, in order, zero among them', () => {
    expect(present([4, 3, 0, 2], half)).toEqual([2, 0, 1]);
  });

  it('gives the first and asks no further', () => {
    const asked: number[] = [];
    const found = firstPresent([3, 0, 4], (value) => {
      asked.push(value);
      return half(value);
    });

    expect(found).toBe(0);
    expect(asked).toEqual([3, 0]);
    expect(firstPresent([1], half)).toBeNull();
  });
});
