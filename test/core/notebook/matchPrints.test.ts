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
});
