import { describe, expect, it } from 'vitest';
import { readCode } from '../../../src/core/python/readCode';
import { makeNotebook } from '../../support/printedCells';

const subjectsOf = (code: string): readonly string[] => [
  ...(readCode(makeNotebook([{ code: `from sklearn.metrics import f1_score\n${code}` }]).cells).task.subjects.get(0) ??
    []),
];

describe('noteSubjects', () => {
  it.each([
    ['f1_score(y_test_iq, y_pred_iq)', ['iq']],
    ['print(f1_score(y_test_wind, wind_forecast))', ['wind']],
    ['f1_score(y_test2, y_pred2)', ['2']],
    ['f1_score(sj_test.cases, sj_pred)', ['sj']],
    ['evaluate_all(wide_window.test, "Wide")', ['wide']],
    ['f1_score(y_test_iq, p)\nf1_score(y_test_sj, p)', ['iq', 'sj']],
  ])('takes from %j the words %j', (code, words) => {
    expect(subjectsOf(code)).toEqual(words);
  });

  it.each([
    'f1_score(y_test, y_pred)',
    'f1_score(y_test_scaled, y_pred)',
    'f1_score(y_test_lstm, y_pred)',
    'f1_score(y_test, model_iq.predict(X_test_pca))',
  ])('takes no word of its own from %j', (code) => {
    expect(subjectsOf(code)).toEqual(['']);
  });

  it('is not told by what is only plotted', () => {
    expect(subjectsOf('plot(y_test_iq)')).toEqual([]);
  });
});
