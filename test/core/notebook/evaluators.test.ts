import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';
import type { PrintedCell } from '../../support/printedCells';

const shown = (...cells: readonly PrintedCell[]): string[] => shownMetrics(inspectCells(...cells));

describe('objects that evaluate', () => {
  it('lets an evaluator of Spark be told another metric for one call', () => {
    const made = `from pyspark.ml.evaluation import RegressionEvaluator
judge = RegressionEvaluator(labelCol='crew')
`;

    expect(shown({ code: `${made}judge.evaluate(test_pred)`, result: '1.87' })).toEqual(['rmse 1.87 test *']);
    expect(shown({ code: `${made}judge.evaluate(test_pred, {judge.metricName: 'mae'})`, result: '1.2' })).toEqual([
      'mae 1.2 test *',
    ]);
    expect(shown({ code: `${made}judge.setMetricName('r2').evaluate(test_pred)`, result: '0.87' })).toEqual([
      'r2 0.87 test *',
    ]);
  });

  it('reads what a model of Spark says of an evaluation and of its training', () => {
    const fitted = `from pyspark.ml.regression import LinearRegression
line = LinearRegression(labelCol='crew').fit(train)
`;

    expect(
      shown({
        code: `${fitted}seen = line.evaluate(test)\nprint(seen.rootMeanSquaredError)\nprint(seen.r2)`,
        stdout: '1.31\n0.86\n',
      }),
    ).toEqual(['rmse 1.31 test *', 'r2 0.86 test *']);
    expect(shown({ code: `${fitted}line.summary.meanAbsoluteError`, result: '0.71' })).toEqual(['mae 0.71 train *']);
  });

  it('calls a metric of PyTorch Forecasting', () => {
    const code = `from pytorch_forecasting import MAE
MAE()(tft.predict(val_dataloader).output, y_val)`;

    expect(shown({ code, result: "tensor(0.5142, device='cuda:0')" })).toEqual(['mae 0.5142 val *']);
  });

  it('takes the one loss beside a score of training and test for that of the training', () => {
    expect(shown({ stdout: 'loss 0.474, train acc 0.822, test acc 0.813\n' })).toEqual([
      'loss 0.474 train',
      'accuracy 0.822 train',
      'accuracy 0.813 test *',
    ]);
  });
});
