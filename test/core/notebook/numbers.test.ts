import { describe, expect, it } from 'vitest';
import { findNumbers, wholeNumber } from '../../../src/core/notebook/numbers';

describe('findNumbers', () => {
  it.each([
    ['a 0.93 b', [0.93]],
    ['1.2e4, -3', [12000, -3]],
    ['93.1 % and 5%', [93.1, 5]],
    ['1,234.5', [1234.5]],
    ['f1 R2 ResNet50 3.2s v1.2.3 r2=2-way 5-fold', []],
    ['loss: 0.5-accuracy: 0.9', [0.5, 0.9]],
    ['.5', [0.5]],
  ])('finds in %s %j', (text, values) => {
    expect(findNumbers(text).map((number) => number.value)).toEqual(values);
  });

  it('knows percentages', () => {
    expect(findNumbers('93.1 %')[0]).toMatchObject({ isPercent: true, isInteger: false });
  });
});

describe('wholeNumber', () => {
  it.each([
    [' 0.93 ', { value: 0.93, isPercent: false }],
    ['93%', { value: 93, isPercent: true }],
    ['0.93 ', { value: 0.93, isPercent: false }],
    ['0.9 or so', null],
    ['', null],
  ])('reads %j as %j', (text, expected) => {
    expect(wholeNumber(text)).toEqual(expected);
  });
});
