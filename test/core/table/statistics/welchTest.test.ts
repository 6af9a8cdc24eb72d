import { describe, expect, it } from 'vitest';
import { halfInterval, sampleOf, type Sample } from '../../../../src/core/table/statistics/sample';
import { welchTest } from '../../../../src/core/table/statistics/welchTest';

const A = [0.912, 0.915, 0.909, 0.918];
const B = [0.921, 0.925, 0.919, 0.93, 0.924];
const C = [0.913, 0.91, 0.92];

function sample(values: readonly number[]): Sample {
  const found = sampleOf(values);
  if (found === null) {
    throw new Error('No values.');
  }
  return found;
}

describe('welchTest', () => {
  // scipy 1.17.1: stats.ttest_ind(second, first, equal_var=False), the sign turned
  it.each([
    ['a clear difference', A, B, 3.814814814814885, 6.795573116464632, 0.006965125114637028],
    ['hardly any difference', A, C, 0.23544080467401077, 3.631966144670821, 0.8265369550767183],
    ['a doubtful difference', B, C, -2.697310251093697, 3.642256895716753, 0.05996848746533477],
    ['two values each', [1, 2], [3, 5], 2.23606797749979, 1.4705882352941178, 0.19872738893452602],
  ])('finds what scipy finds in %s', (_, first, second, t, freedom, p) => {
    const result = welchTest(sample(first), sample(second));

    expect(result?.t).toBeCloseTo(t, 9);
    expect(result?.freedom).toBeCloseTo(freedom, 9);
    expect(result?.p).toBeCloseTo(p, 11);
  });

  it('knows nothing of a single value', () => {
    expect(welchTest(sample([0.9]), sample(A))).toBeNull();
  });

  it('calls equal values equal, and different ones without any spread different', () => {
    expect(welchTest(sample([1, 1]), sample([1, 1]))).toMatchObject({ difference: 0, p: 1 });
    expect(welchTest(sample([1, 1]), sample([2, 2]))).toMatchObject({ difference: 1, p: 0 });
  });
});

describe('halfInterval', () => {
  // scipy 1.17.1: stats.t.interval(0.95, n - 1, mean, sem)
  it.each([
    [A, 0.9135, 0.00616278077028154],
    [B, 0.9238, 0.005223850292122245],
    [C, 0.9143333333333333, 0.012747604657402323],
    [[1, 2], 1.5, 6.353102368087347],
  ])('is half the interval of scipy for %j', (values, mean, half) => {
    expect(sample(values).mean).toBeCloseTo(mean, 12);
    expect(halfInterval(sample(values))).toBeCloseTo(half, 9);
  });

  it('does not exist for one value, and values that are missing do not count', () => {
    expect(halfInterval(sample([0.9, Number.NaN]))).toBeNull();
    expect(sampleOf([Number.NaN])).toBeNull();
  });
});
