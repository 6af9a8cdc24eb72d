import { describe, expect, it } from 'vitest';
import { comparisonReport } from '../../../src/core/report/comparisonReport';
import { trendDrawings } from '../../../src/core/report/trendDrawings';
import { version } from '../../support/versions';

const HOSTILE = '</title><script>alert(1)</script><img src=x onerror="alert(1)">';

const auc = (value: number) => [
  { name: 'roc_auc', value, split: 'test', higherIsBetter: true, headline: true } as const,
];

describe('comparisonReport', () => {
  it('keeps every text of the ledger a text', () => {
    const versions = [1, 2].map((number) =>
      version(number, {
        name: HOSTILE,
        by: { name: HOSTILE, email: '' },
        documentation: { rationale: HOSTILE, changes: '', impact: '' },
        params: [{ name: HOSTILE, value: `${HOSTILE}${number}` }],
        metrics: auc(number),
        aliases: [HOSTILE],
      }),
    );

    const html = comparisonReport(versions, { baseline: 0, drawings: trendDrawings(versions), differences: [] });

    expect(html).not.toMatch(/<script|<img (?!alt=)|onerror="/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('says what is best and how far the others are from the baseline', () => {
    const html = comparisonReport([version(1, { metrics: auc(0.9) }), version(2, { metrics: auc(0.95) })], {
      baseline: 0,
      drawings: [],
      differences: [],
    });

    expect(html).toContain('<strong>0.95 ★</strong>');
    expect(html).toContain('+0.05<span class="spoken"> better</span>');
  });

  it('tells of one version without comparing it', () => {
    const html = comparisonReport([version(1)], { baseline: 0, drawings: [], differences: [] });

    expect(html).toContain('<h1>Versions of churn</h1>');
    expect(html).not.toContain('<table>');
  });

  it('lays many versions below each other', () => {
    const versions = Array.from({ length: 12 }, (_, index) => version(index + 1, { metrics: auc(0.9 + index / 1000) }));

    const html = comparisonReport(versions, { baseline: 0, drawings: [], differences: [] });

    expect(html).toContain('<th scope="row">churn@v12</th>');
  });
});
