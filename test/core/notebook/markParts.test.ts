import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';

const headed = (stdout: string): string[] =>
  shownMetrics(inspectCells({ stdout })).filter((text) => text.endsWith('*'));

describe('markParts', () => {
  it('heads the mean over targets and none of them', () => {
    const stdout = `temperature: R2 = 0.9312, MAE = 1.2031
pressure: R2 = 0.8123, MAE = 2.4112
humidity: R2 = 0.7012, MAE = 5.1034
Mean R2: 0.8149
Mean MAE: 2.9059
`;

    expect(headed(stdout)).toEqual(['r2 0.8149 - *', 'mae 2.9059 - *']);
  });

  it('keeps what is no part of what is called a mean', () => {
    expect(headed('R2 before: 0.61\nR2 after: 0.93\nMean R2 of the authors: 0.52\n')).toEqual(['r2 0.93 - *']);
  });

  it('keeps the best of several models beside their mean', () => {
    expect(headed('Random forest R2: 0.9\nLasso R2: 0.7\nAverage R2: 0.8\n')).toEqual(['r2 0.9 - *']);
  });

  it('heads what is told of all segments together', () => {
    const stdout = `           rmse     mae
segment
all       305.1    59.9
erratic   232.4    31.5
smooth    385.8    99.7
`;

    expect(headed(stdout)).toEqual(['rmse 305.1 - *', 'mae 59.9 - *']);
  });

  it('takes a row of all beside models for no whole', () => {
    const stdout = `                accuracy      f1
Lasso             0.9112  0.8931
RandomForest      0.9334  0.9213
all               0.9021  0.8811
`;

    expect(headed(stdout)).toEqual(['accuracy 0.9334 - *', 'f1 0.9213 - *']);
  });
});
