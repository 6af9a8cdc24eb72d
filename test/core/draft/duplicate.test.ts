import { describe, expect, it } from 'vitest';
import { findDuplicate } from '../../../src/core/draft/duplicate';
import { metric } from '../../support/versionFacts';

const artifact = { path: 'churn.pkl', sha256: 'a'.repeat(64) };
const facts = {
  metrics: [metric('f1', 0.8), metric('roc_auc', 0.9)],
  artifacts: [artifact],
  code: { sourceSha256: 'c'.repeat(64) },
};

describe('findDuplicate', () => {
  it('finds the first version with the same artifacts, metrics and code, in any order', () => {
    const versions = [
      { ...facts, metrics: [], number: 3 },
      { ...facts, number: 2 },
      { ...facts, number: 1 },
    ];

    expect(findDuplicate(versions, { ...facts, metrics: facts.metrics.toReversed() })).toMatchObject({ number: 2 });
  });

  it.each([
    ['another value', { metrics: [metric('f1', 0.81), metric('roc_auc', 0.9)] }],
    ['another split', { metrics: [metric('f1', 0.8, { split: 'val' }), metric('roc_auc', 0.9)] }],
    ['other bytes of the artifact', { artifacts: [{ ...artifact, sha256: 'b'.repeat(64) }] }],
    ['no artifact', { artifacts: [] }],
    ['other code', { code: { sourceSha256: 'd'.repeat(64) } }],
  ])('finds none with %s', (_, change) => {
    expect(findDuplicate([facts], { ...facts, ...change })).toBeNull();
  });

  it('does not care where the same bytes lie or which metric is a headline', () => {
    const moved = { ...facts, artifacts: [{ ...artifact, path: 'old/churn.pkl' }] };

    expect(
      findDuplicate([moved], { ...facts, metrics: facts.metrics.map((each) => ({ ...each, headline: false })) }),
    ).toBe(moved);
  });

  it('never calls two versions the same because nothing is known about both', () => {
    const nothing = { metrics: [], artifacts: [], code: { sourceSha256: null } };

    expect(findDuplicate([nothing], nothing)).toBeNull();
  });
});
