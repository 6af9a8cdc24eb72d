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
