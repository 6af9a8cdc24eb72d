import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCell,
  formatChange,
  formatNumber,
  formatRelativeChange,
  numberFormat,
} from '../../../src/core/table/formatCell';

describe('numberFormat', () => {
  it.each([
    [
      [0.93, 0.9345],
      ['0.9300', '0.9345'],
    ],
    [
      [58, 41],
      ['58', '41'],
    ],
    [
      [12.5, 11],
      ['12.5', '11.0'],
    ],
    [
      [1234.56789, 20],
      ['1234.57', '20.00'],
    ],
    [[0.9341234567891], ['0.934123']],
    [
      [-0.5, 0.25],
      ['−0.50', '0.25'],
    ],
    [
      [1.5e-8, 0.25],
      ['1.50e−8', '0.25'],
    ],
    [[2e15], ['2.00e+15']],
    [
      [Number.NaN, 0.5],
      ['NaN', '0.5'],
    ],
    [
      [0, 0.00001],
      ['0.00000', '0.00001'],
    ],
    [[123456789.125], ['123456789']],
  ])('prints %j as %j', (values, texts) => {
    const format = numberFormat(values);

    expect(values.map((value) => formatNumber(value, format))).toEqual(texts);
  });
});

describe('formatChange', () => {
  it.each([
    [0.022, 4, '+0.0220'],
    [-0.0012, 4, '−0.0012'],
    [0, 4, '±0'],
    [0.00003, 4, '+0.00003'],
    [-2e-9, 2, '−2.0e−9'],
    [17, 0, '+17'],
  ])('prints %f with %i decimals as %s', (change, decimals, text) => {
    expect(formatChange(change, { decimals })).toBe(text);
  });
});

describe('formatRelativeChange', () => {
  it.each([
    [0.02, 0.8, '+2.5 %'],
    [-0.4, 0.8, '−50 %'],
    [1, -2, '+50 %'],
    [0.00001, 1, '+<0.1 %'],
    [500, 1, '+>999 %'],
    [1, 0, null],
    [0, 1, null],
  ])('%f from %f is %s', (change, from, text) => {
    expect(formatRelativeChange(change, from)).toBe(text);
  });
});

describe('formatCell', () => {
  it('shortens digests and says them whole in the title', () => {
    expect(formatCell('c'.repeat(40))).toEqual({ text: 'cccccccc', title: 'c'.repeat(40) });
    expect(formatCell({ kind: 'dvc', digest: 'a'.repeat(32), size: 1_204_118 })).toEqual({
      text: 'aaaaaaaa · 1.2 MB',
      title: `dvc:${'a'.repeat(32)} · 1.2 MB`,
    });
  });

  it.each([
    [null, 'None'],
    [true, 'true'],
    [-0.5, '−0.5'],
    ['-O2', '-O2'],
    [{ kind: 'unresolved', digest: '', size: null }, 'not found'],
    [{ kind: 'git', digest: 'abc', size: null }, 'abc'],
  ])('prints %j as %s', (value, text) => {
    expect(formatCell(value).text).toBe(text);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [20_114, '20 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [34_000_000_000, '34 GB'],
    [5e15, '5000 TB'],
  ])('prints %i as %s', (size, text) => {
    expect(formatBytes(size)).toBe(text);
  });
});
