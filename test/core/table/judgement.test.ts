import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestRows } from '../../../src/core/table/bestRows';
import type { Baseline } from '../../../src/core/table/baseline';
import { Judgement } from '../../../src/core/table/judgement';
import { TableData } from '../../../src/core/table/tableData';
import { createTableSource } from '../../../src/core/table/tableSource';
import { metric } from '../../support/versionFacts';
import { eventId, version } from '../../webview/compare/support/comparedVersions';

function judge(baseline: Baseline): Judgement {
  const scores = [0.9, 0.92, 0.91];
  const versions = scores.map((score, index) =>
    version(index + 1, {
      metrics: [metric('roc_auc', score), metric('log_loss', 1 - score, { higherIsBetter: false })],
      params: index === 2 ? [] : [{ name: 'depth', value: index }],
    }),
  );
  const source = createTableSource(versions, { required: [], textLimit: null });
  const data = new TableData(source.table);
  data.append(source.chunk(0, 10));
  return new Judgement(data, baseline);
}

const ROC = 0;
const LOSS = 1;

describe('Judgement', () => {
  it('measures against the first version', () => {
    const judgement = judge({ kind: 'first' });

    expect(judgement.change(ROC, 0)).toBeNull();
    expect(judgement.change(ROC, 1)).toMatchObject({ change: 0.02, from: 0.9, verdict: 'better' });
    expect(judgement.change(LOSS, 1)).toMatchObject({ change: -0.02, verdict: 'better' });
  });

  it('measures each version against the one before', () => {
    const judgement = judge({ kind: 'previous' });

    expect(judgement.baselineRow).toBeNull();
    expect(judgement.change(ROC, 0)).toBeNull();
    expect(judgement.change(ROC, 2)).toMatchObject({ change: -0.01, from: 0.92, verdict: 'worse' });
  });

  it('measures against a chosen version, and against the first when that is gone', () => {
    expect(judge({ kind: 'version', id: eventId(3) }).change(ROC, 0)).toMatchObject({ from: 0.91, verdict: 'worse' });
    expect(judge({ kind: 'version', id: 'gone' }).baselineRow).toBe(0);
  });

  it('marks the best by direction', () => {
    const judgement = judge({ kind: 'first' });

    expect([0, 1, 2].map((row) => judgement.isBest(ROC, row))).toEqual([false, true, false]);
    expect([0, 1, 2].map((row) => judgement.isBest(LOSS, row))).toEqual([false, true, false]);
  });

  it('sees a fact that is absent as different', () => {
    const judgement = judge({ kind: 'first' });
    const column = judgement.data.columnIndex('param/depth');

    expect([0, 1, 2].map((row) => judgement.isDifferent(column, row))).toEqual([false, true, true]);
  });
});

describe('bestRows', () => {
  it.each([
    [[1, 3, 2], true, [1]],
    [[1, 3, 2], false, [0]],
    [[3, 1, 3], true, [0, 2]],
    [[2, 2], true, []],
    [[1, 2], null, []],
    [[Number.NaN, 2, 1], true, [1]],
    [[Number.NaN, 2], true, []],
    [[], true, []],
  ])('of %j with higherIsBetter %s: %j', (values, higherIsBetter, rows) => {
    expect([...bestRows(values, higherIsBetter)]).toEqual(rows);
  });

  it('agrees with the plain definition for any values', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(1, 2, 3, Number.NaN)), fc.boolean(), (values, higherIsBetter) => {
        const known = values.filter((value) => !Number.isNaN(value));
        const best = higherIsBetter ? Math.max(...known) : Math.min(...known);
        const expected = new Set(known).size < 2 ? [] : values.flatMap((value, row) => (value === best ? [row] : []));

        expect([...bestRows(values, higherIsBetter)]).toEqual(expected);
      }),
    );
  });
});
