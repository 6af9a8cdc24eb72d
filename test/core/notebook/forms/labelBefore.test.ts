import { describe, expect, it } from 'vitest';
import {
  cleanLabel,
  endsWithMetric,
  markBefore,
  mayEndWithMetric,
} from '../../../../src/core/notebook/forms/labelBefore';

describe('markBefore', () => {
  it.each([
    ['Accuracy: ', 8],
    ['The RMSE is ', 8],
    ['Accuracy ', null],
    ['F1 => [', 2],
  ])('of %j begins at %s', (between, start) => {
    expect(markBefore(between)).toBe(start);
  });
});

describe('cleanLabel', () => {
  it.each([
    ['), loss | "val_auc"', 'val_auc'],
    ['INFO:trainer:Epoch 10 [6.31s]: train_loss', 'train_loss'],
    ['Accuracy - of all', 'Accuracy - of all'],
  ])('keeps of %j what names the number', (text, label) => {
    expect(cleanLabel(text)).toBe(label);
  });
});

describe('mayEndWithMetric', () => {
  it.each(['Test accuracy ', 'the final F1 score '])('lets %j pass, as endsWithMetric does', (text) => {
    expect(endsWithMetric(text.trim())).toBe(true);
    expect(mayEndWithMetric(text)).toBe(true);
  });

  it('spares other words a look', () => {
    expect(mayEndWithMetric('accuracy was never shown in chapter ')).toBe(false);
  });
});
