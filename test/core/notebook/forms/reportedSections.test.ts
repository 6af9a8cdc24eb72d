import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

const stream = (text: string) => ({ kind: 'stream' as const, name: 'stdout' as const, text });
const shown = (text: string) => ({ kind: 'data' as const, isResult: false, data: { 'text/plain': text } });

describe('The sections of a model report', () => {
  it('give their split to the tables that follow as outputs of their own', () => {
    const outputs = [
      stream('ModelMetricsBinomial: gbm\n** Reported on train data. **\n\nAUC: 0.98\n'),
      shown(
        'metric        threshold  value  idx\n------------  ---------  -----  ---\nmax f1        0.37       0.92   166',
      ),
      stream('** Reported on cross-validation data. **\n\nAUC: 0.81\n'),
      shown(
        'metric        threshold  value  idx\n------------  ---------  -----  ---\nmax f1        0.27       0.69   215',
      ),
    ];

    expect(shownMetrics(inspectCells({ code: 'model', outputs }))).toEqual([
      'roc_auc 0.98 train',
      'f1 0.92 train',
      'roc_auc 0.81 cv *',
      'f1 0.69 cv *',
    ]);
  });

  it('leave the splits of other outputs alone', () => {
    expect(shownMetrics(inspectCells({ outputs: [stream('AUC: 0.8\n'), shown('    AUC  \n0  0.7  ')] }))).toEqual([
      'roc_auc 0.8 - *',
    ]);
  });
});
