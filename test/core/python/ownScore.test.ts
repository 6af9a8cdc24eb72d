import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';

const COUNTS = `    def fit(self, X, y):
        self.w = y
    def score(self, X, y):
        right = 0
        for row, label in zip(X, y):
            if (row > 0 and label == 1) or (row < 0 and label == 0):
                right += 1
        return right / len(X)
X_train, X_test, y_train, y_test = train_test_split(X, y)
`;

describe('ownScore', () => {
  it.each([
    ['MyLogisticRegression', 'accuracy'],
    ['LinearSVM', 'accuracy'],
    ['RidgeRegressor', 'r2'],
    ['Machine', 'score'],
  ])('tells what a %s of the notebook scores by', (name, metric) => {
    const code = `class ${name}:\n${COUNTS}m = ${name}()\nm.fit(X_train, y_train)\nm.score(X_test, y_test)`;

    expect(shownMetrics(inspectCells({ code, result: '0.875' }))).toEqual([`${metric} 0.875 test *`]);
  });

  it('believes a body that says what it computes', () => {
    const code = `from sklearn.metrics import mean_absolute_error
class Tree:
    def fit(self, X, y):
        self.y = y
    def score(self, X, y):
        return mean_absolute_error(y, self.predict(X))
Tree().score(X_test, y_test)`;

    expect(shownMetrics(inspectCells({ code, result: '12.5' }))).toEqual(['mae 12.5 test *']);
  });
});
