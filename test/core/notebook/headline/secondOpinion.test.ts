import { describe, expect, it } from 'vitest';
import { inspectCells } from '../../../support/printedCells';
import type { PrintedCell } from '../../../support/printedCells';

const secondOpinions = (...cells: readonly PrintedCell[]): string[] =>
  inspectCells(...cells)
    .metrics.filter((metric) => metric.isSecondOpinion === true)
    .map(({ name, value, headline }) => `${name} ${value}${headline ? ' *' : ''}`);

const tested = (score: string, name = 'R2'): PrintedCell => ({ stdout: `Test ${name}: ${score}\n` });

describe('secondOpinion', () => {
  it('tells the main score of a better evaluation than the last one', () => {
    expect(secondOpinions(tested('0.84'), tested('0.79'))).toEqual(['r2 0.84 *']);
    expect(secondOpinions({ stdout: 'Test loss: 0.31\nTest accuracy: 0.91\n' }, tested('0.88', 'accuracy'))).toEqual([
      'accuracy 0.91 *',
    ]);
  });

  it('tells nothing where the last evaluation is the best one', () => {
    expect(secondOpinions(tested('0.62'), tested('0.79'))).toEqual([]);
    expect(secondOpinions(tested('0.79'))).toEqual([]);
    expect(secondOpinions({ stdout: 'hello\n' })).toEqual([]);
  });

  it('tells no value that the first choice tells as well', () => {
    expect(secondOpinions(tested('0.8412'), tested('0.84'))).toEqual([]);
  });

  it('tells of no model that repeats the last value', () => {
    const rows = (first: string): PrintedCell => ({
      html: `<table class="dataframe"><thead><tr><th>model</th><th>mae</th></tr></thead><tbody><tr><td>${first}</td><td>3.1</td></tr></tbody></table>`,
    });
    const last: PrintedCell = { stdout: 'ARIMA test MAE: 4.5\n' };

    expect(secondOpinions(rows('Persistence'), last)).toEqual([]);
  });

  it('tells of no line of a log beside an evaluation', () => {
    const log: PrintedCell = { stdout: 'Epoch 1/1\n10/10 [=====] - 1s - loss: 0.2 - val_accuracy: 0.97\n' };

    expect(secondOpinions(log, tested('0.91', 'accuracy'))).toEqual([]);
  });

  it('tells no precision alone', () => {
    expect(secondOpinions(tested('0.99', 'precision'), tested('0.91', 'accuracy'))).toEqual([]);
  });

  it('changes places with a choice for which next to nothing speaks, unless the notebook settles on that', () => {
    const rows = [
      '0.81 0.70',
      '0.78 0.69',
      '0.77 0.71',
      '0.76 0.72',
      '0.75 0.70',
      '0.74 0.69',
      '0.73 0.68',
      '0.72 0.67',
    ];
    const table = (best: string): PrintedCell => ({
      html: `<table class="dataframe"><thead><tr><th>model</th><th>test accuracy</th><th>test f1</th></tr></thead><tbody>${rows
        .map(
          (row, index) =>
            `<tr><td>${index === 0 ? best : `model ${index}`}</td><td>${row.replace(' ', '</td><td>')}</td></tr>`,
        )
        .join('')}</tbody></table>`,
    });
    const last: PrintedCell = {
      stdout: 'Boosting test accuracy: 0.80\nBoosting test F1: 0.78\nBoosting test AUC: 0.88\n',
    };
    const headed = (best: string): string[] =>
      inspectCells(table(best), last)
        .metrics.filter(({ headline }) => headline)
        .map(({ name, value, isSecondOpinion }) => `${name} ${value}${isSecondOpinion === true ? ' *' : ''}`);

    expect(headed('model 0')).toEqual(['accuracy 0.81 *', 'accuracy 0.8', 'f1 0.78', 'roc_auc 0.88']);
    expect(headed('final model')).toEqual(['accuracy 0.81', 'f1 0.7', 'accuracy 0.8 *']);
  });

  it('tells of no comparison of the truth with itself', () => {
    expect(secondOpinions(tested('1.0'), tested('0.79'))).toEqual([]);
  });
});
