import { describe, expect, it } from 'vitest';
import { canonicalMetric, knownMetric, metricDirection, nameTokens } from '../../../src/core/metric/catalogue';

describe('the catalogue of metrics', () => {
  it.each([
    ['acc', 'accuracy'],
    ['val_acc', null],
    ['ROC AUC', 'roc_auc'],
    ['areaUnderROC', 'roc_auc'],
    ['R^2', 'r2'],
    ['R²', 'r2'],
    ['F1-score', 'f1'],
    ['Mean Squared Error', 'mse'],
    ['neg_mean_absolute_error', 'neg_mae'],
    ['mAP', 'map'],
    ['sMAPE', 'smape'],
    ['nDCG', 'ndcg'],
    ['RougeL', 'rougel'],
    ['price', null],
  ])('knows %s as %s', (name, expected) => {
    expect(knownMetric(name)).toBe(expected);
  });

  it.each([
    ['accuracy', true],
    ['rmse', false],
    ['elbo', null],
    ['loss_box_reg', false],
    ['something', null],
  ])('says whether more of %s is better: %s', (name, expected) => {
    expect(metricDirection(name)).toBe(expected);
  });

  it('lets the config of the ledger decide first', () => {
    expect(metricDirection('accuracy', { accuracy: { higherIsBetter: false } })).toBe(false);
    expect(metricDirection('uplift', { uplift: { higherIsBetter: true } })).toBe(true);
  });

  it('keeps a name that it does not know, in lower snake case', () => {
    expect(canonicalMetric('Lift @ 10%')).toMatchObject({ name: 'lift_10', higherIsBetter: null });
  });

  it('splits camel case but not abbreviations', () => {
    expect(nameTokens('meanAbsoluteError (MAE)')).toEqual(['mean', 'absolute', 'error', 'mae']);
    expect(nameTokens('sMAPE_1')).toEqual(['smape', '1']);
  });
});
