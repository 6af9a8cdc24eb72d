import { describe, expect, it } from 'vitest';
import { inspectNotebook } from '../../../src/core/notebook/inspectNotebook';
import { inspectCells, makeNotebook } from '../../support/printedCells';

const params = (code: string, stdout?: string): Record<string, unknown> =>
  Object.fromEntries(
    inspectCells({ code, ...(stdout === undefined ? {} : { stdout }) }).params.map((param) => [
      param.name,
      param.value,
    ]),
  );

describe('hyperparameters', () => {
  it('are the arguments of the fitted model and the settings of the cells', () => {
    const code = `BATCH_SIZE = 32
DATA_DIR = 'data'
learning_rate = 1e-3
from xgboost import XGBClassifier
model = XGBClassifier(max_depth=4, eta=learning_rate, n_jobs=-1)
model.fit(X, y)`;

    expect(params(code)).toEqual({ BATCH_SIZE: 32, learning_rate: 0.001, max_depth: 4, eta: 0.001 });
  });

  it('follow dicts and stars', () => {
    const code = `from lightgbm import LGBMRegressor
settings = {'num_leaves': 31, 'reg_alpha': 0.1}
LGBMRegressor(**settings, n_estimators=500).fit(X, y)`;

    expect(params(code)).toMatchObject({ num_leaves: 31, reg_alpha: 0.1, n_estimators: 500 });
  });

  it('are what a search printed as best', () => {
    const code = `from sklearn.model_selection import GridSearchCV
grid = GridSearchCV(SVC(), {'C': [1, 10]}).fit(X, y)
print('Best params:', grid.best_params_)`;

    expect(params(code, "Best params: {'clf__C': 10, 'clf__kernel': 'rbf'}\n")).toMatchObject({ C: 10, kernel: 'rbf' });
  });

  it('are the arguments of a Trainer', () => {
    const code = `from transformers import TrainingArguments, Trainer
args = TrainingArguments('out', num_train_epochs=3, learning_rate=2e-5)
Trainer(model, args).train()`;

    expect(params(code)).toMatchObject({ num_train_epochs: 3, learning_rate: 2e-5 });
  });

  it('take what papermill put in over the defaults', () => {
    const notebook = makeNotebook(
      [
        { code: 'alpha = 0.1', tags: ['parameters'] },
        { code: 'alpha = 0.5', tags: ['injected-parameters'] },
      ],
      {
        metadata: { papermill: { parameters: { alpha: 0.5 } } },
      },
    );

    expect(inspectNotebook(notebook).params).toMatchObject([{ name: 'alpha', value: 0.5, source: { cell: 1 } }]);
  });

  it('are the arguments of a best estimator that shows itself, as far as the notebook names them', () => {
    const code = `from sklearn.model_selection import GridSearchCV
from sklearn.ensemble import GradientBoostingRegressor
grid = GridSearchCV(GradientBoostingRegressor(), {'max_depth': [3, 5], 'loss': ['ls', 'lad']}).fit(X, y)
grid.best_estimator_`;
    const result = "GradientBoostingRegressor(alpha=0.9, init=None,\n      loss='lad', max_depth=5, verbose=0)";

    expect(inspectCells({ code, result }).params.map(({ name, value }) => [name, value])).toEqual([
      ['loss', 'lad'],
      ['max_depth', 5],
    ]);
  });

  it('are of the model, not of what explains it', () => {
    const code = `from sklearn.linear_model import Ridge
from explain import Prototypes
Ridge(alpha=3).fit(X, y)
cf = Prototypes(theta=10, steps=4)
cf.fit(X)`;

    expect(params(code)).toEqual({ alpha: 3 });
  });

  it.each([
    [
      'the loss that a training minimizes is one',
      "m.compile(loss='mse', optimizer='adam')\nm.fit(x, y, epochs=3)",
      { loss: 'mse', optimizer: 'adam', epochs: 3 },
    ],
    [
      'a network that a wrapper builds has those it is compiled with',
      `from keras.wrappers.scikit_learn import KerasClassifier
def hive():
    net = keras.Sequential([keras.layers.Dense(1)])
    net.compile(optimizer='adam', loss='mse')
    return net
KerasClassifier(build_fn=hive, epochs=3).fit(x, y)`,
      { optimizer: 'adam', loss: 'mse', epochs: 3 },
    ],
    [
      'arguments by position',
      'from sklearn.neighbors import KNeighborsClassifier\nKNeighborsClassifier(7).fit(x, y)',
      { n_neighbors: 7 },
    ],
    [
      'optimizers by position',
      'opt = torch.optim.SGD(net.parameters(), 0.01, momentum=0.9)',
      { optimizer: 'SGD', lr: 0.01, momentum: 0.9 },
    ],
    [
      'optimizers without arguments, and the settings of a run',
      "import wandb\ndef main():\n    config = wandb.config\n    config.EPOCHS = 2\nmain()\nm.compile(tf.keras.optimizers.Adam(), 'mse')\nm.fit(x, y)",
      { EPOCHS: 2, optimizer: 'Adam', loss: 'mse' },
    ],
    [
      'a constant of the constructor is told by its argument',
      'from sklearn.svm import SVC\nSEED = 7\nSVC(C=3, random_state=SEED).fit(x, y)',
      { C: 3, random_state: 7 },
    ],
    [
      'a constant of the training keeps its name',
      'from torch.utils.data import DataLoader\nBATCH_SIZE = 64\nloader = DataLoader(rows, batch_size=BATCH_SIZE)',
      { BATCH_SIZE: 64 },
    ],
    [
      'a callback that rarely acts is none',
      'from keras.callbacks import EarlyStopping, ReduceLROnPlateau\nnet.fit(x, y, epochs=9, callbacks=[EarlyStopping(patience=3), ReduceLROnPlateau(factor=0.2, patience=1)])',
      { epochs: 9, patience: 3 },
    ],
    [
      'parsers and namespaces',
      "import argparse\nfrom types import SimpleNamespace\np = argparse.ArgumentParser()\np.add_argument('-b', '--batch-size', default=64)\np.add_argument('--quick', action='store_true')\nargs = p.parse_args([])\ncfg = SimpleNamespace(lr=0.1)",
      { batch_size: 64, lr: 0.1 },
    ],
    [
      'what a tracker is told',
      "import mlflow, wandb\nwandb.init(project='x', config={'layers': 3})\nmlflow.log_param('l1_ratio', 0.5)\nmlflow.log_params({'alpha': 2})",
      { layers: 3, l1_ratio: 0.5, alpha: 2 },
    ],
    [
      'dicts of settings in the constructor',
      "from simpletransformers.classification import ClassificationModel\nm = ClassificationModel('roberta', 'roberta-base', args={'num_train_epochs': 2, 'output_dir': 'o'})\nm.train_model(df)",
      { num_train_epochs: 2 },
    ],
    [
      'star imports',
      "from transformers import *\nargs = TrainingArguments(output_dir='o', learning_rate=2e-5)",
      { learning_rate: 2e-5 },
    ],
    [
      'the seed of a split is none',
      'from sklearn.model_selection import train_test_split\nrandom_state = 3\na, b, c, d = train_test_split(X, y, random_state=random_state)',
      {},
    ],
    [
      'the loader of the training counts, whatever is shown in other batches',
      'from torch.utils.data import DataLoader\nrows = DataLoader(pool, batch_size=32)\nvalid_dl = DataLoader(held, batch_size=1024)\nshown = DataLoader(pool, batch_size=8)',
      { batch_size: 32 },
    ],
    [
      'a class of arguments',
      'class Args:\n    def __init__(self):\n        self.epochs = 2\nargs = Args()\ndef train(num_epochs):\n    pass\ntrain(args.epochs)',
      { epochs: 2 },
    ],
    ['sizes of images are offered', 'IMG_SIZE = 224\nEPOCHS = 3', { EPOCHS: 3 }],
    [
      'batches of folders of images',
      "gen = ImageDataGenerator()\ntrain_gen = gen.flow_from_directory('a', batch_size=32)\nval_gen = gen.flow_from_directory('b', batch_size=8)",
      { batch_size: 32 },
    ],
    [
      'a class that names itself a model',
      "import towers as tw\nmodel = tw.RankingModel(train.schema, embedding_dim=64)\nmodel.compile(optimizer='adam')\nmodel.fit(train, batch_size=1024)",
      { embedding_dim: 64, optimizer: 'adam', batch_size: 1024 },
    ],
    [
      'the rate of a Trainer and of its optimizer is one',
      "from transformers import TrainingArguments\nargs = TrainingArguments('o', learning_rate=2e-5)\noptimizer = torch.optim.AdamW(model.parameters(), lr=2e-5)",
      { learning_rate: 2e-5, optimizer: 'AdamW' },
    ],
    [
      'set_params',
      'from sklearn.linear_model import Lasso\nm = Lasso()\nm.set_params(alpha=2)\nm.fit(x, y)',
      { alpha: 2 },
    ],
  ])('know that %s', (_what, code, expected) => {
    const sure = inspectCells({ code }).params.filter(({ confidence }) => confidence !== 'low');

    expect(Object.fromEntries(sure.map(({ name, value }) => [name, value]))).toEqual(expected);
  });

  it('are of the model that was evaluated, not of one that was fitted later', () => {
    const inspection = inspectCells(
      {
        code: `import xgboost as xgb
from sklearn.metrics import mean_squared_error
booster = xgb.train({'eta': 1, 'max_depth': 3}, data, 20)
print('MSE', mean_squared_error(y_test, booster.predict(held)))`,
        stdout: 'MSE 0.21\n',
      },
      { code: 'from sklearn.linear_model import Ridge\nline = Ridge(alpha=4)\nline.fit(X, y)' },
    );

    expect(inspection.params.map(({ name, value }) => [name, value])).toEqual([
      ['eta', 1],
      ['max_depth', 3],
    ]);
  });

  it('are of the model that a sweep chose', () => {
    const code = `from sklearn.cluster import KMeans
for k in range(1, 9):
    KMeans(n_clusters=k, max_iter=100).fit(rows)
final = KMeans(n_clusters=5, max_iter=100)
final.fit(rows)`;

    expect(params(code)).toEqual({ n_clusters: 5, max_iter: 100 });
  });

  it('are not what a later training is given', () => {
    const inspection = inspectCells(
      {
        code: "from sklearn.svm import SVC\nm = SVC(C=2)\nm.fit(X_train, y_train)\nprint('accuracy', m.score(X_test, y_test))",
        stdout: 'accuracy 0.91\n',
      },
      { code: 'net.fit(x_train, y_train, epochs=2)' },
    );

    expect(inspection.params).toMatchObject([
      { name: 'epochs', confidence: 'low' },
      { name: 'C', confidence: 'high' },
    ]);
  });

  it('are not the settings of another model', () => {
    const network = (rate: number, epochs: number): string => `from tensorflow import keras
net = keras.Sequential([keras.layers.Dense(1)])
net.compile(optimizer=keras.optimizers.Adam(learning_rate=${rate}), loss='mse')
net.fit(x_train, y_train, epochs=${epochs})
print('MSE', net.evaluate(x_test, y_test))`;
    const cells = [network(0.1, 5), network(0.01, 7).replace('learning_rate=0.01', '')];
    const inspection = inspectCells(...cells.map((code, index) => ({ code, stdout: `MSE 0.${9 - index * 4}2\n` })));

    expect(
      inspection.params.filter(({ confidence }) => confidence !== 'low').map(({ name, value }) => [name, value]),
    ).toEqual([
      ['optimizer', 'Adam'],
      ['loss', 'mse'],
      ['epochs', 7],
    ]);
  });

  it('are read from a result with functions in it', () => {
    const stdout = "Best: {'clf__C': 10.0, 'vect__use_idf': False, 'vect__tokenizer': <function cut at 0x1f>}\n";

    expect(params("print('Best:', search.best_params_)", stdout)).toMatchObject({ C: 10, use_idf: false });
  });

  it('are no names in capitals', () => {
    expect(params("MODEL_NAME = 'churn'\nDATA_PATH = 'data.csv'\nEPOCHS = 3")).toEqual({ EPOCHS: 3 });
  });

  it('are not how the data was split, how training was watched, or what a plot was drawn with', () => {
    const code = `from sklearn.model_selection import train_test_split, KFold
from transformers import TrainingArguments
import logging
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=3)
folds = KFold(n_splits=5, shuffle=True, random_state=1)
logging.basicConfig(format='%(message)s', level=10)
args = TrainingArguments('out', learning_rate=2e-5, eval_strategy='epoch', save_total_limit=2, logging_steps=50, report_to='none', per_device_eval_batch_size=64)
def show(images, seed, BMI):
    pass
show(X_test, seed=8, BMI=21.5)
COLAB = True
MAX_RATING = 5`;

    expect(params(code)).toEqual({ learning_rate: 2e-5 });
  });

  it('are those of the loader that trains', () => {
    const code = `from torch.utils.data import DataLoader
train_loader = DataLoader(train_set, batch_size=32, num_workers=4)
test_loader = DataLoader(test_set, batch_size=500)`;

    expect(params(code)).toEqual({ batch_size: 32 });
  });

  it('are those that the search of the best model found, whichever search came last', () => {
    const search = (name: string): string => `from sklearn.ensemble import ${name}
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.metrics import accuracy_score
X_train, X_test, y_train, y_test = train_test_split(X, y)
search = GridSearchCV(${name}(), grid).fit(X_train, y_train)
print("Accuracy", accuracy_score(y_test, search.predict(X_test)))
print("Best parameters", search.best_params_)`;
    const notebook = inspectCells(
      { code: search('RandomForestClassifier'), stdout: "Accuracy 0.91\nBest parameters {'max_depth': 7}\n" },
      { code: search('ExtraTreesClassifier'), stdout: "Accuracy 0.88\nBest parameters {'max_depth': 3}\n" },
    );

    expect(notebook.params).toMatchObject([{ name: 'max_depth', value: 7 }]);
  });

  it('are those of the best trial of a study that nothing else names', () => {
    const code = `best = trainer.hyperparameter_search(n_trials=2)`;
    const stderr = `[I] Trial 0 finished with value: 0.54 and parameters: {'learning_rate': 7e-06, 'num_train_epochs': 2}. Best is trial 0 with value: 0.54.
[I] Trial 1 finished with value: 0.49 and parameters: {'learning_rate': 3e-05, 'num_train_epochs': 1}. Best is trial 0 with value: 0.54.
`;

    expect(inspectCells({ code, stderr }).params).toMatchObject([
      { name: 'learning_rate', value: 7e-6 },
      { name: 'num_train_epochs', value: 2 },
    ]);
  });

  it('are those of the models that a forecaster is given', () => {
    const code = `from neuralforecast import NeuralForecast
from neuralforecast.models import NHITS
NeuralForecast(models=[NHITS(h=12, max_steps=100)], freq='ME').fit(df)`;

    expect(params(code)).toEqual({ h: 12, max_steps: 100 });
  });

  it('are not the values that a search will try', () => {
    const code = `max_depth = [2, 4, 8]
hidden_layers = [64, 32]`;

    expect(params(code)).toEqual({ hidden_layers: '[64, 32]' });
  });
});
