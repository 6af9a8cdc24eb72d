import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

const fitted = (model: string, score: string, measure = 'accuracy'): string =>
  `Fitting model: ${model} ... Training model for up to 60s of the 59s of remaining time.\n\t${score}\t = Validation score   (${measure})\n\t1.2s\t = Training   runtime\n\t0.01s\t = Validation runtime\n`;
const ended = (model: string): string =>
  `AutoGluon training complete, total runtime = 9.1s ... Best model: "${model}"\n`;

describe('The log of AutoGluon', () => {
  it('tells the score of the model that came out best, and no times', () => {
    const stderr = fitted('LightGBM_BAG_L1', '0.81') + fitted('CatBoost_BAG_L1', '0.84') + ended('CatBoost_BAG_L1');
    const inspection = inspectCells({ stderr: stderr + 'Done.\n' });

    expect(shownMetrics(inspection)).toEqual(['accuracy 0.84 val *']);
    expect(inspection.metrics[0]?.model).toBe('CatBoost_BAG_L1');
  });

  it('shows errors above zero', () => {
    const stderr = fitted('WeightedEnsemble_L2', '-52.9', '-root_mean_squared_error') + ended('WeightedEnsemble_L2');

    expect(shownMetrics(inspectCells({ stderr }))).toEqual(['rmse 52.9 val *']);
  });

  it('counts the last of several trainings, and the last model where training was cut off', () => {
    const first = fitted('XGBoost', '0.9') + ended('XGBoost');

    expect(shownMetrics(inspectCells({ stdout: first + fitted('XGBoost', '0.88') + ended('XGBoost') }))).toEqual([
      'accuracy 0.88 val *',
    ]);
    expect(shownMetrics(inspectCells({ stdout: fitted('KNN', '0.6') + fitted('Forest', '0.7') }))).toEqual([
      'accuracy 0.7 val *',
    ]);
  });
});
