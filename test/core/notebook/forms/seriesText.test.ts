import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

describe('pandas Series', () => {
  it.each([
    ['counts', 'Finance    210\nEnergy     123\nName: sector, dtype: int64\n'],
    [
      'values of other things',
      'lat      -0.12\nmap       0.52\nlon       0.13\nName: sat_score, Length: 67, dtype: float64\n',
    ],
  ])('are no metrics when they hold %s', (_what, result) => {
    expect(shownMetrics(inspectCells({ result }))).toEqual([]);
  });

  it('are read when their rows are called like metrics', () => {
    const result = 'rmse    3.21\nmae     2.10\nname    1.00\ndtype: float64\n';

    expect(shownMetrics(inspectCells({ result }))).toEqual(['rmse 3.21 - *', 'mae 2.1 - *']);
  });
});

describe('what only looks like a metric', () => {
  it.each([
    ['a tally of words', "{'kappa': 1, 'map': 9, 'a': 3, 'b': 4, 'c': 4, 'd': 5, 'e': 6, 'f': 7}"],
    ['a limit', 'max_loss is 35.0%, not exceeded: OK!'],
    ['a category', 'MAPS_AND_NAVIGATION : 1.3989'],
  ])('%s is none', (_what, stdout) => {
    expect(shownMetrics(inspectCells({ stdout }))).toEqual([]);
  });
});
