import { describe, expect, it } from 'vitest';
import { lineScene } from '../../../src/core/chart/lineScene';
import { parallelScene } from '../../../src/core/chart/parallelScene';
import { createScale, rangeOf, tickTexts, ticksOf } from '../../../src/core/chart/scale';
import { PAPER_COLORS } from '../../../src/core/chart/scene';
import { sceneSvg } from '../../../src/core/chart/sceneSvg';

describe('scales', () => {
  it.each([
    [[0, 1], 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [[0.912, 0.934], 4, [0.92, 0.93]],
    [[-3, 7], 3, [0, 5]],
  ] as const)('ticks %j at round numbers', ([least, most], count, expected) => {
    expect(ticksOf([least, most], count)).toEqual(expected);
  });

  it('ticks whole numbers only where there are no others', () => {
    expect(ticksOf([0.5, 3.5], 10, true)).toEqual([1, 2, 3]);
  });

  it('writes ticks with the decimals that tell them apart', () => {
    expect(tickTexts([0, 0.05, 0.1])).toEqual(['0.00', '0.05', '0.10']);
    expect(tickTexts([0.8, 0.825, 0.85])).toEqual(['0.800', '0.825', '0.850']);
    expect(tickTexts([0, 2.5, 5])).toEqual(['0.0', '2.5', '5.0']);
    expect(tickTexts([-1, 0, 1])).toEqual(['−1', '0', '1']);
    expect(tickTexts([0.0000001, 0.0000002])[0]).toBe('1e−7');
  });

  it('goes from values to pixels and back, also by logarithm', () => {
    for (const isLog of [false, true]) {
      const scale = createScale({ from: 200, to: 20, range: [0.01, 10], space: 30, isLog });

      expect(scale.toPixel(0.01)).toBeCloseTo(200);
      expect(scale.toPixel(10)).toBeCloseTo(20);
      expect(scale.toValue(scale.toPixel(0.3))).toBeCloseTo(0.3);
    }
  });

  it('has no range without a value, and room around a single one', () => {
    expect(rangeOf([Number.NaN], 0.1)).toBeNull();
    expect(rangeOf([0, -1], 0.1, true)).toBeNull();
    expect(rangeOf([2], 0.1)).toEqual([1.9, 2.1]);
  });
});

describe('drawings', () => {
  it('are SVG in which names stay names', () => {
    const { scene } = lineScene({
      width: 300,
      height: 200,
      colors: PAPER_COLORS,
      title: '<b>&"',
      description: 'A line.',
      lines: [
        {
          name: '<script>',
          style: 0,
          points: [
            [0, 1],
            [1, 2],
          ],
          hasDots: true,
        },
      ],
      hasLegend: true,
      x: { label: 'step', range: [0, 1] },
      y: { label: 'loss', range: [0, 2] },
      bands: [{ from: 0, to: 0.5, label: 'staging', color: 'red' }],
      levels: [{ value: 1, label: 'champion' }],
    });

    const svg = sceneSvg(scene, PAPER_COLORS.font);

    expect(svg).toContain('<title>&lt;b&gt;&amp;&quot;</title>');
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('clip-path="url(#clip0)"');
    expect(svg.match(/<circle/g)).toHaveLength(2);
  });

  it('draw every version, however many, and pass axes without a value by', () => {
    const count = 10_000;
    const values = Array.from({ length: count }, (_, index) => (index === 3 ? Number.NaN : index));
    const { scene } = parallelScene({
      width: 600,
      height: 300,
      colors: PAPER_COLORS,
      title: '',
      description: '',
      axes: [
        { label: 'a', values, texts: null },
        { label: 'b', values: values.map((value) => -value), texts: null },
        { label: 'c', values: values.map(() => 1), texts: ['x', 'y'] },
      ],
      shades: values.map(() => 0),
      isChosen: values.map(() => true),
      hovered: null,
      brushes: [null, null, null],
    });

    const lines = scene.shapes.filter((shape) => shape.kind === 'line' && shape.width === 1 && shape.points.length > 2);
    expect(lines).toHaveLength(count - 1);
  });
});
