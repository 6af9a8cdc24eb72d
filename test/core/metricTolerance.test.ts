import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/core/config';
import { formatTolerance, isRegression, readTolerance } from '../../src/core/metricTolerance';

describe('readTolerance', () => {
  it.each([
    [0.005, '0.005'],
    ['1 %', '1 %'],
    ['2.5%', '2.5 %'],
  ])('reads %j', (written, shown) => {
    const tolerance = readTolerance(written);

    expect(tolerance === null ? null : formatTolerance(tolerance)).toBe(shown);
  });

  it('is none where none is configured', () => {
    expect(readTolerance(undefined)).toBeNull();
  });

  it('is checked in the configuration', () => {
    expect(parseConfig('{"metrics":{"f1":{"tolerance":"1 %"}}}').problems).toEqual([]);
    expect(parseConfig('{"metrics":{"f1":{"tolerance":"little"}}}').problems).toHaveLength(1);
    expect(parseConfig('{"metrics":{"f1":{"tolerance":-1}}}').problems).toHaveLength(1);
  });
});

describe('isRegression', () => {
  const worse = (change: number, from: number) => ({ change, from, verdict: 'worse' as const });

  it.each([
    [worse(-0.02, 0.93), 0.01, true],
    [worse(-0.01, 0.93), 0.01, false],
    [worse(0.93 - 0.92, 0.3), 0.01, false],
    [worse(3, 200), '1 %', true],
    [worse(2, 200), '1 %', false],
    [worse(-0.0001, 0.9), 0, true],
    [{ change: 0.5, from: 0.3, verdict: 'better' as const }, 0.01, false],
    [worse(-0.5, 0.9), undefined, false],
  ])('of %j with a tolerance of %j: %s', (change, tolerance, expected) => {
    expect(isRegression(change, readTolerance(tolerance))).toBe(expected);
  });
});
