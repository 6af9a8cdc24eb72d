import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

describe('Tables of programs that try models by themselves', () => {
  it("have their metric in a column of its own in mljar's", () => {
    const result = `         name    model_type metric_type  metric_value  train_time
0  1_Baseline      Baseline     logloss        1.0986        0.20
1    Ensemble      Ensemble     logloss        0.1234        0.31`;

    expect(shownMetrics(inspectCells({ result }))).toEqual(['log_loss 1.0986 val', 'log_loss 0.1234 val *']);
  });

  it("tell in H2O's what a score is at its best, and no thresholds", () => {
    const result = `ModelMetricsBinomial: gbm
** Reported on test data. **

AUC: 0.8011

metric                       threshold    value     idx
---------------------------  -----------  --------  -----
max f1                       0.42         0.7905    231
max precision                0.97         1         0
max accuracy                 0.51         0.7608    190
`;

    expect(shownMetrics(inspectCells({ result }))).toEqual([
      'roc_auc 0.8011 test *',
      'f1 0.7905 - *',
      'accuracy 0.7608 - *',
    ]);
  });

  it("are of the test part in LazyPredict's, however close their numbers stand", () => {
    const code = `from lazypredict.Supervised import LazyRegressor
from sklearn.model_selection import train_test_split
X_train, X_test, y_train, y_test = train_test_split(X, y)
models, predictions = LazyRegressor().fit(X_train, X_test, y_train, y_test)
print(models)`;
    const stdout = `                     Adjusted R-Squared  R-Squared   RMSE  Time Taken
Model                                                                
LGBMRegressor                      0.83       0.85   0.38        0.05
Lars                              -2.31      -2.11 131.02        0.02
`;

    expect(shownMetrics(inspectCells({ code, stdout }))).toEqual([
      'adj_r2 0.83 test *',
      'r2 0.85 test *',
      'rmse 0.38 test *',
      'adj_r2 -2.31 test',
      'r2 -2.11 test',
      'rmse 131.02 test',
    ]);
  });

  it("leave out an area that PyCaret's cannot compute", () => {
    const result = `            Model  Accuracy     AUC\nridge  Ridge Classifier    0.7670  0.0000\nlr     Logistic Regression  0.7689  0.8047`;

    expect(shownMetrics(inspectCells({ result }))).not.toContain('roc_auc 0 -');
  });

  it('have the split of what was evaluated, printed as a dict', () => {
    const code = `from autogluon.tabular import TabularPredictor
predictor = TabularPredictor(label='y').fit(train_data)
perf = predictor.evaluate(test_data)
print(perf)`;

    expect(shownMetrics(inspectCells({ code, stdout: "{'accuracy': 0.8409, 'mcc': 0.5345}\n" }))).toEqual([
      'accuracy 0.8409 test *',
      'mcc 0.5345 test *',
    ]);
  });
});
