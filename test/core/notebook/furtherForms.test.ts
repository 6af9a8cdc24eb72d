import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';
import type { PrintedCell } from '../../support/printedCells';

const shown = (...cells: readonly PrintedCell[]): string[] => shownMetrics(inspectCells(...cells));

describe('scores that only the code names', () => {
  it('calls a scorer that is fetched by its name', () => {
    const made = `from sklearn.metrics import get_scorer
from tpot import TPOTEstimator
bees = TPOTEstimator().fit(X_train, y_train)
`;

    expect(
      shown({ code: `${made}judge = get_scorer('roc_auc_ovr')\nprint(judge(bees, X_test, y_test))`, stdout: '0.91\n' }),
    ).toEqual(['roc_auc 0.91 test *']);
    expect(
      shown({
        code: `${made}judge = get_scorer('neg_mean_squared_error')\nprint(judge(bees, X_test, y_test))`,
        stdout: '-31.5\n',
      }),
    ).toEqual(['neg_mse -31.5 test *']);
  });

  it('takes an array that the loop over folds fills for the scores of the folds', () => {
    const code = `scores = np.empty(10)
for k, (train_ids, valid_ids) in enumerate(folds.split(X, y)):
    hive.fit(X.iloc[train_ids], y.iloc[train_ids])
    scores[k] = roc_auc_score(y.iloc[valid_ids], hive.predict(X.iloc[valid_ids]))
scores.mean()`;

    expect(shown({ code, result: '0.8125' })).toEqual(['roc_auc 0.8125 cv *']);
  });

  it('knows what a function of the notebook computes by what it is called after', () => {
    const code = `def calculate_accuracy(shown, truth):
    hits = torch.round(shown) == torch.round(truth)
    return hits.float().mean()
calculate_accuracy(net(X_test), y_test)`;

    expect(shown({ code, result: 'tensor(0.7750)' })).toEqual(['accuracy 0.775 test *']);
  });

  it('takes the mean of the folds that a loop prints one by one', () => {
    const code = `kf = KFold(n_splits=3)
for fold, (seen, held) in enumerate(kf.split(hives)):
    y_held = honey[held]
    model = make_model()
    model.fit(hives[seen], honey[seen])
    score = mean_absolute_error(y_held, model.predict(hives[held]))
    print(f"Fold-{fold + 1} | OOF score: {score}")`;
    const made = 'from sklearn.model_selection import KFold\nfrom sklearn.metrics import mean_absolute_error\n';
    const folds = ['0.16', '0.157', '0.163'].map((value, index) => `Fold-${index + 1} | OOF score: ${value}\n`);

    expect(shown({ code: made + code, stdout: folds.join('') })).toEqual(['mae 0.16 cv *']);
    expect(shown({ code: made + code, stdout: folds.slice(0, 2).join('') })).toEqual([]);
  });

  it('reads labels with a condition, and the title over a dict', () => {
    const rates =
      'Hit Rate: 0.0104\nCumulative Hit Rate (rating >= 4):  0.01315\nAverage Reciprocal Hit Rank: 0.00317\n';
    const dict =
      'Evaluations on test data:\n{\n    "balanced_accuracy_score": 0.5651,\n    "matthews_corrcoef": 0.41\n}\n';

    expect(shown({ stdout: rates })).toEqual([
      'hit_rate 0.0104 - *',
      'cumulative_hit_rate 0.01315 - *',
      'average_reciprocal_hit_rank 0.00317 - *',
    ]);
    expect(shown({ stdout: dict })).toEqual(['balanced_accuracy 0.5651 test *', 'mcc 0.41 test *']);
  });

  it('reads a score behind a remark in brackets, and an area within groups as a score of its own', () => {
    expect(shown({ stdout: 'Final test accuracy (after 20 rounds of labelling): 0.938\n' })).toEqual([
      'accuracy 0.938 test *',
    ]);
    expect(shown({ stdout: "{'auc': 0.94, 'group_auc': 0.9374}\n" })).toEqual([
      'roc_auc 0.94 - *',
      'group_auc 0.9374 - *',
    ]);
  });

  it('tells the median of absolute errors from their mean', () => {
    const code = `from sklearn.linear_model import LinearRegression
hive = LinearRegression().fit(X_train, y_train)
errors = np.abs(y_test - hive.predict(X_test))
print(np.mean(errors), np.median(errors))`;

    expect(shown({ code, stdout: '76.37 58.53\n' })).toEqual([
      'mae 76.37 test *',
      'median_absolute_error 58.53 test *',
    ]);
  });

  it('reads sweeps of a setting by their best point, whatever stands before the number', () => {
    const sweep = (line: (k: number, score: string) => string): string =>
      ['0.62', '0.66', '0.5', '0.4', '0.3'].map((score, index) => `${line(index + 2, score)}\n`).join('');

    expect(shown({ stdout: sweep((k, score) => `Silhouette score for k=${k}: ${score}`) })).toEqual([
      'silhouette 0.66 - *',
    ]);
    expect(shown({ stdout: sweep((k, score) => `For n_clusters = ${k} the silhouette score is ${score}`) })).toEqual([
      'silhouette 0.66 - *',
    ]);
    expect(shown({ stdout: sweep((k, score) => `Test accuracy for k=${k}: ${score}`) })).toEqual([
      'accuracy 0.66 test *',
    ]);
    expect(shown({ stdout: 'Silhouette score for n_clusters=4: 0.62\n' })).toEqual(['silhouette 0.62 - *']);
  });

  it('reads a score in a list of one beside the settings it was found with', () => {
    const code = `from sklearn.linear_model import LogisticRegression
hive = LogisticRegression().fit(X_train, y_train)
[roc_auc_score(y_test, hive.predict_proba(X_test)[:, 1])], search.best_params_`;

    expect(shown({ code, result: "([0.9291],\n {'C': 0.07,\n  'tol': 9})" })).toEqual(['roc_auc 0.9291 test *']);
  });

  it('calls what a search found after the function that it scores by', () => {
    const code = `from sklearn.linear_model import LogisticRegression
def avg_precision_wrapper(hive, x, y):
    return tool(y, hive.predict_proba(x))
search = GridSearchCV(LogisticRegression(), {'C': [1, 2]}, scoring=SCORING).fit(X_train, y_train)
search.best_score_`;
    const scoredBy = (scoring: string): string[] =>
      shown({
        code: `from sklearn.model_selection import GridSearchCV\n${code.replace('SCORING', scoring)}`,
        result: '0.26',
      });

    expect(scoredBy('avg_precision_wrapper')).toEqual(['pr_auc 0.26 cv *']);
    expect(scoredBy("'accuracy'")).toEqual(['accuracy 0.26 cv *']);
    expect(scoredBy('of_their_own')).toEqual(['score 0.26 cv *']);
  });

  it('takes an error rate of more than one for what the code computes', () => {
    const code = `from sklearn.metrics import mean_squared_error
error = mean_squared_error(y_test, hive.predict(X_test))
print('Test error rate =', error)`;

    expect(shown({ code, stdout: 'Test error rate = 24.9956\n' })).toEqual(['mse 24.9956 test *']);
    expect(shown({ code, stdout: 'Test error rate = 0.25\n' })).toEqual(['error_rate 0.25 test *']);
  });

  it('reads a share of a little more than all, as single precision gives it', () => {
    expect(shown({ stdout: 'Training accuracy: 100.00000762939453\n' })).toEqual([
      'accuracy 100.00000762939453 train *',
    ]);
  });

  it("reads CatBoost's and Surprise's cross validation", () => {
    const summary = `from catboost import cv
table = cv(train_pool, {'loss_function': 'Logloss'})
best = table['test-Logloss-mean'].min()
print('Best Logloss: {:.4f}'.format(best))`;
    const ratings = `from surprise import SVD
from surprise.model_selection import cross_validate
cross_validate(SVD(), ratings, measures=['RMSE', 'MAE'])`;

    expect(shown({ code: summary, stdout: 'Best Logloss: 0.1601\n' })).toEqual(['log_loss 0.1601 cv *']);
    expect(
      shown({
        code: ratings,
        result: "{'fit_time': (5.1, 5.2), 'test_mae': array([0.69, 0.71]), 'test_rmse': array([0.9, 0.92])}",
      }),
    ).toEqual(['rmse 0.91 cv *', 'mae 0.7 cv *']);
  });

  it("reads CatBoost's and Surprise's cross validation", () => {
    const summary = `from catboost import cv
table = cv(train_pool, {'loss_function': 'Logloss'})
best = table['test-Logloss-mean'].min()
print('Best Logloss: {:.4f}'.format(best))`;
    const ratings = `from surprise import SVD
from surprise.model_selection import cross_validate
cross_validate(SVD(), ratings, measures=['RMSE', 'MAE'])`;

    expect(shown({ code: summary, stdout: 'Best Logloss: 0.1601\n' })).toEqual(['log_loss 0.1601 cv *']);
    expect(
      shown({
        code: ratings,
        result: "{'fit_time': (5.1, 5.2), 'test_mae': array([0.69, 0.71]), 'test_rmse': array([0.9, 0.92])}",
      }),
    ).toEqual(['rmse 0.91 cv *', 'mae 0.7 cv *']);
  });

  it('takes the mean out of the description of the folds', () => {
    const code = `from sklearn.linear_model import LinearRegression
errors = -cross_val_score(LinearRegression(), hives, honey, scoring='neg_root_mean_squared_error', cv=3)
pd.Series(errors).describe()`;

    expect(
      shown({ code, result: 'count     3.000000\nmean     55.361086\nstd       2.5\nmin      52.1\ndtype: float64' }),
    ).toEqual(['rmse 55.361086 cv *']);
  });

  it('reads the means of what cross validation gave', () => {
    const code = `from sklearn.linear_model import LogisticRegression
pd.DataFrame(cross_validate(LogisticRegression(), X_train, y_train, return_train_score=True)).mean()`;

    expect(
      shown({
        code,
        result:
          'fit_time       0.215157\nscore_time     0.006149\ntest_score     0.746118\ntrain_score    0.820779\ndtype: float64',
      }),
    ).toEqual(['accuracy 0.746118 cv *', 'accuracy 0.820779 train']);
  });

  it('walks over models by their index and tries no values', () => {
    const code = `bees = [LogisticRegression(), SVC()]
for i in range(2):
    bees[i].fit(X_train, y_train)
    print('Validation Accuracy : ', bees[i].score(X_val, y_val))`;

    expect(shown({ code, stdout: 'Validation Accuracy :  0.738\nValidation Accuracy :  0.83\n' })).toEqual([
      'accuracy 0.738 val',
      'accuracy 0.83 val *',
    ]);
  });

  it.each([
    ['ev.concordance_td()', 'c_index 0.72 - *'],
    ['ev.integrated_brier_score(grid)', 'ibs 0.72 - *'],
    ['perf = bees.model_performance(xval=True)\nperf.auc()', 'roc_auc 0.72 cv *'],
    ['from catboost import metrics\nmetrics.RMSE().eval(y_val, seen)', 'rmse 0.72 val *'],
    [
      'from sksurv.linear_model import CoxPHSurvivalAnalysis\ncox = CoxPHSurvivalAnalysis().fit(X_train, y_train)\ncox.score(X_test, y_test)',
      'c_index 0.72 test *',
    ],
    ['own = joblib.load(path)\nown.score(X=X_, y=y_clean)', 'score 0.72 - *'],
  ])('reads what %s gives', (code, expected) => {
    expect(shown({ code, result: '0.72' })).toEqual([expected]);
  });

  it('reads a Series of the models that one call scores', () => {
    expect(
      shown({
        code: "auuc_score(effects, outcome_col='y')",
        result: 'X-Learner    0.266217\nT-Learner    0.274492\ndtype: float64',
      }),
    ).toEqual(['auuc 0.266217 -', 'auuc 0.274492 - *']);
  });

  it('reads one number out of a tensor of TensorFlow', () => {
    const code = 'import tensorflow as tf\ntf.keras.metrics.mean_absolute_error(y_true=y_test, y_pred=seen)';

    expect(shown({ code, result: '<tf.Tensor: shape=(), dtype=float32, numpy=18.745327>' })).toEqual([
      'mae 18.745327 test *',
    ]);
    expect(
      shown({
        code: 'import tensorflow as tf\nprint(tf.keras.metrics.mean_absolute_error(y_test, seen))',
        stdout: 'tf.Tensor(18.745, shape=(), dtype=float32)\n',
      }),
    ).toEqual(['mae 18.745 test *']);
  });
});

