import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

describe('logs of CatBoost', () => {
  const stdout =
    '0:\tlearn: 0.80\ttest: 0.82\tbest: 0.82 (0)\ttotal: 98.8ms\tremaining: 1m\n\nbestTest = 0.9127\nbestIteration = 12\n';

  it('have the name of their score from the settings of the model', () => {
    const code = `from catboost import CatBoostClassifier
model = CatBoostClassifier(eval_metric='AUC', random_seed=1)
model.fit(X_train, y_train, eval_set=(X_valid, y_valid))`;

    expect(shownMetrics(inspectCells({ code, stdout }))).toEqual(['roc_auc 0.8 train', 'roc_auc 0.9127 val *']);
  });

  it('say nothing where no code tells the name', () => {
    expect(inspectCells({ stdout }).metrics).toEqual([]);
  });

  it('give nothing but folds in a loop over folds, of which a mean is the result', () => {
    const code = `from catboost import CatBoostRegressor
for fold, (train, val) in enumerate(KFold(5).split(X, y)):
    model = CatBoostRegressor(eval_metric='RMSE')
    model.fit(X[train], y[train], eval_set=(X[val], y[val]))
print('Mean RMSE:', total / 5)`;

    expect(shownMetrics(inspectCells({ code, stdout: 'bestTest = 0.91\nbestTest = 0.89\nMean RMSE: 0.9\n' }))).toEqual([
      'rmse 0.9 cv *',
    ]);
  });
});

describe('logs of XGBoost', () => {
  const code = `from xgboost import XGBRegressor
model = XGBRegressor(n_estimators=1000)
model.fit(X_train, y_train, eval_set=[(X_train, y_train), (X_valid, y_valid)], early_stopping_rounds=20)`;

  it('have the splits of the evaluation sets, and the best round of an early stopped training', () => {
    const stdout = `[0]\tvalidation_0-rmse:1.4\tvalidation_1-rmse:1.5
[133]\tvalidation_0-rmse:0.7885\tvalidation_1-rmse:0.91851
Stopping. Best iteration:
[113]\tvalidation_0-rmse:0.79847\tvalidation_1-rmse:0.91688
`;

    expect(shownMetrics(inspectCells({ code, stdout }))).toEqual(['rmse 0.79847 train', 'rmse 0.91688 val *']);
  });

  it('count as an evaluation where training stopped at the best round', () => {
    const linear = `from sklearn.linear_model import LinearRegression
from sklearn.metrics import root_mean_squared_error
linear = LinearRegression().fit(X_train, y_train)
print('Validation RMSE:', root_mean_squared_error(y_valid, linear.predict(X_valid)))`;

    expect(
      shownMetrics(
        inspectCells(
          { code: linear, stdout: 'Validation RMSE: 1.0489\n' },
          { code, stdout: 'Stopping. Best iteration:\n[113]\tvalidation_0-rmse:0.79847\tvalidation_1-rmse:0.91688\n' },
        ),
      ),
    ).toEqual(['rmse 1.0489 val', 'rmse 0.79847 train', 'rmse 0.91688 val *']);
  });
});

describe('logs of CatBoost', () => {
  const fit = (settings: string): string =>
    `from catboost import CatBoostRegressor\nmodel = CatBoostRegressor(${settings}).fit(X_train, y_train)`;
  const stdout = '0:\tlearn: 905.1\ttotal: 2ms\tremaining: 1s\n999:\tlearn: 136.7\ttotal: 41.3s\tremaining: 0us\n';

  it('have the measure that the model was told to watch, else the one that it watches by itself', () => {
    expect(shownMetrics(inspectCells({ code: fit("loss_function='MAE'"), stdout }))).toEqual(['mae 136.7 train *']);
    expect(shownMetrics(inspectCells({ code: fit(''), stdout }))).toEqual(['rmse 136.7 train *']);
    expect(shownMetrics(inspectCells({ stdout }))).toEqual([]);
  });

  it('hold trials where a search is logged', () => {
    expect(shownMetrics(inspectCells({ stdout: '12:\tloss: 0.31\tbest: 0.29 (4)\ttotal: 3s\n' }))).toEqual([]);
  });
});
