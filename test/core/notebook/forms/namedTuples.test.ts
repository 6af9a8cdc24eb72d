import { describe, expect, it } from 'vitest';
import { inspectCells } from '../../../support/printedCells';

const read = (stdout: string): string[] =>
  inspectCells({ code: 'show()', stdout }).metrics.map(({ name, value }) => `${name} ${value}`);

describe('scores that are returned together', () => {
  it('are read from a named tuple or data class as it prints itself', () => {
    expect(read('AR model: Scores(mse=1.38, mae=1.09, r2=-0.31)\n')).toEqual(['mse 1.38', 'mae 1.09', 'r2 -0.31']);
    expect(read('Evaluation(rmse=np.float64(2.5), mae=np.float64(1.5))\n')).toEqual(['rmse 2.5', 'mae 1.5']);
  });

  it('are read from the middle of the bounds that ROUGE has', () => {
    const scores = (low: number): string =>
      ['low', 'mid', 'high']
        .map((bound, index) => `${bound}=Score(precision=0.${low}, recall=0.5, fmeasure=0.${low + index})`)
        .join(', ');

    expect(read(`{'rouge1': AggregateScore(${scores(44)}), 'rougeL': AggregateScore(${scores(34)})}\n`)).toEqual([
      'rouge1 0.45',
      'rougel 0.35',
    ]);
  });

  it('keep the model and the split that are told before them', () => {
    const stdout = 'test scores of AR: Scores(mse=1.38, mae=1.09)\ntest scores of MA: Scores(mse=1.04, mae=0.86)\n';
    const { metrics } = inspectCells({ code: 'show()', stdout });
    expect(metrics.map(({ model, split }) => [model, split])).toEqual([
      ['ar', 'test'],
      ['ar', 'test'],
      ['ma', 'test'],
      ['ma', 'test'],
    ]);
  });

  it.each([
    'Ridge(alpha=1.0, tol=0.001)\n',
    'Ridge(alpha=1.0, loss=0.1)\n',
    'EarlyStopping(monitor=val_loss, patience=3, loss=0.5)\n',
    'Result(time=3.5, f1=0.8, size=10)\n',
  ])('are not the settings of %j', (stdout) => {
    expect(read(stdout)).toEqual([]);
  });
});
