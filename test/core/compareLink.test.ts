import { describe, expect, it } from 'vitest';
import { readCompareLink, writeCompareLink, type CompareLink } from '../../src/core/compareLink';

describe('links to comparisons', () => {
  it.each<CompareLink>([
    { kind: 'versions', references: ['churn@v3', 'churn@champion'] },
    { kind: 'models', models: ['churn', 'größe & maß'.replaceAll(' ', '_')] },
  ])('reads what it writes: %j', (link) => {
    expect(readCompareLink(writeCompareLink(link))).toEqual(link);
  });

  it('reads what a person types', () => {
    expect(readCompareLink('versions=churn@v1,churn@2')).toEqual({
      kind: 'versions',
      references: ['churn@v1', 'churn@2'],
    });
    expect(readCompareLink('model=churn&other=1')).toEqual({ kind: 'models', models: ['churn'] });
  });

  it.each([
    '',
    'versions=',
    'versions=churn',
    'versions=churn@v1,',
    'versions=%E0%A4%A',
    'models=../../etc',
    'models=a@v1',
    `models=${'a'.repeat(300)}`,
    `versions=${Array.from({ length: 300 }, (_, index) => `m@v${index + 1}`).join(',')}`,
  ])('refuses %s', (query) => {
    expect(readCompareLink(query)).toBeNull();
  });
});
