import { describe, expect, it } from 'vitest';
import type { Trend } from '../../../../src/protocol/comparePage';
import {
  describePoint,
  describeTrend,
  measureLine,
  trendFormat,
} from '../../../../src/webview/compare/trend/describeTrend';

function trend(values: readonly (number | null)[]): Trend {
  const points = values.map((value, index) => ({
    id: `id-${index + 1}`,
    version: index + 1,
    value,
    stage: 'none',
    aliases: index === 1 ? ['champion'] : [],
  }));
  return { column: 'metric/roc_auc/test/', lines: [{ model: 'churn', points }] };
}

function sentence(values: readonly (number | null)[], higherIsBetter: boolean | null): string {
  const given = trend(values);
  return given.lines
    .map((line) => describeTrend(measureLine(line, higherIsBetter), trendFormat(given), higherIsBetter))
    .join(' ');
}

describe('describeTrend', () => {
  it.each([
    [[0.9, 0.95, 0.93], true, 'v1 0.90 → v3 0.93 (better by 0.03); best 0.95 in v2.'],
    [[0.9, 0.95, 0.93], false, 'v1 0.90 → v3 0.93 (worse by 0.03); best 0.90 in v1.'],
    [[3, 4], null, 'v1 3 → v2 4 (+1).'],
    [[0.5, 0.5], true, 'v1 0.5 → v2 0.5 (unchanged).'],
    [[null, 0.5, null], true, 'v2 0.5; 2 versions without a value.'],
    [[null], true, 'No version has this metric.'],
  ])('says of %j: %s', (values, higherIsBetter, text) => {
    expect(sentence(values, higherIsBetter)).toBe(text);
  });
});

describe('describePoint', () => {
  it('says the value, the change and what the version is', () => {
    const given = trend([0.9, 0.95]);
    const line = measureLine(given.lines[0] ?? { model: '', points: [] }, true);
    const format = trendFormat(given);

    expect(describePoint(line, 1, format, true)).toBe('churn@v2: 0.95, +0.05 since v1, best, champion');
    expect(describePoint(line, 0, format, false)).toBe('v1: 0.90');
    expect(describePoint(line, 9, format, false)).toBe('');
  });
});
