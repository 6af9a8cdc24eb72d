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

  it('takes an Evaluator of any other library for nothing of Spark', () => {
    const made = "from ogb.graphproppred import Evaluator\njudge = Evaluator('ogbg-molhiv')\n";

    expect(shown({ code: `${made}print(judge.eval(test_pred))`, stdout: '0.5561\n' })).toEqual([]);
    expect(shown({ code: `${made}judge.evaluate(test_pred)`, result: '0.5561' })).toEqual([]);
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

  it('reads what the metrics of Spark say of predictions', () => {
    const code = `from pyspark.mllib.evaluation import MulticlassMetrics
from pyspark.ml.classification import RandomForestClassifier
predicted = RandomForestClassifier(labelCol='kind').fit(train).transform(test)
metrics = MulticlassMetrics(predicted.select('kind', 'prediction').map(lambda row: (row.kind, row.prediction)))
print(metrics.weightedFMeasure())`;

    expect(shown({ code, stdout: '0.7321\n' })).toEqual(['f1_weighted 0.7321 test *']);
  });

  it('names a score by the scoring that is asked for', () => {
    const fitted = 'from sklearn.linear_model import Ridge\nmodel = Ridge().fit(X_train, y_train)\n';

    expect(shown({ code: `${fitted}model.score(X_test, y_test, scoring='rmse')`, result: '7.08' })).toEqual([
      'rmse 7.08 test *',
    ]);
    expect(shown({ code: "Cascade().score(X_test, y_test, scoring='rmse')", result: '7.08' })).toEqual([
      'rmse 7.08 test *',
    ]);
  });

  it('names what a search of old tried by its scoring', () => {
    const code = `from sklearn.model_selection import GridSearchCV
from sklearn.linear_model import LogisticRegression
search = GridSearchCV(LogisticRegression(), {'C': [1, 10]}, scoring='roc_auc').fit(X_train, y_train)
search.grid_scores_`;

    expect(
      shown({
        code,
        result: "[mean: 0.83125, std: 0.02, params: {'C': 1},\n mean: 0.8, std: 0.02, params: {'C': 10}]",
      }),
    ).toContain('roc_auc 0.83125 cv *');
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

  it('takes forecasts of the past for held out', () => {
    const code = `from darts.metrics import mape
train, val = series.split_after(cut)
net.fit(train)
past = net.historical_forecasts(series, start=train.end_time() + train.freq)
print('MAPE:', mape(series[train.start_time() - train.freq:], past))`;

    expect(shown({ code, stdout: 'MAPE: 4.9\n' })).toEqual(['mape 4.9 test *']);
    expect(shown({ code: 'net.backtest(series, start=training_cutoff, forecast_horizon=3)', result: '5.3' })).toEqual([
      'mape 5.3 test *',
    ]);
    expect(
      shown({
        code: 'from darts.metrics import rmse\nnet.backtest(val, forecast_horizon=3, metric=rmse)',
        result: '5.3',
      }),
    ).toEqual(['rmse 5.3 val *']);
  });

  it('knows what a class from elsewhere scores by the models that are known', () => {
    const own = 'own = FairSearch(LogisticRegression()).fit(X_train, y_train)\nown.score(X_test, y_test)';

    expect(
      shown({
        code: `from sklearn.linear_model import LogisticRegression\nfrom fair import FairSearch\n${own}`,
        result: '0.84',
      }),
    ).toEqual(['accuracy 0.84 test *']);
    expect(shown({ code: 'own = load()\nown.score(X_test, y_test)', result: '0.84' })).toEqual(['score 0.84 test *']);
  });

  it('reads no code that a warning quotes', () => {
    const outputs = [
      {
        kind: 'stream' as const,
        name: 'stderr' as const,
        text: "/tmp/cell.py:15: FutureWarning: DataFrame.applymap has been deprecated.\n  scores.to_frame('smape').applymap('{:.1%}'.format)\n",
      },
    ];

    expect(shown({ outputs })).toEqual([]);
  });

  it('takes no list of words for a heading', () => {
    const log = (loss: string): string =>
      `Epoch: ${loss}/2\nLoss:  2.${loss}\ntrain | railway, stations\ntest | trial, match, flight\n`;

    expect(shown({ stdout: `${log('1')}${log('2')}` })).toEqual(['loss 2.2 train *']);
  });

  it('knows what make_scorer makes', () => {
    const made = `from sklearn.metrics import make_scorer, roc_auc_score, f1_score
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.linear_model import LogisticRegression
`;

    expect(
      shown({ code: `${made}judge = make_scorer(roc_auc_score)\njudge(found, X_test, y_test)`, result: '0.942' }),
    ).toEqual(['roc_auc 0.942 test *']);
    expect(
      shown({
        code: `${made}s = GridSearchCV(LogisticRegression(), grid, scoring=make_scorer(f1_score, average='macro')).fit(X, y)
s.best_score_`,
        result: '0.91',
      }),
    ).toEqual(['f1_macro 0.91 cv *']);
    expect(
      shown({
        code: `${made}cross_val_score(LogisticRegression(), X, y, scoring=make_scorer(own)).mean()`,
        result: '0.9',
      }),
    ).toEqual(['score 0.9 cv *']);
    expect(
      shown({
        code: `${made}def rmse_of(y, p):\n    return whatever(y, p)\ncross_val_score(LogisticRegression(), X, y, scoring=make_scorer(rmse_of)).mean()`,
        result: '0.9',
      }),
    ).toEqual(['rmse 0.9 cv *']);
  });

  it.each([
    ['from sklearn_crfsuite import metrics', "metrics.flat_f1_score(y_test, y_pred, average='macro')", 'f1_macro'],
    ['from ranking import mapk', 'mapk(y_test, y_pred)', 'map'],
  ])('knows what functions of other libraries compute: %s', (made, call, metric) => {
    expect(shown({ code: `${made}\n${call}`, result: '0.72' })).toEqual([`${metric} 0.72 test *`]);
  });
});
