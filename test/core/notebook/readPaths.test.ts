import { describe, expect, it } from 'vitest';
import { inspectCells } from '../../support/printedCells';

const paths = (code: string, what: 'datasets' | 'artifacts'): string[] =>
  inspectCells({ code })
    [what].filter((fact) => fact.confidence !== 'low')
    .map((fact) => fact.path);

describe('datasets', () => {
  it.each([
    ["import pandas as pd\npd.read_csv('data/a.csv')", ['data/a.csv']],
    ["from pathlib import Path\nROOT = Path('data')\npd.read_parquet(ROOT / 'b.parquet')", ['data/b.parquet']],
    ["import os\nDATA = 'data'\npd.read_csv(os.path.join(DATA, f'{DATA}.csv'))", ['data/data.csv']],
    ['from sklearn.datasets import load_iris\nload_iris()', ['sklearn.datasets.load_iris']],
    ['from tensorflow.keras.datasets import mnist\nmnist.load_data()', ['keras.datasets.mnist']],
    ["from datasets import load_dataset\nload_dataset('glue', 'mrpc')", ['glue']],
    ["import sqlite3\nc = sqlite3.connect('db.sqlite')\npd.read_sql_query('SELECT * FROM t', c)", ['db.sqlite']],
    ["df.to_csv('out.csv')", []],
    ["pd.read_csv(f'data/{unknown}.csv')", []],
  ])('are read from %j as %j', (code, expected) => {
    expect(paths(code, 'datasets')).toEqual(expected);
  });
});

describe('artifacts', () => {
  it.each([
    ["import joblib\njoblib.dump(model, 'models/m.joblib')", ['models/m.joblib']],
    ["import pickle\nwith open('m.pkl', 'wb') as f:\n    pickle.dump(clf, f)", ['m.pkl']],
    ["import pickle\npickle.dump(clf, open('c.pkl', 'wb'))", ['c.pkl']],
    ["import torch\ntorch.save(net.state_dict(), 'net.pt')", ['net.pt']],
    ["from keras import Sequential\nm = Sequential()\nm.save('m.keras')", ['m.keras']],
    ["with open('m.tflite', 'wb') as f_out:\n    f_out.write(converted)", ['m.tflite']],
    ["trainer.save_model('out/bert')", ['out/bert']],
    ["import pickle\npickle.dump(X_train, open('X_train.pkl', 'wb'))", []],
    ["plt.savefig('roc.png')", []],
    ["import numpy as np\nnp.save('x.npy', x)", []],
  ])('are read from %j as %j', (code, expected) => {
    expect(paths(code, 'artifacts')).toEqual(expected);
  });
});
