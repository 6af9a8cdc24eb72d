import { describe, expect, it } from 'vitest';
import { alignMetrics, formatDelta, formatMetric, judge, metricLabel } from '../../src/core/metricRows';
import type { Metric } from '../../src/core/model';
import { metric } from '../support/versionFacts';

const rows = (...versions: readonly (readonly Metric[])[]) =>
  alignMetrics(versions.map((metrics) => ({ metrics }))).map(
    (row) => `${metricLabel(row)}: ${row.metrics.map((found) => found?.value ?? '-').join(' ')}`,
  );

describe('laying metrics side by side', () => {
  it('matches name and split, whichever model the value belongs to', () => {
    expect(
      rows([metric('auc', 0.8, { model: 'LogReg' })], [metric('auc', 0.9, { model: 'XGB' }), metric('f1', 0.5)]),
    ).toEqual(['auc (test): 0.8 0.9', 'f1 (test): - 0.5']);
  });

  it('keeps splits apart', () => {
    expect(rows([metric('auc', 0.8, { split: 'train' })], [metric('auc', 0.9)])).toEqual([
      'auc (train): 0.8 -',
      'auc (test): - 0.9',
    ]);
  });

  it('gives the other models of a version rows of their own, after the headlines', () => {
    const beside = { headline: false };
    const both = [metric('auc', 0.7, { model: 'A', ...beside }), metric('auc', 0.9, { model: 'B' })];

    expect(rows(both, [metric('auc', 0.95, { model: 'C' })])).toEqual(['auc (test): 0.9 0.95', 'auc (test, A): 0.7 -']);
  });

  it('takes the newest opinion on the direction', () => {
    const [row] = alignMetrics([
      { metrics: [metric('gain', 1, { higherIsBetter: true })] },
      { metrics: [metric('gain', 1, { higherIsBetter: false })] },
      { metrics: [metric('gain', 1, { higherIsBetter: null })] },
    ]);

    expect(row?.higherIsBetter).toBe(false);
  });
});

describe('judging a change', () => {
  it.each([
    [1, 2, true, 'better'],
    [1, 2, false, 'worse'],
    [2, 1, false, 'better'],
    [2, 1, true, 'worse'],
    [1, 2, null, 'unknown'],
    [1, 1, null, 'same'],
  ] as const)('%d to %d, higher is better: %s', (previous, current, higherIsBetter, verdict) => {
    expect(judge(previous, current, higherIsBetter)).toBe(verdict);
  });
});

describe('writing numbers', () => {
  it.each([
    [0.9342, '0.9342'],
    [1 / 3, '0.333333'],
    [123456789, '123456789'],
    [1.2e-7, '1.2e-7'],
    [0, '0'],
  ])('%d is %s', (value, text) => {
    expect(formatMetric(value)).toBe(text);
  });

  it.each([
    [0.1 + 0.2 - 0.3 + 0.022, '+0.022'],
    [-1.5, '−1.5'],
    [0, '±0'],
  ])('a change of %d is %s', (delta, text) => {
    expect(formatDelta(delta)).toBe(text);
  });
});
