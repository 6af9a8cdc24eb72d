import { describe, expect, it } from 'vitest';
import { inspectCells } from '../../../support/printedCells';

const COMPARE = `from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
def compare(models, X_train, X_test, y_train, y_test):
    scores = {}
    for name, model in models.items():
        model.fit(X_train, y_train)
        scores[name] = model.score(X_test, y_test)
    return scores
scores = compare({'near': KNeighborsClassifier(), 'line': LogisticRegression()}, X_train, X_test, y_train, y_test)
`;
const EXPECTED = ['accuracy 0.69 test near', 'accuracy 0.88 test line'];

const shown = (code: string, output: { result?: string; stdout?: string }): string[] =>
  inspectCells({ code, ...output }).metrics.map(
    ({ name, value, split, model }) => `${name} ${value} ${split} ${model}`,
  );

describe('readNamedScores', () => {
  it('reads dicts, pairs and Series whose values the code knows as scores', () => {
    expect(shown(`${COMPARE}scores`, { result: "{'near': 0.69,\n 'line': 0.88}" })).toEqual(EXPECTED);
    expect(shown(`${COMPARE}print(scores)`, { stdout: "{'near': 0.69, 'line': 0.88}\n" })).toEqual(EXPECTED);
    expect(
      shown(`${COMPARE}sorted(scores.items(), key=lambda item: item[1])`, {
        result: "[('near', 0.69), ('line', 0.88)]",
      }),
    ).toEqual(EXPECTED);
    expect(shown(`${COMPARE}pd.Series(scores)`, { result: 'near    0.69\nline    0.88\ndtype: float64' })).toEqual(
      EXPECTED,
    );
  });

  it('knows the values of keys that only a run would show', () => {
    const code = `from sklearn.svm import SVC
scores = {}
for model in candidates:
    scores[type(model).__name__] = accuracy_score(y_test, model.predict(X_test))
scores`;

    expect(shown(code, { result: "{'SVC': 0.9, 'Ridge': 0.8}" })).toEqual([
      'accuracy 0.9 test SVC',
      'accuracy 0.8 test Ridge',
    ]);
  });

  it('leaves what names itself to others, and of settings that were tried all but the best', () => {
    const code = `${COMPARE}{'train': scores['near'], 'test': scores['line']}`;

    expect(shown(code, { result: "{'train': 0.9, 'test': 0.8}" })).toEqual([]);
    expect(
      shown('s = {}\nfor k in range(3):\n    s[k] = accuracy_score(y_test, p)\ns', { result: '{1: 0.9, 2: 0.8}' }),
    ).toEqual(['accuracy 0.9 test null']);
  });
});
