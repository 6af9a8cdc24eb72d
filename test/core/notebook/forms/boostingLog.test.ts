import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

describe('logs of CatBoost', () => {
  const stdout =
    '0:\tlearn: 0.80\ttest: 0.82\tbest: 0.82 (0)\ttotal: 98.8ms\tremaining: 1m\n\nbestTest = 0.9127\nbestIteration = 12\n';

  it('have the name of their score from the settings of the model', () => {
    const code = `from catboost import CatBoostClassifier
model = CatBoostClassifier(eval_metric='AUC', random_seed=1)
model.fit(X_train, y_train, eval_set=(X_valid, y_valid))`;

    expect(shownMetrics(inspectCells({ code, stdout }))).toEqual(['roc_auc 0.9127 val *']);
  });

  it('say nothing where no code tells the name', () => {
    expect(inspectCells({ stdout }).metrics).toEqual([]);
  });
});
