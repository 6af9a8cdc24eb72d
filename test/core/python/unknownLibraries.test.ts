import { describe, expect, it } from 'vitest';
import type { CodeFacts } from '../../../src/core/python/codeFacts';
import { readCode } from '../../../src/core/python/readCode';

const read = (...cells: readonly string[]): CodeFacts =>
  readCode(cells.map((source, index) => ({ index, source, executionCount: index + 1 })));

const lastValue = (code: string): unknown => read(code).results.at(-1)?.value;

describe('readCode of libraries that no table knows', () => {
  it('takes the split that an estimator of H2O is asked for', () => {
    const code = 'from h2o.estimators import H2ORandomForestEstimator\nrf = H2ORandomForestEstimator(seed=1)\n';

    expect(lastValue(`${code}rf.aucpr(valid=True)`)).toMatchObject({ kind: 'score', name: 'pr_auc', split: 'val' });
    expect(lastValue(`${code}rf.auc(xval=True)`)).toMatchObject({ kind: 'score', name: 'roc_auc', split: 'cv' });
  });

  it('knows metrics of an evaluation module by their whole name', () => {
    const code = 'from recommenders.evaluation.python_evaluation import map, precision_at_k\n';

    expect(lastValue(`${code}map(test, top, k=10)`)).toMatchObject({ kind: 'score', name: 'map', split: 'test' });
    expect(lastValue(`${code}precision_at_k(test, top)`)).toMatchObject({ name: 'precision_at_k', split: 'test' });
  });

  it('takes a class with settings that is fitted for a model', () => {
    const { models } = read('from rec import NCF\nm = NCF(n_factors=4, seed=1)', 'm.fit(train)');

    expect(models).toMatchObject([{ name: 'NCF', fittedIn: 1, params: [{ name: 'n_factors' }, { name: 'seed' }] }]);
  });

  it('takes nothing that prepares data for a model', () => {
    expect(read('from prep import MeanEncoder\ne = MeanEncoder(alpha=4)\ne.fit(train)').models).toEqual([]);
  });

  it('keeps what an unknown network is fitted with', () => {
    const { settings } = read('net = get_net(6)\nnet.fit(x_train, y_train, epochs=20, batch_size=16, verbose=1)');

    expect(settings.map(({ name, value }) => [name, value])).toEqual([
      ['epochs', 20],
      ['batch_size', 16],
    ]);
  });

  it('gives no split of the training data to what comes out of an unknown model', () => {
    expect(lastValue('m = Auto(freq=1).fit(train, h=3)\nm.predict(3)')).not.toMatchObject({ split: 'train' });
  });

  it('takes the precision of an explanation for no score', () => {
    const code = 'e = explainer.explain(X_test[0], threshold=0.95)\ne.precision';

    expect(lastValue(code)).toEqual({ kind: 'foreign' });
  });

  it('knows a part of a dict that a loop filled', () => {
    const code = 'parts = {}\nfor name, part in loaded.items():\n    parts[name] = prepare(part)\nparts["test"]';

    expect(lastValue(code)).toMatchObject({ kind: 'data', split: 'test' });
  });

  it('names the scores of cross_validate by a dict of scorings', () => {
    const code = `from sklearn.model_selection import cross_validate
res = cross_validate(m, X, y, scoring={'err': 'neg_mean_absolute_error'})
res['test_err'].mean()`;

    expect(lastValue(code)).toMatchObject({ kind: 'score', name: 'mae', split: 'cv' });
  });

  it("reads PyCaret's check_metric by the metric it names", () => {
    const code = "from pycaret.utils import check_metric\ncheck_metric(seen.Price, seen.Label, 'R2')";

    expect(lastValue(code)).toMatchObject({ kind: 'score', name: 'r2' });
  });

  it("knows the part that a data set of the notebook's own class holds", () => {
    const code = `class Texts(Dataset):
    def __init__(self, encodings, labels):
        self.encodings = encodings
        self.labels = labels
from transformers import Trainer
parts = Texts(test_encodings, test_labels)
Trainer(model=m).evaluate(parts)`;

    expect(read(code).trainings).toMatchObject([{ kind: 'evaluate', split: 'test' }]);
  });

  it('keeps how an unknown network is compiled', () => {
    const [model] = read("net = Net(4)\nnet.compile(loss='mse', optimizer='adamax')").models;

    expect(model).toMatchObject({
      family: 'keras',
      params: [
        { name: 'optimizer', value: 'adamax' },
        { name: 'loss', value: 'mse' },
      ],
    });
  });

  it('takes neither tokenizers for models nor training logs for data', () => {
    const { artifacts, datasets } = read(`tokenizer.save_pretrained('tokenizer')
import pandas as pd
pd.read_csv('logs/version_0/metrics.csv')`);

    expect([...artifacts, ...datasets]).toEqual([]);
  });
});
