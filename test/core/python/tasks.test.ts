import { describe, expect, it } from 'vitest';
import { readCode } from '../../../src/core/python/readCode';
import { makeNotebook } from '../../support/printedCells';

const taskStarts = (...cells: readonly string[]): readonly number[] =>
  readCode(makeNotebook(cells.map((code) => ({ code }))).cells).task.starts;

const FIRST = `import pandas as pd
from sklearn.svm import SVC
from sklearn.model_selection import train_test_split
df = pd.read_csv('wines.csv')
y = df['grade']
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns='grade'), y)`;
const FIT = 'model = SVC().fit(X_train, y_train)';
const SPLIT = 'X_train, X_test, y_train, y_test = train_test_split(X, y)';

describe('another task', () => {
  it.each([
    ["df = pd.read_csv('flats.csv')", SPLIT],
    ['from sklearn.datasets import load_digits\nX, y = load_digits(return_X_y=True)', SPLIT],
    ['from sklearn.datasets import load_iris\niris = load_iris()', FIT],
    ["y = df['price'].values", SPLIT],
    ['y = df.price', FIT],
    ["train = pd.read_csv('train_2.csv')", FIT],
  ])('begins with %j', (begins, after) => {
    expect(taskStarts(FIRST, FIT, begins, after, FIT)).toEqual([2]);
  });

  it.each([
    ['is not there before anything was trained', [FIRST, "more = pd.read_csv('more.csv')", SPLIT, FIT]],
    ['is not there where the same data is split again', [FIRST, FIT, SPLIT, FIT]],
    ['does not begin with what is only predicted', [FIRST, FIT, "new = pd.read_csv('test.csv')", SPLIT, FIT]],
    [
      'does not begin with other data that nothing is trained on',
      [FIRST, FIT, "prices = pd.read_csv('prices.csv')", FIT],
    ],
    ['does not begin with the same column in another form', [FIRST, FIT, "y = df['log_grade']", SPLIT, FIT]],
    [
      'does not begin with a table that the notebook wrote',
      [FIRST, FIT, "df.to_csv('b.csv')\nd = pd.read_csv('b.csv')", SPLIT, FIT],
    ],
    [
      'is not each turn of a loop',
      [FIRST, FIT, "for name in ['a.csv', 'b.csv']:\n    df = pd.read_csv(name)\n    a, b = train_test_split(df)", FIT],
    ],
  ])('%s', (_why, cells) => {
    expect(taskStarts(...cells)).toEqual([]);
  });
});
