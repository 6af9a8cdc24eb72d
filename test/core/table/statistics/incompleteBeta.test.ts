import { describe, expect, it } from 'vitest';
import { incompleteBeta, logGamma } from '../../../../src/core/table/statistics/incompleteBeta';

describe('incompleteBeta', () => {
  // scipy 1.17.1: special.betainc(a, b, x)
  it.each([
    [0.5, 0.5, 0.3, 0.36901011956554536],
    [2, 3, 0.5, 0.6875],
    [10, 0.5, 0.9, 0.15164090963470994],
    [1, 1, 0.25, 0.25],
    [50, 60, 0.45, 0.4642352914306031],
    [0.5, 200, 0.001, 0.4727558929747644],
    [1.5, 0.5, 0.999, 0.9597433418849682],
  ])('is what scipy computes for a = %d, b = %d, x = %d', (a, b, x, expected) => {
    expect(incompleteBeta(a, b, x)).toBeCloseTo(expected, 12);
  });

  it('is 0 and 1 at the ends', () => {
    expect([incompleteBeta(2, 3, 0), incompleteBeta(2, 3, 1)]).toEqual([0, 1]);
  });
});

describe('logGamma', () => {
  it.each([
    [1, 0],
    [5, Math.log(24)],
    [0.5, Math.log(Math.PI) / 2],
  ])('of %d', (value, expected) => {
    expect(logGamma(value)).toBeCloseTo(expected, 12);
  });
});
