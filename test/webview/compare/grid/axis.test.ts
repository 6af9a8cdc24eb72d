import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Axis } from '../../../../src/webview/compare/grid/axis';

const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 60 });

describe('Axis', () => {
  it('finds what lies at a distance, for even and uneven sizes', () => {
    const even = Axis.uniform(10, 30);
    const uneven = Axis.of([10, 50, 20]);

    expect([even.at(-5), even.at(0), even.at(29), even.at(30), even.at(10_000)]).toEqual([0, 0, 0, 1, 9]);
    expect([uneven.at(0), uneven.at(10), uneven.at(59), uneven.at(60), uneven.at(500)]).toEqual([0, 1, 1, 2, 2]);
    expect([even.total, uneven.total]).toEqual([300, 80]);
  });

  it('shows everything that touches the window, in order and once', () => {
    fc.assert(
      fc.property(sizes, fc.nat(3000), fc.nat(400), fc.integer({ min: -1, max: 70 }), (all, start, length, kept) => {
        const axis = Axis.of(all);

        const shown = axis.visible(start, length, { spare: 4, step: 4 }, kept);

        expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
        all.forEach((size, index) => {
          const from = axis.offset(index);
          const isInWindow = from < start + length && from + size > start;
          expect(!isInWindow || shown.includes(index)).toBe(true);
        });
        expect(kept < 0 || kept >= all.length || shown.includes(kept)).toBe(true);
      }),
    );
  });

  it('keeps the same range while scrolling by less than a step', () => {
    const axis = Axis.uniform(1000, 30);

    expect(axis.visible(6 * 30 * 4, 600, { spare: 6, step: 6 }, -1)).toEqual(
      axis.visible(6 * 30 * 4 + 29, 600, { spare: 6, step: 6 }, -1),
    );
  });

  it('is empty without anything to show', () => {
    expect(Axis.of([]).visible(0, 500, { spare: 4, step: 4 }, -1)).toEqual([]);
    expect(Axis.uniform(0, 30).total).toBe(0);
  });

  it('reveals by the shortest way', () => {
    const axis = Axis.uniform(100, 30);

    expect(axis.reveal(5, 0, 300)).toBe(0);
    expect(axis.reveal(10, 0, 300)).toBe(30);
    expect(axis.reveal(2, 300, 300)).toBe(60);
    expect(axis.reveal(3, 0, 20)).toBe(90);
  });
});
