import { describe, expect, it } from 'vitest';
import { METRIC_NAMES } from '../../../src/core/metric/catalogue';
import { directionWords, metricDefinition } from '../../../src/core/metric/definitions';

describe('metricDefinition', () => {
  it('has a sentence for nearly every metric of the catalogue', () => {
    const without = METRIC_NAMES.filter((name) => metricDefinition(name) === null);

    expect(without.length).toBeLessThan(METRIC_NAMES.length / 10);
  });

  it.each(METRIC_NAMES)('defines %s in one plain sentence, if at all', (name) => {
    expect(metricDefinition(name) ?? 'Nothing.').toMatch(/^[A-Z][^\n!]*\.$/);
  });

  it('knows nothing of a name that is not canonical', () => {
    expect(metricDefinition('auc')).toBeNull();
    expect(metricDefinition('toString')).toBeNull();
  });
});

describe('directionWords', () => {
  it.each([
    [true, 'higher is better'],
    [false, 'lower is better'],
    [null, 'direction unknown'],
  ])('says %s in words', (direction, words) => {
    expect(directionWords(direction)).toBe(words);
  });
});
