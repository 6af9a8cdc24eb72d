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
});
