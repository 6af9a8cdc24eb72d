import { describe, expect, it } from 'vitest';
import { inspectCells, type PrintedCell } from '../../../support/printedCells';

function logged(...cells: readonly PrintedCell[]): readonly string[] {
  const { metrics } = inspectCells({ code: 'import mlflow, wandb\nx = compute(y_test)' }, ...cells);
  return metrics.map(({ name, value, split, confidence }) => `${name} ${value} ${split ?? '-'} ${confidence}`);
}

const shown = { code: 'print(x)', stdout: '0.9312\n' };

describe('metrics that only a tracker’s call names', () => {
  it.each([
    ['MLflow', 'mlflow.log_metric("test_auc", x)'],
    ['MLflow in a run', 'with mlflow.start_run():\n    mlflow.log_metric("test_auc", x)'],
    ['MLflow with many', 'mlflow.log_metrics({\n    "test_auc": x,\n})'],
    ['W&B', 'wandb.log({"test/auc": x})'],
    ['a summary of W&B', 'wandb.summary["test_auc"] = x'],
    ['DVCLive', 'live.log_metric("test/auc", x, plot=False)'],
  ])('take their value from what a cell shows: %s', (_, code) => {
    expect(logged(shown, { code })).toEqual(['roc_auc 0.9312 test medium']);
  });

  it('take it from the last line of a cell too', () => {
    expect(logged({ code: 'x', result: 'np.float64(0.9312)' }, { code: 'mlflow.log_metric("auc", x)' })).toEqual([
      'roc_auc 0.9312 - medium',
    ]);
  });

  it('are doubted when the value is a literal', () => {
    expect(logged({ code: 'mlflow.log_metric("auc", 0.93)' })).toEqual(['roc_auc 0.93 - low']);
  });

  it.each([
    ['in a loop', [shown, { code: 'for i in r:\n    mlflow.log_metric("auc", x)' }]],
    ['in a comment', [shown, { code: '# mlflow.log_metric("auc", x)' }]],
    ['of something that is no metric', [shown, { code: 'mlflow.log_metric("learning_rate", x)' }]],
    ['of a value that nothing shows', [{ code: 'mlflow.log_metric("auc", x)' }]],
    ['of a name that got two values', [shown, { code: 'x = other()' }, { code: 'mlflow.log_metric("auc", x)' }]],
    ['that never ran', [shown, { code: 'mlflow.log_metric("auc", x)', executionCount: null }]],
  ] as const)('are left out %s', (_, cells) => {
    expect(logged(...cells)).toEqual([]);
  });

  it('give way to what an output says under its own name', () => {
    const printed = { code: 'print("Test AUC:", a)', stdout: 'Test AUC: 0.91\n' };

    expect(logged(printed, { code: 'mlflow.log_metric("auc", 0.5)' })).toEqual(['roc_auc 0.91 test high']);
  });
});
