import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';
import type { PrintedCell } from '../../support/printedCells';

const shown = (...cells: readonly PrintedCell[]): string[] => shownMetrics(inspectCells(...cells));

describe('models that a notebook compares', () => {
  it('reads a leaderboard whose columns of texts stand close to the column before', () => {
    const stdout = `               model  score_val eval_metric  pred_time_val  fit_time  stack_level  can_infer
0  LightGBM_BAG_L1   0.912500         mcc       0.448078  5.154005            1       True
1  CatBoost_BAG_L1   0.903100         mcc       0.458610  0.265577            1       True
`;

    expect(shown({ stdout })).toEqual(['mcc 0.9125 val *', 'mcc 0.9031 val']);
  });

  it('leaves out what AutoGluon tried on a part of the data', () => {
    const tried = `                model  holdout_score  score_val eval_metric  pred_time_test  fit_time
0  CatBoost_BAG_L1       0.961062   0.735569          f1        0.185518  4.176096
`;
    const kept = `                model  score_val eval_metric  fit_time
0  CatBoost_BAG_L1   0.741000          f1  7.112340
`;

    expect(shown({ stderr: tried }, { stdout: kept })).toEqual(['f1 0.741 val *']);
  });

  it('compares a score with one that was printed times 100', () => {
    const scored = (name: string): string =>
      `from sklearn.svm import SVC\nfrom sklearn.neighbors import KNeighborsClassifier\nfrom sklearn.metrics import accuracy_score\n${name}`;
    const cells = [
      {
        code: scored(
          'knn = KNeighborsClassifier().fit(X_train, y_train)\nprint(accuracy_score(y_test, knn.predict(X_test)) * 100)',
        ),
        stdout: '74.25\n',
      },
      {
        code: scored(
          'svm = SVC().fit(X_train, y_train)\nacc = accuracy_score(y_test, svm.predict(X_test)) * 100\nprint(f"SVM accuracy: {acc:.2f}%")',
        ),
        stdout: 'SVM accuracy: 79.98%\n',
      },
    ];

    expect(shown(...cells)).toEqual(['accuracy 74.25 test', 'accuracy 0.7998 test *']);
  });

  it('takes no parameters that a search printed for its score', () => {
    const code = `from sklearn.model_selection import GridSearchCV
from sklearn.linear_model import Ridge
search = GridSearchCV(Ridge(), {'alpha': [1, 100]}, scoring='neg_mean_squared_error', cv=5).fit(X, y)
print(search.best_params_)
print(search.best_score_)`;

    expect(shown({ code, stdout: "{'alpha': 100}\n-29.9\n" })).toEqual(['mse 29.9 cv *']);
  });
});
