import { describe, expect, it } from 'vitest';
import { inspectCells } from '../../support/printedCells';
import type { PrintedCell } from '../../support/printedCells';

const SETUP = `import pandas as pd
from sklearn.model_selection import train_test_split, cross_val_score
from sklearn.metrics import mean_absolute_error
from sklearn.svm import SVC
from sklearn.linear_model import LogisticRegression
X_train, X_test, y_train, y_test = train_test_split(X, y)
models = {'svm': SVC(), 'logit': LogisticRegression()}
`;
const TABLE =
  '<table class="dataframe"><thead><tr><th></th><th>Model</th><th>Score</th></tr></thead><tbody>' +
  '<tr><th>0</th><td>svm</td><td>0.84</td></tr><tr><th>1</th><td>logit</td><td>0.80</td></tr></tbody></table>';

const read = (cell: PrintedCell): string[] =>
  inspectCells(cell).metrics.map(
    ({ name, value, split, model, headline }) => `${name} ${value} ${split} ${model}${headline ? ' *' : ''}`,
  );
const BOTH = ['accuracy 0.84 test svm *', 'accuracy 0.8 test logit'];

describe('Tables of scores', () => {
  it.each([
    [
      'of columns',
      `names, scores = [], []
for name, model in models.items():
    model.fit(X_train, y_train)
    names.append(name)
    scores.append(model.score(X_test, y_test))
pd.DataFrame({'Model': names, 'Score': scores}).sort_values('Score', ascending=False)`,
    ],
    [
      'of records',
      `rows = []
for name, model in models.items():
    model.fit(X_train, y_train)
    rows.append({'Model': name, 'Score': model.score(X_test, y_test)})
pd.DataFrame(rows).style.background_gradient()`,
    ],
    [
      'of rows',
      `rows = [[name, model.fit(X_train, y_train).score(X_test, y_test)] for name, model in models.items()]
table = pd.DataFrame(rows, columns=['Model', 'Score'])
table.head()`,
    ],
    [
      'that are filled row by row',
      `table = pd.DataFrame(columns=['Model', 'Score'])
for name, model in models.items():
    model.fit(X_train, y_train)
    table.loc[len(table)] = [name, model.score(X_test, y_test)]
table`,
    ],
    [
      'that are put together',
      `results = pd.DataFrame()
for name, model in models.items():
    model.fit(X_train, y_train)
    row = pd.DataFrame({'Model': [name], 'Score': [model.score(X_test, y_test)]})
    results = pd.concat([results, row])
results`,
    ],
  ])('%s have the names and splits of what the code puts in', (_, code) => {
    expect(read({ code: SETUP + code, html: TABLE })).toEqual(BOTH);
  });

  it('are read as text as well, and columns of one score are models', () => {
    const means = `means = [cross_val_score(m, X_train, y_train, cv=5).mean() for m in models.values()]
print(pd.DataFrame({'CrossValMeans': means, 'Algorithm': list(models)}))`;
    const wide = `svm = SVC().fit(X_train, y_train).score(X_test, y_test)
logit = LogisticRegression().fit(X_train, y_train).score(X_test, y_test)
print(pd.DataFrame({'support vectors': [svm], 'logistic': [logit]}))`;

    expect(read({ code: SETUP + means, stdout: '   CrossValMeans Algorithm\n0           0.84       svm\n' })).toEqual([
      'accuracy 0.84 cv svm *',
    ]);
    expect(
      read({ code: SETUP + wide, stdout: '   support vectors  logistic\n0             0.84      0.80\n' }),
    ).toEqual(['accuracy 0.84 test support vectors *', 'accuracy 0.8 test logistic']);
  });

  it('tell what one of their rows and columns holds', () => {
    const code = `rows = []
for name, model in models.items():
    rows.append({'Model': name, 'Wert': model.fit(X_train, y_train).score(X_test, y_test)})
table = pd.DataFrame(rows)
print('Bester:', table['Wert'].max())
print('Erster:', table.iloc[0]['Wert'])
print('Genannter:', table.loc[table['Wert'].idxmax(), 'Wert'])`;
    const stdout = 'Bester: 0.84\nErster: 0.83\nGenannter: 0.82\n';

    expect(inspectCells({ code: SETUP + code, stdout }).metrics.map(({ name, value }) => `${name} ${value}`)).toEqual([
      'accuracy 0.84',
      'accuracy 0.83',
      'accuracy 0.82',
    ]);
  });

  it('of anything else say nothing', () => {
    const code = "pd.DataFrame({'Model': ['svm', 'logit'], 'Score': [len(X_train), len(X_test)]})";

    expect(read({ code: SETUP + code, html: TABLE })).toEqual([]);
  });

  it('name a series by its index', () => {
    const code = `svm = SVC().fit(X_train, y_train).score(X_test, y_test)
logit = LogisticRegression().fit(X_train, y_train).score(X_test, y_test)
pd.Series([svm, logit], index=['svm', 'logit'])`;

    expect(read({ code: SETUP + code, result: 'svm      0.84\nlogit    0.80\ndtype: float64' })).toEqual(BOTH);
  });
});
