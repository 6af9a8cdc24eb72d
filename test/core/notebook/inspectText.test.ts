import { describe, expect, it } from 'vitest';
import { inspectText } from '../../../src/core/notebook/inspectText';
import { shownMetrics } from '../../support/printedCells';

describe('inspectText', () => {
  it('reads metrics and curves of a log with their lines', () => {
    const log = 'starting\nepoch 1 loss: 0.9\nepoch 2 loss: 0.4\nTest AUC = 0.93\n';

    const { metrics, series } = inspectText(log);

    expect(shownMetrics({ metrics })).toEqual(['loss 0.4 train', 'roc_auc 0.93 test *']);
    expect(metrics.at(-1)?.source).toEqual({ line: 3 });
    expect(series[0]?.points).toHaveLength(2);
  });
});
