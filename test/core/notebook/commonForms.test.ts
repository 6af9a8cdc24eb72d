import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';
import type { PrintedCell } from '../../support/printedCells';

const shown = (...cells: readonly PrintedCell[]): string[] => shownMetrics(inspectCells(...cells));

const SETUP = `import numpy as np
from sklearn.model_selection import cross_validate
from sklearn.linear_model import LogisticRegression
from sklearn.mixture import GaussianMixture
`;

describe('forms in which many notebooks show a score', () => {
  it('reads the dict of a cross validation', () => {
    const code = `${SETUP}cross_validate(LogisticRegression(), X, y, cv=3)`;
    const result = `{'fit_time': array([0.01, 0.01, 0.02]),
 'score_time': array([0.001, 0.001, 0.001]),
 'test_score': array([0.86, 0.85, 0.87])}`;

    expect(shown({ code, result })).toEqual(['accuracy 0.86 cv *']);
  });

  it('reads a sum of folds over their number, and no sum alone', () => {
    const code = `from sklearn.metrics import balanced_accuracy_score
from sklearn.model_selection import StratifiedKFold
scores = []
for fitted, held in StratifiedKFold(5).split(X, y):
    model.fit(X[fitted], y[fitted])
    scores.append(balanced_accuracy_score(y[held], model.predict(X[held])))`;

    expect(shown({ code }, { code: 'round(sum(scores) / len(scores), 2)', result: 'np.float64(0.86)' })).toEqual([
      'balanced_accuracy 0.86 cv *',
    ]);
    expect(shown({ code }, { code: 'print(sum(scores))', stdout: '4.31\n' })).toEqual([]);
  });

  it('knows a classifier that a class trains', () => {
    const code = `import nltk
bayes = nltk.NaiveBayesClassifier.train(train_set)
nltk.classify.accuracy(bayes, test_set)`;

    expect(shown({ code, result: '0.768' })).toEqual(['accuracy 0.768 test *']);
  });

  it('reads the criteria of a mixture', () => {
    const code = `${SETUP}mixture = GaussianMixture(3).fit(X)\nprint(mixture.bic(X), mixture.aic(X))`;

    expect(shown({ code, stdout: '1523.2 1480.1\n' })).toEqual(['bic 1523.2 train *', 'aic 1480.1 train *']);
  });

  it('takes the root of a squared error that a network minimizes', () => {
    const code = `${SETUP}net = build()
net.compile(loss='mse', optimizer='adam')
np.sqrt(net.evaluate(X_test, y_test))`;

    expect(shown({ code, result: '0.9712' })).toEqual(['rmse 0.9712 test *']);
  });

  it.each([
    ['Got 9123 / 10000 correct (91.23)\n', ['accuracy 0.9123 - *']],
    [' mean average precision (mAP@0.50) = 0.8123, or 81.23 %\n', ['map 0.8123 - *']],
    ['|   AP   |  AP50  |\n|:------:|:------:|\n| 45.123 | 67.890 |\n', ['map 45.123 - *', 'map_50 67.89 - *']],
  ])('reads %j', (stdout, metrics) => {
    expect(shown({ stdout })).toEqual(metrics);
  });

  it('calls an error as the function that computes it', () => {
    const code = `${SETUP}def rmsle(truth, guess):
    return np.sqrt(np.mean((np.log1p(guess) - np.log1p(truth)) ** 2))
rmsle(y_test, forest.predict(X_test))`;

    expect(shown({ code, result: '0.1234' })).toEqual(['rmsle 0.1234 test *']);
  });
});
