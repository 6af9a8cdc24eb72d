import { describe, expect, it } from 'vitest';
import { mergeMetrics, parseMetric } from '../../src/cli/metricOption';
import { defaultConfig } from '../../src/core/config';
import { metric } from '../support/versionFacts';

const CONFIG = defaultConfig();

describe('parsing a metric', () => {
  it.each([
    ['accuracy=0.93', { name: 'accuracy', value: 0.93, split: null, higherIsBetter: true }],
    ['accuracy:test=0.93', { name: 'accuracy', value: 0.93, split: 'test', higherIsBetter: true }],
    ['rmse=1e3', { name: 'rmse', value: 1000, split: null, higherIsBetter: false }],
    ['uplift=-2', { name: 'uplift', value: -2, split: null, higherIsBetter: null }],
  ])('reads %s', (text, expected) => {
    expect(parseMetric(text, CONFIG, null)).toEqual({ ...expected, headline: true });
  });

  it('takes the split of the call where the metric names none', () => {
    expect(parseMetric('accuracy=1', CONFIG, 'validation').split).toBe('validation');
    expect(parseMetric('accuracy:test=1', CONFIG, 'validation').split).toBe('test');
  });

  it.each(['accuracy=', 'accuracy=high', 'accuracy=NaN', 'accuracy=Infinity'])('refuses %s', (text) => {
    expect(() => parseMetric(text, CONFIG, null)).toThrow(expect.objectContaining({ code: 'metric-invalid' }) as Error);
  });
});

describe('merging metrics', () => {
  const found = [metric('accuracy', 0.8, { split: 'test' }), metric('f1', 0.7, { split: 'test' })];
  const values = (metrics: ReturnType<typeof mergeMetrics>) =>
    metrics.map(({ name, split, value }) => `${name} ${split ?? '-'} ${value}`);

  it.each([
    ['the same name and split', metric('accuracy', 0.9, { split: 'test' }), ['accuracy test 0.9', 'f1 test 0.7']],
    ['the only one of its name', metric('accuracy', 0.9, { split: null }), ['accuracy test 0.9', 'f1 test 0.7']],
  ])('replaces %s where it stands', (_, given, expected) => {
    expect(values(mergeMetrics(found, [given]))).toEqual(expected);
  });

  it.each([
    ['another split', metric('accuracy', 0.9, { split: 'train' }), 'accuracy train 0.9'],
    ['another name', metric('auc', 0.9, { split: null }), 'auc - 0.9'],
  ])('adds %s at the end', (_, given, last) => {
    expect(values(mergeMetrics(found, [given]))).toEqual(['accuracy test 0.8', 'f1 test 0.7', last]);
  });

  it('does not guess which of several splits is meant', () => {
    const both = [metric('f1', 0.7, { split: 'test' }), metric('f1', 0.9, { split: 'train' })];

    expect(values(mergeMetrics(both, [metric('f1', 0.8, { split: null })]))).toEqual([
      'f1 test 0.7',
      'f1 train 0.9',
      'f1 - 0.8',
    ]);
  });
});