describe('tables in other clothes', () => {
  it('reads titles with a spread or a unit', () => {
    expect(
      shown({
        stdout:
          '   Technique  ROC AUC (mean ± std)  F1 (mean ± std)\n0    Waxing    0.9815 ± 0.0060  0.1568 ± 0.0176\n1    Smoking   0.9715 ± 0.0060  0.1468 ± 0.0176\n',
      }),
    ).toEqual(['roc_auc 0.9815 - *', 'f1 0.1568 - *', 'roc_auc 0.9715 -', 'f1 0.1468 -']);
    expect(
      shown({
        stdout:
          '            Method MAE (g) MAPE (%)     R²\nRandomizedSearchCV     2755    18.13 0.8534\n            Optuna     2698    17.28 0.8693\n',
      }),
    ).toEqual(['mae 2755 -', 'mape 18.13 -', 'r2 0.8534 -', 'mae 2698 - *', 'mape 17.28 - *', 'r2 0.8693 - *']);
  });

  it('reads rows that end with the scores of the folds, and frames of one column', () => {
    expect(
      shown({
        stdout:
          'Model              Mean AUC     Std  Folds\n-----\nRandom Forest         0.814   0.014  [0.826  0.818  0.830]\nXGBoost               0.809   0.014  [0.830  0.803  0.819]\n',
      }),
    ).toEqual(['roc_auc 0.814 - *', 'roc_auc 0.809 -']);
    expect(
      shown({
        code: 'compare(X_train, X_test, y_train, y_test)',
        stdout: '              Accuracy\nNaive bayes   0.301871\nCatBoost      0.325223\n',
      }),
    ).toEqual(['accuracy 0.301871 -', 'accuracy 0.325223 - *']);
  });

  it('keeps of the levels of a hierarchy what is told of all', () => {
    expect(
      shown({
        code: 'evaluate(forecasts)',
        result:
          '     level       metric  Normality  Bootstrap\n0   Region  scaled_crps   0.027256   0.028403\n1  Overall  scaled_crps   0.044681   0.048412',
      }),
    ).toEqual(['crps 0.044681 - *', 'crps 0.048412 -']);
    expect(shown({ code: 'judge(forecasts)', result: '          wrmsse\nTotal   0.677233\nLevel1  0.435558' })).toEqual(
      ['wrmsse 0.677233 - *'],
    );
  });

  it('reads a title and the value under it', () => {
    expect(shown({ stdout: 'Build progress: |####| (done) 100%\nRMSE: \n4.2396\n' })).toEqual(['rmse 4.2396 - *']);
  });

  it('reads keys that tell task, data and split before the measure', () => {
    expect(
      shown({ result: "{'waxing/hive_data/train/accuracy': 0.91875, 'waxing/hive_data/test/accuracy': 0.93}" }),
    ).toEqual(['accuracy 0.91875 train', 'accuracy 0.93 test *']);
  });

  it('reads the last line after the log of a booster', () => {
    const code = `scores = []
for train_idx, val_idx in folds.split(X, y):
    bees = XGBClassifier().fit(X.iloc[train_idx], y.iloc[train_idx], eval_set=[(X.iloc[val_idx], y.iloc[val_idx])])
    scores.append(balanced_accuracy_score(y.iloc[val_idx], bees.predict(X.iloc[val_idx])))
print(sum(scores) / len(scores))`;

    expect(shown({ code, stdout: '[0]\tvalidation_0-aucpr:0.05653\n0.8433335\n' }).at(-1)).toContain(
      'balanced_accuracy 0.8433335',
    );
  });

  it('leaves out the extremes beside a mean, and what models are held against', () => {
    const code = `res = []
for i in range(100):
    res.append(roc_auc_score(y_valid, honey))
a = np.array(res)
print(a.mean(), a.std(), a.max(), a.min())`;

    expect(shown({ code, stdout: '0.7706 0.0118 0.7992 0.7397\n' })).toEqual(['roc_auc 0.7706 val *']);
    expect(
      shown({
        code: "qini_score(effects, outcome_col='y')",
        result: 'X-Learner    23011.2\nActual       32653.3\ndtype: float64',
      }),
    ).toEqual(['qini 23011.2 - *']);
  });

  it('reads a table of one title and its value, and a report inside of a dict', () => {
    const html = `<table><tbody><tr><th>model</th><td>lifelines.HiveFitter</td></tr>
<tr><th>log-likelihood</th><td>-1385.16</td></tr></tbody></table>
<table><tbody><tr><th>AIC</th><td>2776.32</td></tr></tbody></table>`;

    expect(shown({ html })).toEqual(['log_likelihood -1385.16 train *', 'aic 2776.32 train *']);
    expect(
      shown({
        result:
          "{'AUC': 0.857, 'Report': {'0': {'f1-score': 0.83}, 'accuracy': 0.766, 'macro avg': {'f1-score': 0.726}}}",
      }),
    ).toEqual(['roc_auc 0.857 - *', 'accuracy 0.766 - *', 'f1_macro 0.726 - *']);
  });

  it('reads what a method called after a measure and a split gives', () => {
    expect(shown({ code: 'own.rmse_test()', result: '20.452' })).toEqual(['rmse 20.452 test *']);
  });

  it('reads evaluations side by side, and machines of support vectors', () => {
    const code = `model = Sequential()
model.compile(loss='mse', metrics=['mae'])
model.evaluate(X_train, y_train), model.evaluate(X_test, y_test)`;

    expect(shown({ code, result: '([0.2, 0.41], [0.6, 0.77])' })).toEqual([
      'loss 0.2 train',
      'mae 0.41 train',
      'loss 0.6 test *',
      'mae 0.77 test *',
    ]);
    expect(shown({ stdout: 'Support Vector Machine roc_auc: 0.932\n' })).toEqual(['roc_auc 0.932 - *']);
  });
});
