import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';

const SEARCH = `from sklearn.model_selection import GridSearchCV
from sklearn.svm import SVC
search = GridSearchCV(SVC(), {'C': [1, 3]}, scoring='f1').fit(X_train, y_train)
`;

describe('matchPrints', () => {
  it.each([
    ['print(search.best_params_, search.best_score_)', "{'C': 3} 0.8912\n"],
    ["print('params', search.best_params_, 'score', search.best_score_)", "params {'C': 3} score 0.8912\n"],
    ["print(f'{search.best_params_}: {search.best_score_}')", "{'C': 3}: 0.8912\n"],
  ])('knows what stands beside a dict: %s', (code, stdout) => {
    expect(shownMetrics(inspectCells({ code: SEARCH + code, stdout }))).toEqual(['f1 0.8912 cv *']);
  });

  it('names each of several scores that are printed as one value', () => {
    const code = `from sklearn.metrics import roc_auc_score, average_precision_score
def rate(model):
    guess = model.predict_proba(X_test)[:, 1]
    return roc_auc_score(y_test, guess), average_precision_score(y_test, guess)
print('Random forest AUC-PR:', rate(forest))`;

    expect(shownMetrics(inspectCells({ code, stdout: 'Random forest AUC-PR: (0.98, 0.91)\n' }))).toEqual([
      'roc_auc 0.98 test *',
      'pr_auc 0.91 test *',
    ]);
  });

  it('finds the full stop that ends a sentence', () => {
    const code = `import numpy as np
guess = forest.predict(X_test)
print('Forest error: {:.4f}.'.format(np.mean(abs(guess - y_test))))`;

    expect(shownMetrics(inspectCells({ code, stdout: 'Forest error: 10.6761.\n' }))).toEqual(['mae 10.6761 test *']);
  });

  it('takes no row of a matrix for the score that is printed after it', () => {
    const code = `from sklearn.metrics import confusion_matrix, accuracy_score
print(confusion_matrix(y_test, guess))
print(accuracy_score(y_test, guess))`;
    const stdout = '[[33  4]\n [ 2 61]]\n0.94\n';

    expect(shownMetrics(inspectCells({ code, stdout }))).toEqual(['accuracy 0.94 test *']);
  });

  it('takes a score that is kept under its name for no part of the data', () => {
    const code = `model.fit(X_train, y_train)
scores = run_all(model)
print('Train acc: {:.2f}. Dev. acc: {:.2f}'.format(scores['train_acc'].mean(), scores['test_acc'].mean()))`;

    expect(shownMetrics(inspectCells({ code, stdout: 'Train acc: 27.91. Dev. acc: 21.19\n' }))).toEqual([
      'accuracy 27.91 train',
      'accuracy 21.19 val *',
    ]);
  });
});
