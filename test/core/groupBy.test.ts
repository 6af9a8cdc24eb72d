import { expect, it } from 'vitest';
import { groupBy } from '../../src/core/groupBy';

it('keeps keys and items in the order in which they come', () => {
  const groups = groupBy(['pear', 'apple', 'plum', 'avocado'], (word) => word[0]);

  expect([...groups]).toEqual([
    ['p', ['pear', 'plum']],
    ['a', ['apple', 'avocado']],
  ]);
});

it('tells keys apart that are not text, and null', () => {
  expect([...groupBy([1, 2, 3], (value) => (value > 1 ? null : value)).keys()]).toEqual([1, null]);
});
