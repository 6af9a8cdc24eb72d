import { describe, expect, it } from 'vitest';
import { describeImpact } from '../../../src/core/draft/impact';
import { metric } from '../../support/versionFacts';
import { version } from '../../support/versions';

describe('describeImpact', () => {
  it('says how each metric moved and whether that is better', () => {
    const previous = version(3, {
      metrics: [
        metric('roc_auc', 0.912),
        metric('log_loss', 0.31, { higherIsBetter: false, headline: false }),
        metric('f1', 0.7, { headline: false }),
        metric('cost', 10, { higherIsBetter: null, headline: false, split: null }),
        metric('recall', 0.5, { headline: false }),
      ],
    });
    const metrics = [
      metric('roc_auc', 0.934),
      metric('log_loss', 0.35, { higherIsBetter: false, headline: false }),
      metric('f1', 0.7, { headline: false }),
      metric('cost', 12.5, { higherIsBetter: null, headline: false, split: null }),
      metric('precision', 0.8, { headline: false }),
    ];

    expect(describeImpact(previous, metrics).split('\n')).toEqual([
      'Against churn@v3:',
      '',
      '- roc_auc (test): 0.912 → 0.934 (+0.022, better)',
      '- log_loss (test): 0.31 → 0.35 (+0.04, worse)',
      '- f1 (test): 0.7 (unchanged)',
      '- cost: 10 → 12.5 (+2.5)',
      '- precision (test): 0.8 (new)',
      '- recall (test): no longer measured',
    ]);
  });

  it('lists the headlines of a first version', () => {
    const metrics = [metric('roc_auc', 0.934), metric('f1', 0.7, { headline: false })];

    expect(describeImpact(null, metrics)).toBe('First version.\n\n- roc_auc (test): 0.934');
  });

  it('is empty when nothing was measured', () => {
    expect(describeImpact(version(1), [])).toBe('');
  });

  it('stops after a dozen lines and says how many more there are', () => {
    const metrics = Array.from({ length: 30 }, (_, index) => metric(`m${index}`, index));

    const lines = describeImpact(version(1, { metrics: [] }), metrics).split('\n');

    expect(lines).toHaveLength(15);
    expect(lines.at(-1)).toBe('- and 18 more metrics');
  });
});
