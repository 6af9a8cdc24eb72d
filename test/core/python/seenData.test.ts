import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';

const SPLIT = `import numpy as np
import pandas as pd
from sklearn.svm import SVC
from sklearn.model_selection import train_test_split
df = pd.read_csv('data/wines.csv')
X = df.drop(columns='grade')
y = df['grade']
X_train, X_test, y_train, y_test = train_test_split(X, y)
m = SVC().fit(X_train, y_train)
`;

/** The score before and after the model was fitted once more. */
function scoresAround(refit: string): string[] {
  const score = { code: 'm.score(X_test, y_test)' };
  return shownMetrics(
    inspectCells({ code: SPLIT }, { ...score, result: '0.81' }, { code: refit }, { ...score, result: '0.94' }),
  );
}

describe('data that a model was fitted on in the end', () => {
  it.each([
    'm.fit(np.append(X_train, X_test, axis=0), np.append(y_train, y_test))',
    'm.fit(pd.concat([X_train, X_test]), pd.concat([y_train, y_test]))',
    'def refit(model):\n  rows = np.vstack((X_train, X_test))\n  model.fit(rows, np.concatenate([y_train, y_test]))\nrefit(m)',
    'm.fit(X, y)',
  ])('is no test any more after %s', (refit) => {
    expect(scoresAround(refit)).toEqual(['accuracy 0.81 test *', 'accuracy 0.94 train']);
  });

  it.each([
    'm.fit(np.append(X_train, X_train, axis=0), np.append(y_train, y_train))',
    'm.fit(pd.concat([X_train, X_test], axis=1), y_train)',
    'm.fit(X, y)\nm.fit(X_train, y_train)',
    'SVC().fit(X, y)',
  ])('is a test still after %s', (refit) => {
    expect(scoresAround(refit).at(-1)).toBe('accuracy 0.94 test *');
  });

  it('is not believed to be a test because the line says so', () => {
    const shown = inspectCells({
      code: `${SPLIT}from sklearn.metrics import f1_score
m.fit(np.append(X_train, X_test, axis=0), np.append(y_train, y_test))
print('F1 on test:', f1_score(y_test, m.predict(X_test)))`,
      stdout: 'F1 on test: 0.77\n',
    });

    expect(shownMetrics(shown)).toEqual(['f1 0.77 train *']);
  });
});
