import { describe, expect, it } from 'vitest';
import { mixColors } from '../../../src/core/chart/mixColors';

describe('mixColors', () => {
  it.each([
    ['#000000', '#ffffff', 0.5, '#808080'],
    ['#000', '#fff', 1, '#ffffff'],
    ['#11223344', 'rgb(17, 34, 51)', 0.3, '#112233'],
    ['rgba(0 0 0 / 1)', '#0000ff', 0.2, '#000033'],
  ])('mixes %s and %s', (from, to, share, mixed) => {
    expect(mixColors(from, to, share)).toBe(mixed);
  });

  it('takes the nearer of two that it cannot read', () => {
    expect(mixColors('var(--x)', '#fff', 0.4)).toBe('var(--x)');
    expect(mixColors('var(--x)', '#fff', 0.6)).toBe('#fff');
  });
});
