import { describe, expect, it } from 'vitest';
import type { CodeFacts } from '../../../src/core/python/codeFacts';
import { readCode } from '../../../src/core/python/readCode';

const read = (...cells: readonly string[]): CodeFacts =>
  readCode(cells.map((source, index) => ({ index, source, executionCount: index + 1 })));

/** What the last expression of the last cell is. */
const lastValue = (...cells: readonly string[]): unknown => read(...cells).results.at(-1)?.value;

const SETUP = `from sklearn.model_selection import train_test_split, cross_val_score, cross_val_predict, KFold
from sklearn.metrics import accuracy_score, mean_squared_error, r2_score, roc_curve, auc
from sklearn.linear_model import LogisticRegression, LinearRegression
import numpy as np
a, b, c, d = train_test_split(X, y, test_size=0.2, random_state=1)
m = LogisticRegression(C=0.5)
m.fit(a, c)
p = m.predict(b)`;

describe('readCode', () => {
  it.each([
    ['accuracy_score(d, p)', 'accuracy', 'test'],
    ['accuracy_score(c, m.predict(a))', 'accuracy', 'train'],
    ['(p == d).mean()', 'accuracy', 'test'],
    ['np.mean(p != d)', 'error_rate', 'test'],
    ['1 - accuracy_score(d, p)', 'error_rate', 'test'],
    ['1 - (1 - r2_score(d, p)) * (len(d) - 1) / (len(d) - b.shape[1] - 1)', 'adj_r2', 'test'],
    ['1 - ((len(d) - 1) / (len(d) - 7)) * (1 - r2_score(d, p))', 'adj_r2', 'test'],
    ['1 - r2_score(d, p)', undefined, undefined],
    ['accuracy_score(d, p) * 100', 'accuracy', 'test'],
    ['np.sqrt(mean_squared_error(d, p))', 'rmse', 'test'],
    ['mean_squared_error(d, p) ** 0.5', 'rmse', 'test'],
    ['mean_squared_error(d, p, squared=False)', 'rmse', 'test'],
    ['mean_squared_error(d, p, squared=True)', 'mse', 'test'],
    ['np.sqrt(np.mean((d - p) ** 2))', 'rmse', 'test'],
    ['m.score(b, d)', 'accuracy', 'test'],
    ["cross_val_score(m, X, y, scoring='roc_auc')", 'roc_auc', 'cv'],
    ['RankingEvaluation(b, m.rank(a), k=10).precision_at_k()', 'precision_at_k', 'test'],
    ['accuracy_score(c, cross_val_predict(m, a, c, cv=5))', 'accuracy', 'cv'],
    ['auc(*roc_curve(d, p)[:2])', 'roc_auc', 'test'],
    ["f'{accuracy_score(d, p):.2f}' and accuracy_score(d, p)", undefined, undefined],
  ])('knows %s as %s on %s', (code, name, split) => {
    const value = lastValue(SETUP, code) as { kind: string; name?: string; split?: string };

    expect({
      name: value.kind === 'score' ? value.name : undefined,
      split: value.kind === 'score' ? value.split : undefined,
    }).toEqual({
      name,
      split,
    });
  });

  it('knows what a cell defined that ran again later', () => {
    const facts = readCode([
      { index: 0, source: "import torchvision.datasets as sets\nFOLDER = 'images/cells'", executionCount: 9 },
      { index: 1, source: 'rows = sets.ImageFolder(FOLDER)', executionCount: 2 },
    ]);

    expect(facts.datasets).toMatchObject([{ path: 'images/cells', cell: 1 }]);
  });

  it('knows a network that was built and compiled again after its evaluation', () => {
    const facts = readCode([
      { index: 0, source: 'from keras.models import Sequential\nnet = Sequential()', executionCount: 6 },
      { index: 1, source: "net.compile(loss='mse', metrics=['mae'])", executionCount: 7 },
      { index: 2, source: 'scores = net.evaluate(X_test, y_test)\nscores', executionCount: 3 },
    ]);

    expect(facts.results.at(0)?.value).toMatchObject({
      kind: 'list',
      items: [
        { name: 'loss', split: 'test' },
        { name: 'mae', split: 'test' },
      ],
    });
  });

  it('takes a function of a star import for no data', () => {
    const code = `from sklearn.model_selection import *
from sklearn.linear_model import *
cross_val_score(Ridge(), X, y, cv=5).mean()`;

    expect(lastValue(code)).toMatchObject({ kind: 'score', name: 'r2', split: 'cv', shape: 'value' });
  });

  it.each([
    ["lgb.cv(params, d, 100)['auc-mean'][-1]", { kind: 'score', name: 'roc_auc', split: 'cv' }],
    ["xgb.cv(params, d, 100)['test-rmse-mean'].min()", { kind: 'score', name: 'rmse', split: 'cv' }],
    ["xgb.cv(params, d, 100)['train-rmse-mean'].min()", { kind: 'score', name: 'rmse', split: 'train' }],
    ["lgb.cv(params, d, 100)['auc-stdv'][-1]", { kind: 'foreign' }],
  ])('knows the columns of a cross validation of rounds: %s', (code, value) => {
    expect(lastValue(code)).toMatchObject(value);
  });

  it('counts what is right along the diagonal of a confusion matrix', () => {
    const code = `from sklearn.metrics import confusion_matrix
matrix = confusion_matrix(y_test, clf.predict(X_test))
np.trace(matrix) / np.sum(matrix)`;

    expect(lastValue(code)).toMatchObject({ kind: 'score', name: 'accuracy', split: 'test' });
  });

  it('takes the loss with a minus that the first wrapper of Keras gives for what it is', () => {
    const code = `from keras.wrappers.scikit_learn import KerasRegressor
from sklearn.model_selection import cross_val_score
cross_val_score(KerasRegressor(build_fn=net), X, y, cv=5)`;

    expect(lastValue(code)).toMatchObject({ kind: 'score', name: 'mse', split: 'cv' });
  });

  it('gives a difference of scores no name', () => {
    expect(lastValue(SETUP, 'accuracy_score(d, p) - accuracy_score(c, m.predict(a))')).toEqual({ kind: 'foreign' });
  });

  it('knows what evaluate of a compiled network returns', () => {
    const value = lastValue(`from tensorflow import keras
net = keras.Sequential([keras.layers.Dense(1)])
net.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy', keras.metrics.AUC()])
net.fit(x_train, y_train, epochs=3)
net.evaluate(x_test, y_test)`);

    expect(value).toMatchObject({
      items: [
        { name: 'loss', split: 'test' },
        { name: 'accuracy', split: 'test' },
        { name: 'roc_auc', split: 'test' },
      ],
    });
  });

  it('follows a training loop of PyTorch to its accuracy', () => {
    const facts = read(`import torch
class Net(torch.nn.Module):
    pass
net = Net()
def evaluate(loader):
    correct, total = 0, 0
    for x, y in loader:
        out = net(x)
        correct += (out.argmax(1) == y).sum().item()
        total += len(y)
    return correct / total
print(f'accuracy {evaluate(test_loader)}')`);

    expect(facts.prints[0]?.parts).toMatchObject(['accuracy ', { kind: 'score', name: 'accuracy', split: 'test' }]);
  });

  it('unrolls a loop over models that it knows', () => {
    const facts = read(
      SETUP,
      "for name, model in {'lr': LogisticRegression(), 'ols': LinearRegression()}.items():\n    print(name, model.fit(a, c).score(b, d))",
    );

    expect(facts.prints.map(({ parts }) => parts.at(-1))).toMatchObject([
      { name: 'accuracy', model: { label: 'lr' } },
      { name: 'r2', model: { label: 'ols' } },
    ]);
  });

  it('tells folds from epochs and trials', () => {
    const loops = read(
      SETUP,
      'for tr, te in KFold(5).split(X):\n    print(1)',
      'for epoch in range(3):\n    print(1)',
      'for k in range(1, 20):\n    print(1)',
      'for name in names:\n    print(1)',
    ).prints.map(({ loop }) => loop);

    expect(loops).toEqual(['fold', 'epoch', 'trial', 'other']);
  });

  it.each(["'%s: %.2f' % ('acc', s)", "'{}: {:.2f}'.format('acc', s)", "f'acc: {s:.2f}'", "'acc: ' + str(s)"])(
    'knows the text that %s prints',
    (expression) => {
      expect(
        read(`s = unknown\nprint(${expression})`)
          .prints[0]?.parts.filter((part) => typeof part === 'string')
          .join(''),
      ).toBe('acc: ');
    },
  );

  it('ends on code that would run for ever', () => {
    const endless = 'def f(x):\n    return f(f(x)) + f(x)\nf(f(f(1)))';

    expect(read(endless, 'accuracy = 0.5').prints).toEqual([]);
  });
});
