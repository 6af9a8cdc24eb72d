import { describe, expect, it } from 'vitest';
import { criticalT, twoSidedP } from '../../../../src/core/table/statistics/studentT';

describe('criticalT', () => {
  // scipy 1.17.1: stats.t.ppf(0.975, freedom)
  it.each([
    [1, 12.706204736174694],
    [2, 4.302652729749462],
    [2.5, 3.5746548420036817],
    [4, 2.7764451051977934],
    [9, 2.262157162798205],
    [100, 1.9839715185235518],
    [1000, 1.9623390808264083],
  ])('is what scipy computes for %d degrees of freedom', (freedom, expected) => {
    expect(criticalT(0.95, freedom)).toBeCloseTo(expected, 9);
  });
});

describe('twoSidedP', () => {
  // scipy 1.17.1: 2 * stats.t.sf(abs(t), freedom)
  it.each([
    [0, 5, 1],
    [1, 1, 0.5],
    [2.5, 4, 0.06676654481198814],
    [-3.1, 7.3, 0.016430118131617166],
    [12, 2, 0.00687293367715846],
    [1.96, 1000, 0.050273184955748736],
  ])('is what scipy computes for t = %d with %d degrees of freedom', (t, freedom, expected) => {
    expect(twoSidedP(t, freedom)).toBeCloseTo(expected, 12);
  });
});
