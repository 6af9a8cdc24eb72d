import { describe, expect, it } from 'vitest';
import { printedTuples } from '../../../src/core/notebook/printedTuples';
import { inspectCells, shownMetrics } from '../../support/printedCells';

describe('printedTuples', () => {
  it('shows what Python 2 was told to print', () => {
    expect(
      printedTuples(["('Forest error:', 12.49)", "(u'it\\'s', 3, \"a, b\")", "('a', (1, 2))", '(0.3, 0.4)', '']),
    ).toEqual(['Forest error: 12.49', "it\\'s 3 a, b", "('a', (1, 2))", '(0.3, 0.4)', '']);
  });

  it('lets the code tell what such a line shows', () => {
    const code = `from sklearn.ensemble import RandomForestRegressor
rf = RandomForestRegressor().fit(X_train, y_train)
print('Forest error', np.mean((rf.predict(X_test) - y_test) ** 2))`;

    expect(shownMetrics(inspectCells({ code, stdout: "('Forest error', 12.49)\n" }))).toEqual(['mse 12.49 test *']);
  });

  it('does not take long over a line that never closes', () => {
    const line = `('${'a, '.repeat(100)}`;

    expect(printedTuples([line])).toEqual([line]);
  });
});
