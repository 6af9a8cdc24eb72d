import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';
import type { PrintedCell } from '../../support/printedCells';

const models = (stdout: string): string[] =>
  inspectCells({ stdout }).metrics.map(({ name, value, model, headline }) =>
    [name, value, model, headline ? '*' : ''].join(' ').trim(),
  );
const shown = (...cells: readonly PrintedCell[]): string[] => shownMetrics(inspectCells(...cells));

describe('names of models', () => {
  it('knows a model that prints itself with its settings before its score', () => {
    expect(models('FFT(keep=10, trend=None) MAE: 643.3\nFFT(keep=20, trend=None) MAE: 702.1\n')).toEqual([
      'mae 643.3 FFT(keep=10, trend=None) *',
      'mae 702.1 FFT(keep=20, trend=None)',
    ]);
    expect(models('ARIMA(1, 1, 1) RMSE: 12.3\n')).toEqual(['rmse 12.3 ARIMA(1, 1, 1) *']);
    expect(models('Loss(x) = 0.3\n')).toEqual(['loss 0.3  *']);
    expect(models('SVC(C=1.5, gamma=0.5)\n')).toEqual([]);
  });

  it('calls a model in a label as the code calls it', () => {
    const code = `from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
kmeans = KMeans(n_clusters=4)
df['cluster'] = kmeans.fit_predict(X)
print(f"K-Means silhouette score: {silhouette_score(X, df['cluster']):.4f}")
print(f"Inertia: {kmeans.inertia_:.2f}")`;
    const { metrics } = inspectCells({ code, stdout: 'K-Means silhouette score: 0.2829\nInertia: 68.52\n' });

    expect(metrics.map(({ name, model, headline }) => [name, model, headline])).toEqual([
      ['silhouette', 'KMeans', true],
      ['inertia', 'KMeans', true],
    ]);
  });

  it('takes no sentence, no gibberish and no progress for a model', () => {
    const score = 'Test accuracy: 0.9\n';

    expect(models(`AutoML will ensemble models\n${score}`)).toEqual(['accuracy 0.9  *']);
    expect(models('iter 1 | Loss 1.46\nmr`Pa#RF|S\nrmse 35.5\n').join()).not.toContain('RF');
    expect(models('Best val_loss So Far: 36.12\n')).toEqual(['loss 36.12  *']);
  });

  it('heads no score of always the same answer beside that of a model', () => {
    expect(shown({ stdout: 'Accuracy: 85.53%\nBaseline Accuracy: 75.97%\n' })).toEqual([
      'accuracy 0.8553 - *',
      'null_accuracy 0.7597 -',
    ]);
    expect(shown({ stdout: 'Baseline Accuracy: 75.97%\n' })).toEqual(['null_accuracy 0.7597 - *']);
  });

  it('reads a result that begins like a session of Python, and no session', () => {
    expect(shown({ code: 'show()', result: '>>> Perplexity: 11.32' })).toEqual(['perplexity 11.32 - *']);
    expect(shown({ code: 'show()', result: '>>> accuracy_score(y, p)\naccuracy: 0.5' })).toEqual([]);
  });

  it('takes what a recommendation scores for no recall', () => {
    expect(shown({ stdout: 'rec_score: 0.142\n' })).toEqual([]);
  });
});
