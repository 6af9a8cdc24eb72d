import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';

describe('A notebook with nothing but a sweep', () => {
  it('has its best point for a result, over rows that a long frame leaves out', () => {
    const result = [
      '     n_neighbors       AUC      loss',
      '0              1  0.810000  0.412000',
      '1              2  0.820000  0.402000',
      '...          ...       ...       ...',
      '198          199  0.860000  0.392000',
      '199          200  0.850000  0.382000',
    ].join('\n');

    expect(shownMetrics(inspectCells({ code: 'results', result }))).toEqual(['roc_auc 0.86 - *', 'loss 0.392 - *']);
  });

  it('leaves the sweep out where a model was evaluated', () => {
    const result =
      '   n_neighbors       AUC\n0            1  0.810000\n1            2  0.820000\n2  3  0.83\n3  4  0.84';

    expect(shownMetrics(inspectCells({ code: 'results', result }, { stdout: 'Test AUC: 0.8\n' }))).toEqual([
      'roc_auc 0.8 test *',
    ]);
  });

  it('takes no error that falls with every cluster for a result', () => {
    const result = '   n_clusters  inertia\n0  2  810.5\n1  3  610.5\n2  4  510.5\n3  5  450.5';

    expect(shownMetrics(inspectCells({ code: 'results', result }))).toEqual([]);
  });

  it('has the only fold of a loop that was left after it', () => {
    const code = `import lightgbm as lgb
from sklearn.model_selection import KFold
for train, valid in KFold(5).split(X):
    booster = lgb.train(params, lgb.Dataset(X[train], y[train]), valid_sets=[lgb.Dataset(X[valid], y[valid])])
    break`;
    const rounds = "[50]\tvalid's auc: 0.81\n[100]\tvalid's auc: 0.83\n";

    expect(shownMetrics(inspectCells({ code, stdout: rounds }))).toEqual(['roc_auc 0.83 val *']);
    expect(shownMetrics(inspectCells({ code, stdout: rounds + rounds }))).toEqual([]);
  });
});
