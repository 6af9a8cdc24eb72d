import { describe, expect, it } from 'vitest';
import { nearestName } from '../../src/core/nearestName';

describe('nearestName', () => {
  it.each([
    ['roc_acu', ['accuracy', 'roc_auc', 'f1'], 'roc_auc'],
    ['rocauc', ['accuracy', 'roc_auc'], 'roc_auc'],
    ['acuracy', ['accuracy', 'roc_auc'], 'accuracy'],
    ['churn-xbg', ['churn', 'churn-xgb'], 'churn-xgb'],
    ['Churn', ['churn', 'fraud'], 'churn'],
    ['f1', ['f2', 'accuracy'], 'f2'],
    ['revenue', ['recall', 'roc_auc'], null],
    ['x', ['y'], null],
    ['anything', [], null],
  ])('takes %s among %j for %s', (written, known, nearest) => {
    expect(nearestName(written, known)).toBe(nearest);
  });
});
