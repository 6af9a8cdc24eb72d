import { describe, expect, it } from 'vitest';
import { hasMetricWord, isTellingWord, mayNameMetric } from '../../../src/core/metric/metricWords';
import { readMetricLabel } from '../../../src/core/metric/metricLabel';

describe('mayNameMetric', () => {
  it.each(['Test Accuracy', 'val_loss', 'trainacc', 'vlacc', 'areaUnderROC', 'precisions', 'mAP 50'])(
    'lets %s pass, which names one',
    (label) => {
      expect(readMetricLabel(label).name).not.toBeNull();
      expect(mayNameMetric(label)).toBe(true);
    },
  );

  it.each(['', '12.5 / 3', 'Downloading the archive', 'the mean value of all'])(
    'spares the rest a look: %j',
    (text) => {
      expect(mayNameMetric(text)).toBe(false);
    },
  );
});

describe('isTellingWord', () => {
  it.each([
    ['accuracy', true],
    ['recalls', true],
    ['rate', false],
    ['garden', false],
  ])('of %s is %s', (word, isTelling) => {
    expect(isTellingWord(word)).toBe(isTelling);
  });
});

describe('hasMetricWord', () => {
  it('takes no number for a name', () => {
    expect(hasMetricWord('the final auc')).toBe(true);
    expect(hasMetricWord('12 34')).toBe(false);
  });
});
