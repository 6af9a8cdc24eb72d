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
});
