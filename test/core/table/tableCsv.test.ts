import { describe, expect, it } from 'vitest';
import { csvCell } from '../../../src/core/table/tableCsv';

describe('a cell of comma-separated values', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['-0.5', '-0.5'],
    ['+1e-3', '+1e-3'],
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-x', "'-x"],
  ])('writes %j as %s', (text, expected) => {
    expect(csvCell(text)).toBe(expected);
  });
});
