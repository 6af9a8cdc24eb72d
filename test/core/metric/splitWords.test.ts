import { describe, expect, it } from 'vitest';
import { readMetricLabel } from '../../../src/core/metric/metricLabel';
import { findSplit, mayNameSplit, readSplitPair } from '../../../src/core/metric/splitWords';

describe('findSplit', () => {
  it.each([
    ['out of sample', 'test', 3],
    ['cross validation on train', 'cv', 3],
    ['total', null, 0],
  ])('reads %j as %s', (words, split, count) => {
    const taken = new Set<number>();

    expect(findSplit(words.split(' '), taken)).toBe(split);
    expect(taken.size).toBe(count);
  });

  it('leaves words that belong to something else', () => {
    expect(findSplit(['test', 'score'], new Set([0]))).toBeNull();
  });
});

describe('splits in labels', () => {
  it('are not named by a library', () => {
    expect(readMetricLabel('Original scikit-learn MSE').split).toBeNull();
    expect(readMetricLabel('learn RMSE').split).toBe('train');
  });

  it.each([
    ['Accuracy on the test set where the training images were darkened', 'test'],
    ['MAE on validation data of the model trained on the training set', 'val'],
    ['After training, test accuracy', 'test'],
    ['10-fold cross validation on the training set, accuracy', 'cv'],
  ])('are those that %j was measured on', (label, split) => {
    expect(readMetricLabel(label).split).toBe(split);
  });
});

describe('mayNameSplit', () => {
  it.each(['Holdout F1', 'out-of-bag error', 'OOF', 'vloss', '5-fold'])('never overlooks one: %s', (label) => {
    expect(readMetricLabel(label).split).not.toBeNull();
    expect(mayNameSplit(label)).toBe(true);
  });

  it('knows that most lines name none', () => {
    expect(mayNameSplit('Accuracy: 0.93')).toBe(false);
  });
});

describe('readSplitPair', () => {
  it.each([
    ['Bagging train/test accuracies', ['train', 'test']],
    ['Train Loss (Test Loss)', ['train', 'test']],
    ['train and valid', ['train', 'val']],
    ['train_test_split accuracy', null],
    ['test/testing', null],
  ])('reads %j as %j', (label, pair) => {
    expect(readSplitPair(label)).toEqual(pair);
  });
});
