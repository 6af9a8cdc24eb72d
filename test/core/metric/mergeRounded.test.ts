import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeRounded } from '../../../src/core/metric/mergeRounded';
import { metric } from '../../support/versionFacts';

describe('mergeRounded', () => {
  it('keeps the exact value of a score that a report repeats, and its rank', () => {
    const metrics = [
      metric('accuracy', 0.8617, { headline: false }),
      metric('f1', 0.4071, { headline: false }),
      metric('accuracy', 0.86),
    ];

    expect(mergeRounded(metrics)).toEqual([metric('accuracy', 0.8617), metrics[1]]);
  });

  it('puts the exact value in the place of the rounded one', () => {
    expect(mergeRounded([metric('accuracy', 0.86), metric('accuracy', 0.8617, { headline: false })])).toEqual([
      metric('accuracy', 0.8617),
    ]);
  });

  it.each([
    ['other values', [metric('accuracy', 0.8617), metric('accuracy', 0.85)]],
    ['values of which one is a tenth', [metric('accuracy', 0.8617), metric('accuracy', 0.9)]],
    ['whole numbers', [metric('rmse', 12), metric('rmse', 12.4)]],
    ['another split', [metric('accuracy', 0.8617), metric('accuracy', 0.86, { split: 'val' })]],
    ['another model', [metric('accuracy', 0.8617), metric('accuracy', 0.86, { model: 'SVC' })]],
  ])('leaves %s alone', (_, metrics) => {
    expect(mergeRounded(metrics)).toEqual(metrics);
  });

  it('loses no metric altogether', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b'), value)), (facts) => {
        const metrics = facts.map(([name, each]) => metric(name, each));

        const merged = mergeRounded(metrics);

        expect(new Set(merged.map(({ name }) => name))).toEqual(new Set(metrics.map(({ name }) => name)));
        expect(merged.every((each) => metrics.some(({ value: known }) => Object.is(known, each.value)))).toBe(true);
      }),
    );
  });
});
