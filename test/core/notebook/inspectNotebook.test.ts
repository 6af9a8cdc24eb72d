import { describe, expect, it } from 'vitest';
import { inspectNotebook } from '../../../src/core/notebook/inspectNotebook';
import { inspectCells, makeNotebook, shownMetrics } from '../../support/printedCells';

const SPLIT =
  'from sklearn.model_selection import train_test_split\nX_train, X_test, y_train, y_test = train_test_split(X, y)\n';

describe('inspectNotebook', () => {
  it('reads a bare value by the function that computed it', () => {
    const code = `${SPLIT}from sklearn.metrics import accuracy_score as acc
from sklearn.ensemble import RandomForestClassifier
rf = RandomForestClassifier(n_estimators=200).fit(X_train, y_train)
acc(y_test, rf.predict(X_test))`;

    const inspection = inspectCells({ code, result: '0.9312' });

    expect(inspection.metrics).toMatchObject([
      {
        name: 'accuracy',
        value: 0.9312,
        split: 'test',
        model: 'RandomForestClassifier',
        headline: true,
        source: { cell: 0 },
      },
    ]);
    expect(inspection.params).toMatchObject([{ name: 'n_estimators', value: 200 }]);
    expect(inspection.framework).toEqual(['scikit-learn']);
  });

  it('names the framework that trained before the one that it is built on', () => {
    const { framework } = inspectCells({
      code: 'import torch\nfrom pycox.models import CoxPH\nfrom sklearn.svm import SVC',
    });

    expect(framework).toEqual(['pycox', 'pytorch', 'scikit-learn']);
  });

  it('finds methods in the class that a class derives from', () => {
    const code = `from sklearn.metrics import mean_absolute_error
class Forecaster:
    def judge(self, y, steps):
        return mean_absolute_error(y, self.ahead(steps))
class Drift(Forecaster):
    def fit(self, y):
        self.last = y[-1]
    def ahead(self, steps):
        return [self.last] * steps
model = Drift()
model.fit(y_train)`;

    expect(inspectCells({ code }, { code: 'model.judge(y_test, 12)', result: '3.25' }).metrics).toMatchObject([
      { name: 'mae', value: 3.25, split: 'test', model: 'Drift' },
    ]);
  });

  it('takes a number that the code spells out where its label leaves no doubt, and is less sure of it', () => {
    const code = "accuracy = 0.93\ngoal = 0.95\nprint(f'accuracy: {accuracy}')\nprint(f'goal for accuracy: {goal}')";

    const inspection = inspectCells({ code, stdout: 'accuracy: 0.93\ngoal for accuracy: 0.95\n' });

    expect(inspection.metrics).toMatchObject([{ name: 'accuracy', value: 0.93, confidence: 'medium' }]);
  });

  it.each([
    ['np.sqrt(mean_squared_error(y_test, model.predict(X_test)))', '3.2', 'rmse 3.2 test *'],
    ['model.score(X_test, y_test)', '0.81', 'r2 0.81 test *'],
    ['model.score(X_train, y_train)', '0.99', 'r2 0.99 train *'],
    ["cross_val_score(model, X, y, scoring='neg_mean_absolute_error').mean()", '-3.5', 'neg_mae -3.5 cv *'],
    ["-cross_val_score(model, X, y, scoring='neg_mean_absolute_error').mean()", '3.5', 'mae 3.5 cv *'],
    ['np.mean(np.abs(y_test - model.predict(X_test)))', '2.5', 'mae 2.5 test *'],
    ['round(r2_score(y_test, model.predict(X_test)), 3)', '0.812', 'r2 0.812 test *'],
  ])('knows what %s means', (expression, result, expected) => {
    const code = `${SPLIT}import numpy as np
from sklearn.metrics import mean_squared_error, r2_score
from sklearn.model_selection import cross_val_score
from sklearn.linear_model import Ridge
model = Ridge()
model.fit(X_train, y_train)`;

    expect(shownMetrics(inspectCells({ code }, { code: expression, result }))).toEqual([expected]);
  });

  it('follows a function to the data it is called with', () => {
    const code = `${SPLIT}from sklearn.svm import SVC
from sklearn.metrics import f1_score
def report(model, X, y):
    pred = model.predict(X)
    print('F1:', f1_score(y, pred))
clf = SVC().fit(X_train, y_train)
report(clf, X_train, y_train)
report(clf, X_test, y_test)`;

    expect(shownMetrics(inspectCells({ code, stdout: 'F1: 0.99\nF1: 0.87\n' }))).toEqual([
      'f1 0.99 train',
      'f1 0.87 test *',
    ]);
  });

  it('reads cells in the order in which they ran', () => {
    const inspection = inspectCells(
      { code: 'from sklearn.metrics import roc_auc_score', executionCount: 1 },
      { code: 'print(score)', stdout: '0.91\n', executionCount: 3 },
      { code: 'score = roc_auc_score(y_valid, p)', executionCount: 2 },
    );

    expect(shownMetrics(inspection)).toEqual(['roc_auc 0.91 val *']);
    expect(inspection.warnings.map((warning) => warning.code)).toContain('out-of-order');
  });

  it('takes no numbers of exploratory analysis for metrics', () => {
    const inspection = inspectCells(
      {
        code: "import pandas as pd\ndf = pd.read_csv('data/x.csv')\ndf.describe()",
        result: '       accuracy\ncount  10.0\nmean   0.5\nstd    0.1',
      },
      { stdout: 'Mean age: 34.2\ncorrelation: 0.82\np-value: 0.03\nlearning rate: 0.001\nTime: 3.2 s\n' },
      { kind: 'markdown', code: 'Accuracy: 0.99' },
      { stdout: "LogisticRegression(C=1.0, class_weight=None,\n    max_iter=100, scoring='accuracy', tol=0.0001)\n" },
    );

    expect(inspection.metrics).toEqual([]);
    expect(inspection.datasets).toMatchObject([{ path: 'data/x.csv', source: { cell: 0 } }]);
  });

  it('keeps the last epoch as the result and all of them as a curve', () => {
    const stdout = 'Epoch 1 | train_loss: 0.9 | val_loss: 1.0\nEpoch 2 | train_loss: 0.5 | val_loss: 0.7\n';

    const inspection = inspectCells({ stdout });

    expect(shownMetrics(inspection)).toEqual(['loss 0.5 train', 'loss 0.7 val *']);
    expect(inspection.series.map(({ split, points }) => [split, points])).toEqual([
      [
        'train',
        [
          { step: 1, value: 0.9 },
          { step: 2, value: 0.5 },
        ],
      ],
      [
        'val',
        [
          { step: 1, value: 1 },
          { step: 2, value: 0.7 },
        ],
      ],
    ]);
  });

  it('calls the best of several models the headline', () => {
    const stdout =
      'Logistic Regression test accuracy: 0.81\nRandom Forest test accuracy: 0.93\nSVM test accuracy: 0.88\n';

    expect(shownMetrics(inspectCells({ stdout }))).toEqual([
      'accuracy 0.81 test',
      'accuracy 0.93 test *',
      'accuracy 0.88 test',
    ]);
  });

  it('uses the directions of the ledger', () => {
    const notebook = makeNotebook([{ stdout: 'Accuracy: 0.9' }]);

    expect(
      inspectNotebook(notebook, { directions: { accuracy: { higherIsBetter: false } } }).metrics[0]?.higherIsBetter,
    ).toBe(false);
  });

  it('keeps plots with their place', () => {
    const inspection = inspectCells({
      outputs: [{ kind: 'data', isResult: false, data: { 'image/png': 'AAAA', 'text/plain': '<Figure>' } }],
    });

    expect(inspection.plots).toEqual([{ mime: 'image/png', data: 'AAAA', source: { cell: 0, output: 0 } }]);
  });

  it('leaves out what only shows how a metric works', () => {
    const example = {
      code: 'from sklearn.metrics import f1_score\nf1_score([0, 1, 1], [0, 1, 0])',
      result: '0.6667',
    };
    const result = {
      code: `${SPLIT}from sklearn.svm import SVC\nSVC().fit(X_train, y_train).score(X_test, y_test)`,
      result: '0.91',
    };

    expect(shownMetrics(inspectCells(example))).toEqual([]);
    expect(shownMetrics(inspectCells(result, example))).toEqual(['accuracy 0.91 test *']);
  });

  it('knows data that a model was fitted on by its name', () => {
    const code = `from sklearn.linear_model import Ridge
X = make(3) @ weights
model = Ridge().fit(X, y)
print('R2:', model.score(X, y))`;

    expect(shownMetrics(inspectCells({ code, stdout: 'R2: 0.99\n' }))).toEqual(['r2 0.99 train *']);
  });

  it('reads a report that a cell shows as Python writes it', () => {
    const result =
      "'              precision    recall  f1-score   support\\n\\n    accuracy                           0.77      1409\\n   macro avg       0.66      0.70      0.67      1409\\n'";

    expect(shownMetrics(inspectCells({ result }))).toEqual([
      'accuracy 0.77 - *',
      'precision_macro 0.66 -',
      'recall_macro 0.7 -',
      'f1_macro 0.67 - *',
    ]);
  });

  it('calls an error what the code computes', () => {
    const code = `${SPLIT}from sklearn.linear_model import Lasso, Ridge
from sklearn.metrics import mean_absolute_error
for model in [Lasso(), Ridge()]:
    model.fit(X_train, y_train)
    print('Test Error : ', mean_absolute_error(y_test, model.predict(X_test)))`;

    expect(shownMetrics(inspectCells({ code, stdout: 'Test Error :  0.0618\nTest Error :  0.0619\n' }))).toEqual([
      'mae 0.0618 test *',
      'mae 0.0619 test',
    ]);
  });

  it('knows the split of a file by its name', () => {
    const code = `import pandas as pd
from sklearn.metrics import classification_report, matthews_corrcoef
truth = pd.read_csv('data/test.csv')['label'].tolist()
said = open('results/bert.txt').readlines()
print('MCC:', matthews_corrcoef(truth, said))`;

    expect(inspectCells({ code, stdout: 'MCC: 0.87\n' })).toMatchObject({
      metrics: [{ name: 'mcc', split: 'test' }],
      datasets: [{ path: 'data/test.csv' }],
    });
  });

  describe('scores of folds', () => {
    const code = `from sklearn.model_selection import cross_val_score
from sklearn.svm import SVC
scores = cross_val_score(SVC(), X, y, cv=4)
`;

    it('give their mean where nothing else tells it', () => {
      const array = 'array([0.90, 0.94, 0.92, 0.96])';

      expect(shownMetrics(inspectCells({ code: `${code}scores`, result: array }))).toEqual(['accuracy 0.93 cv *']);
      expect(
        shownMetrics(
          inspectCells({
            code: `${code}print('Cross-validation scores:', scores)`,
            stdout: 'Cross-validation scores: [0.90 0.94 0.92 0.96]\n',
          }),
        ),
      ).toEqual(['accuracy 0.93 cv *']);
    });

    it('stand back behind the mean that a notebook prints', () => {
      expect(
        shownMetrics(
          inspectCells(
            { code: `${code}scores`, result: 'array([0.90, 0.94, 0.92, 0.96])' },
            { code: `print('Accuracy: %.2f' % scores.mean())`, stdout: 'Accuracy: 0.93\n' },
          ),
        ),
      ).toEqual(['accuracy 0.93 cv *']);
    });
  });

  it('knows the split of a loop by the name of what it runs over', () => {
    const code = `from torch import nn
train_dl = DataLoader(datasets.ImageFolder('data/Training'), batch_size=32)
loss_fn = nn.CrossEntropyLoss()
for epoch in range(25):
    running_loss = 0
    for x, y in train_dl:
        loss = loss_fn(model(x), y)
        running_loss += loss.item()
    print(f"Epoch {epoch} loss: {running_loss / len(train_dl)}")`;

    expect(shownMetrics(inspectCells({ code, stdout: 'Epoch 0 loss: 0.81\nEpoch 1 loss: 0.53\n' }))).toEqual([
      'loss 0.53 train *',
    ]);
  });
});
