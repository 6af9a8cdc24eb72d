import { describe, expect, it } from 'vitest';
import { readMetricLabel } from '../../../src/core/metric/metricLabel';

describe('readMetricLabel', () => {
  it.each([
    ['Test Accuracy', 'accuracy', 'test'],
    ['val_loss', 'loss', 'val'],
    ['trainacc', 'accuracy', 'train'],
    ['Final score (RMSE)', 'rmse', null],
    ['Accuracy on training data (areaUnderROC)', 'roc_auc', 'train'],
    ['F1 score on the test dataset', 'f1', 'test'],
    ['macro F1', 'f1_macro', null],
    ['Precision (weighted)', 'precision_weighted', null],
    ['precision@10', 'precision_at_10', null],
    ['P@1', 'precision_at_1', null],
    ['test R@10', 'recall_at_10', 'test'],
    ['Final, out of sample score (RMSE)', 'rmse', 'test'],
    ['10-fold cross validation accuracy', 'accuracy', 'cv'],
    ['OOB score', 'score', 'oob'],
    ['Validation error', 'error_rate', 'val'],
    ['Error', null, null],
    ['Learning rate', null, null],
    ['Mean age', null, null],
  ])('reads %s as %s on %s', (label, name, split) => {
    expect(readMetricLabel(label)).toMatchObject({ name, split });
  });

  it('keeps the words that may name a model', () => {
    expect(readMetricLabel('Random Forest test accuracy').rest).toEqual(['random', 'forest']);
  });

  it.each(['Accuracy improvement', 'AUC threshold', 'Feature importance of precision', 'Accuracy time in seconds'])(
    'finds that %s is no score',
    (label) => {
      expect(readMetricLabel(label).isForeign).toBe(true);
    },
  );

  it('marks spreads, folds, means and the best', () => {
    expect(readMetricLabel('accuracy std').isSpread).toBe(true);
    expect(readMetricLabel('Fold 3 accuracy').isFold).toBe(true);
    expect(readMetricLabel('Mean accuracy').isAggregate).toBe(true);
    expect(readMetricLabel('Best val acc').isBest).toBe(true);
    expect(readMetricLabel('Epoch').isStep).toBe(true);
  });

  it('takes ND for the deviation of a forecast, and no syllable for it', () => {
    expect(readMetricLabel('ND').name).toBe('normalized_deviation');
    expect(readMetricLabel('nd').name).toBeNull();
    expect(readMetricLabel('LAND').name).toBeNull();
  });

  it('tells what comes of all folds from one of them', () => {
    expect(readMetricLabel('10-fold CV accuracy')).toMatchObject({ isFold: false, split: 'cv', rest: [] });
    expect(readMetricLabel('K-Fold RMSE')).toMatchObject({ isFold: false, split: 'cv', rest: [] });
    expect(readMetricLabel('3rd fold accuracy').isFold).toBe(true);
    expect(readMetricLabel('K-fold 3 accuracy').isFold).toBe(true);
  });

  it.each([
    'Precision-Recall AUC',
    'PR area under curve',
    'Area under the precision-recall curve',
    'AUC of the PR curve',
  ])('takes %s for one measure, neither recall nor the area under the ROC curve', (label) => {
    expect(readMetricLabel(label)).toMatchObject({ name: 'pr_auc', rest: [] });
  });

  it('tells how much a score changed from the score', () => {
    for (const label of ['RMSE reduced by', 'Accuracy gain', 'drop in F1', 'MAE is lower by', 'AUC gain over SVM']) {
      expect(readMetricLabel(label).isForeign, label).toBe(true);
    }
    for (const label of [
      'Accuracy after dimensionality reduction',
      'Reduced model accuracy',
      'F1 (higher is better)',
    ]) {
      expect(readMetricLabel(label).isForeign, label).toBe(false);
    }
  });

  it('sees two splits side by side', () => {
    expect(readMetricLabel('Bagging train/test accuracies').splitPair).toEqual(['train', 'test']);
  });

  it('reads counts alike, whatever they are, and keeps the numbers that mean something', () => {
    const label = 'Epoch(9/31) : batch no (101/782) : Batch loss';
    expect(readMetricLabel(label)).toEqual(readMetricLabel(label.replace('31', '46').replace('101', '7')));
    expect(readMetricLabel('ARIMA(0, 1, 2) AIC')).toEqual(readMetricLabel('ARIMA(3, 12, 5) AIC'));
    expect(readMetricLabel('mAP 50').name).not.toBe(readMetricLabel('mAP 75').name);
    expect(readMetricLabel('Precision at 37').name).toBe('precision_at_37');
    expect(readMetricLabel('Top-37 accuracy').name).toBe('top_37_accuracy');
    expect(readMetricLabel('(0.5, 12) F 1').name).toBe('f1');
    expect(readMetricLabel('LSTM 37 bleu').rest).toEqual(['lstm']);
  });
});
