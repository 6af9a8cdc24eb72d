import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/core/config';
import { configureMetrics } from '../../src/core/configureMetrics';
import type { Metric } from '../../src/core/model';

describe('configureMetrics', () => {
  it('puts the configured headline first, by its best held-out value only', () => {
    const metrics = [metric('accuracy', 'test', true), metric('roc_auc', 'train'), metric('roc_auc', 'val')];

    const configured = configureMetrics([...metrics, metric('roc_auc', 'test')], config({ headline: true }));

    expect(configured.map(({ name, split, headline }) => [name, split, headline])).toEqual([
      ['roc_auc', 'test', true],
      ['accuracy', 'test', true],
      ['roc_auc', 'train', false],
      ['roc_auc', 'val', false],
    ]);
  });

  it('takes the last of equal ones, as a loop prints its final value last', () => {
    const configured = configureMetrics(
      [metric('roc_auc', null, false, 0.7), metric('roc_auc', null, false, 0.8)],
      config({ headline: true }),
    );

    expect(configured.map(({ value, headline }) => [value, headline])).toEqual([
      [0.8, true],
      [0.7, false],
    ]);
  });

  it('keeps the choice of the reader where it made one for that name', () => {
    const found = [metric('roc_auc', 'test'), metric('roc_auc', 'cv', true)];

    const configured = configureMetrics(found, config({ headline: true }));

    expect(configured.map(({ split, headline }) => [split, headline])).toEqual([
      ['cv', true],
      ['test', false],
    ]);
  });

  it('takes a headline away that is configured as none', () => {
    const configured = configureMetrics([metric('roc_auc', 'test', true)], config({ headline: false }));

    expect(configured).toEqual([metric('roc_auc', 'test', false)]);
  });

  it('uses the configured direction', () => {
    const configured = configureMetrics([metric('roc_auc', 'test')], config({ higherIsBetter: false }));

    expect(configured).toEqual([{ ...metric('roc_auc', 'test'), higherIsBetter: false }]);
  });
});

function metric(name: string, split: string | null, headline = false, value = 0.8): Metric {
  return { name, value, split, model: null, higherIsBetter: true, headline };
}

function config(auc: { readonly headline?: boolean; readonly higherIsBetter?: boolean }) {
  return parseConfig(JSON.stringify({ metrics: { roc_auc: auc } })).config;
}
