import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';
import type { PrintedCell } from '../../../support/printedCells';

const row = (tag: string, cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;

const table = (header: readonly string[], ...rows: readonly (readonly string[])[]): string =>
  `<table class="dataframe"><thead>${row('th', header)}</thead><tbody>${rows.map((cells) => row('td', cells)).join('')}</tbody></table>`;

describe('readTable', () => {
  it('takes the column "metric" for the names, wherever it stands', () => {
    const html = table(['', 'unique_id', 'metric', 'lgbm', 'lasso'], ['0', 'load', 'mae', '1092.05', '899.97']);

    expect(shownMetrics(inspectCells({ html }))).toEqual(['mae 1092.05 -', 'mae 899.97 - *']);
  });

  it('reads rows of metrics for models that are called like a loss', () => {
    const html = table(['', 'metric', 'Huber', 'Plain'], ['0', 'mape', '0.031', '0.12'], ['1', 'mae', '17.5', '60.1']);
    const { metrics } = inspectCells({ html });

    expect(metrics.map(({ name, value, model }) => `${name} ${value} ${model}`)).toEqual([
      'mape 0.031 Huber',
      'mape 0.12 Plain',
      'mae 17.5 Huber',
      'mae 60.1 Plain',
    ]);
  });

  it('reads a table of folds whose corner is empty', () => {
    const stdout = [
      '       |   RMSE | Recall@20 | Train (s)',
      '------ + ------ + --------- + ---------',
      'Fold 0 | 0.9412 |    0.1263 |    0.0244',
      'Fold 1 | 0.9388 |    0.1304 |    0.0063',
      '------ + ------ + --------- + ---------',
      'Mean   | 0.9400 |    0.1284 |    0.0154',
      'Std    | 0.0012 |    0.0021 |    0.0090',
    ].join('\n');

    expect(shownMetrics(inspectCells({ stdout }))).toEqual(['rmse 0.94 cv *', 'recall_at_20 0.1284 cv *']);
  });

  it('leaves alone what describes categories, points of a curve and errors of single forecasts', () => {
    const shown = (...args: Parameters<typeof table>) => shownMetrics(inspectCells({ html: table(...args) }));

    expect(shown(['', 'count', 'unique', 'top', 'freq'], ['map', '1224', '8', 'inferno', '238'])).toEqual([]);
    expect(shown(['', 'fpr', 'tpr', 'thresholds'], ['0', '0.0', '0.4', '1.9'], ['1', '0.2', '0.8', '0.5'])).toEqual([]);
    expect(
      shown(
        ['', 'actuals', 'forecast', 'squared_error', 'absolute_error', 'symmetric_error'],
        ['0', '20', '30', '100', '10', '0.4'],
        ['1', '20', '29', '81', '9', '0.37'],
      ),
    ).toEqual([]);
  });

  it('compares models that have thresholds of their own', () => {
    const rows = [
      ['Lasso', '0.16', '0.81', '0.29', '0.74'],
      ['SVC', '0.60', '0.82', '0.25', '0.70'],
      ['Random forest', '0.50', '0.83', '0.28', '0.74'],
      ['XGBoost', '0.45', '0.84', '0.31', '0.76'],
    ];

    expect(
      shownMetrics(inspectCells({ html: table(['Model', 'Threshold', 'Accuracy', 'F1', 'AUC'], ...rows) })),
    ).toEqual(expect.arrayContaining(['accuracy 0.81 -', 'accuracy 0.84 - *', 'f1 0.31 - *', 'roc_auc 0.76 - *']));
  });

  it('takes no row of a table over thresholds for a model', () => {
    const rows = ['0.3', '0.5', '0.7'].map((threshold) => [threshold, '0.9', '0.8']);
    const header = ['Threshold', 'Precision', 'Recall'];

    expect(shownMetrics(inspectCells({ html: table(header, ...rows) }))).toEqual([]);
    expect(shownMetrics(inspectCells({ html: table(['model', ...header], ['SVC', '0.4', '0.9', '0.8']) }))).toEqual([
      'precision 0.9 - *',
      'recall 0.8 - *',
    ]);
  });

  it('leaves out what is told of each target, beside what is told of all', () => {
    const rows = table(
      ['Test metric', 'DataLoader 0'],
      ['test_loss', '5.1'],
      ['test_loss_0', '2'],
      ['test_loss_1', '3.1'],
    );
    const columns = table(['Model', 'rmse', 'rmse_0', 'rmse_1'], ['Forest', '0.41', '0.52', '0.3']);
    const cutoffs = table(['Model', 'map', 'map_50', 'map_75'], ['Detector', '0.41', '0.62', '0.44']);

    expect(shownMetrics(inspectCells({ html: rows }))).toEqual(['loss 5.1 test *']);
    expect(shownMetrics(inspectCells({ html: columns }))).toEqual(['rmse 0.41 - *']);
    expect(shownMetrics(inspectCells({ html: cutoffs }))).toHaveLength(3);
  });

  it('reads rows that are labelled in another language and tell the English name', () => {
    const rows = table(
      ['', 'Лес'],
      ['F1-мера', '61%'],
      ['Точность (precision)', '70%'],
      ['Доля верных (accuracy)', '88%'],
    );
    const columns = table(['Modell', 'Genauigkeit (accuracy)', 'Laufzeit (s)'], ['Wald', '0.91', '0.4']);
    const others = table(['', 'Anzahl (Kunden)'], ['Порог (F1)', '0.35'], ['Изменение recall', '0.02']);

    expect(shownMetrics(inspectCells({ html: rows }))).toEqual([
      'f1 0.61 - *',
      'precision 0.7 - *',
      'accuracy 0.88 - *',
    ]);
    expect(shownMetrics(inspectCells({ html: columns }))).toEqual(['accuracy 0.91 - *']);
    expect(shownMetrics(inspectCells({ html: others }))).toEqual([]);
  });

  it('takes P and R side by side for precision and recall, and what stands before an @ for the score', () => {
    const text = 'Model    F1@best   Thr     F2      P      R\nForest     0.611  0.31  0.702  0.541  0.804\n';
    const lone = table(['tag', 'P'], ['a', '0.5'], ['b', '0.4']);

    expect(shownMetrics(inspectCells({ stdout: text }))).toEqual([
      'f1 0.611 - *',
      'f2 0.702 - *',
      'precision 0.541 - *',
      'recall 0.804 - *',
    ]);
    expect(shownMetrics(inspectCells({ html: lone }))).toEqual([]);
  });

  it('reads an index of two levels, and a wide frame in its parts', () => {
    const stdout = `                              AUC  Accuracy  \\
all columns   forest       0.8665    0.9979
              naive bayes  0.8428    0.9710
few columns   forest       0.9029    0.9994
              naive bayes  0.9260    0.9744
`;
    const html =
      '<table><thead><tr><th></th><th></th><th>Accuracy</th></tr></thead><tbody>' +
      '<tr><th rowspan="2" valign="top">forest</th><th>train</th><td>0.99</td></tr><tr><th>test</th><td>0.91</td></tr>' +
      '<tr><th rowspan="2" valign="top">bayes</th><th>train</th><td>0.89</td></tr><tr><th>test</th><td>0.88</td></tr></tbody></table>';
    const read = (cell: PrintedCell): string[] =>
      inspectCells(cell).metrics.map(({ name, value, split, model }) => `${name} ${value} ${split} ${model}`);

    expect(read({ stdout })).toEqual([
      'roc_auc 0.8665 null all columns forest',
      'accuracy 0.9979 null all columns forest',
      'roc_auc 0.8428 null all columns naive bayes',
      'accuracy 0.971 null all columns naive bayes',
      'roc_auc 0.9029 null few columns forest',
      'accuracy 0.9994 null few columns forest',
      'roc_auc 0.926 null few columns naive bayes',
      'accuracy 0.9744 null few columns naive bayes',
    ]);
    expect(read({ html })).toEqual([
      'accuracy 0.99 train forest',
      'accuracy 0.91 test forest',
      'accuracy 0.89 train bayes',
      'accuracy 0.88 test bayes',
    ]);
  });

  it('tells the models of all parts of a wide frame', () => {
    const stdout = [
      '         Model  R2_Test     RMSE  \\',
      '0       Linear     0.93  138.284   ',
      '1  Random tree     0.82  225.726   ',
      '',
      '     MAE  fit_time  ',
      '0  88.71      0.01  ',
      '1  97.09      1.50  ',
    ].join('\n');

    expect(inspectCells({ stdout }).metrics.map(({ name, value, model }) => `${name} ${value} ${model}`)).toEqual([
      'r2 0.93 Linear',
      'rmse 138.284 Linear',
      'mae 88.71 Linear',
      'r2 0.82 Random tree',
      'rmse 225.726 Random tree',
      'mae 97.09 Random tree',
    ]);
  });

  it('cuts columns at their right edges where numbers leave a gap of one space', () => {
    const stdout = [
      '            Model  R2_Test  RMSE_Train   RMSE_Test',
      'Linear Regression   0.9287 138283.7000 157957.9212',
      '    Gradient Tree   0.8239 225726.2627 248296.6262',
      '          XGBoost   0.9511  59097.6041 130799.2670',
    ].join('\n');

    expect(
      inspectCells({ stdout }).metrics.map(({ name, value, split, model }) => `${name} ${value} ${split} ${model}`),
    ).toEqual(
      expect.arrayContaining([
        'r2 0.9287 test Linear Regression',
        'rmse 225726.2627 train Gradient Tree',
        'rmse 130799.267 test XGBoost',
      ]),
    );
  });

  it('takes the split from the title right above a table', () => {
    const stdout = 'Scores:\n\nResults on the test set\n=======\nModel    Accuracy\nForest   0.91\nTree     0.85\n';

    expect(shownMetrics(inspectCells({ stdout }))).toEqual(['accuracy 0.91 test *', 'accuracy 0.85 test']);
  });

  it('reads no column that compares the others', () => {
    const html = table(['metric', 'improvement'], ['mae', '2.08'], ['rmse', '2.02']);

    expect(shownMetrics(inspectCells({ html }))).toEqual([]);
  });

  it('takes labels with tabs for no table', () => {
    const text = 'Model:\tALS\nTop K:\t10\nRMSE:\t0.967434\nExplained variance:\t0.265916\n';

    expect(shownMetrics(inspectCells({ stdout: text }))).toEqual([
      'rmse 0.967434 - *',
      'explained_variance 0.265916 - *',
    ]);
  });

  it('reads no rows of predictions', () => {
    const html = table(
      ['', 'uid', 'iid', 'true', 'estimate', 'err'],
      ['0', '1', '6', '5.0', '3.46', '1.54'],
      ['1', '1', '10', '3.0', '3.86', '0.86'],
    );

    expect(shownMetrics(inspectCells({ html }))).toEqual([]);
  });

  it('reads of classes as rows only their averages', () => {
    const html = table(
      ['', 'model', 'class', 'precision', 'recall'],
      ['0', 'tree', '0', '0.9', '0.8'],
      ['1', 'tree', 'macro avg', '0.77', '0.75'],
    );

    expect(shownMetrics(inspectCells({ html }))).toEqual(['precision_macro 0.77 - *', 'recall_macro 0.75 - *']);
  });

  it('takes neither a time nor the number of a loader for the name of a model', () => {
    const fastai = table(['epoch', 'train_loss', 'valid_loss', 'time'], ['0', '0.378', '0.372', '00:04']);
    const lightning = table(['Test metric', 'DataLoader 0'], ['test_acc', '0.91'], ['test_loss', '0.2']);
    const models = (html: string): unknown[] => inspectCells({ html }).metrics.map(({ model }) => model);

    expect(models(fastai)).toEqual([null, null]);
    expect(models(lightning)).toEqual([null, null]);
  });

  it('reads the models of a leaderboard of AutoGluon by the metric that was optimized', () => {
    const code = `from autogluon.tabular import TabularPredictor
predictor = TabularPredictor(label='count', eval_metric='root_mean_squared_error').fit(train_data=train)
print(predictor.leaderboard()[['model', 'score_val', 'fit_time', 'pred_time_val']])`;
    const stdout = `                     model   score_val    fit_time  pred_time_val
0     WeightedEnsemble_L3 -52.982261  335.457640      22.879514
1  RandomForestMSE_BAG_L2 -53.329503  261.429296      18.798376
`;

    expect(inspectCells({ code, stdout }).metrics).toMatchObject([
      { name: 'neg_rmse', value: -52.982261, split: 'val', model: 'WeightedEnsemble_L3', headline: true },
      { name: 'neg_rmse', value: -53.329503, split: 'val', model: 'RandomForestMSE_BAG_L2', headline: false },
    ]);
  });

  it('takes no zeros for the scores of clusters that nobody could compute', () => {
    const html = table(
      ['', 'Silhouette', 'Davies-Bouldin', 'Rand Index', 'Homogeneity'],
      ['0', '0.4209', '0.8565', '0', '0'],
    );
    const code = "from pycaret.clustering import *\nkmeans = create_model('kmeans')";

    expect(shownMetrics(inspectCells({ code, html }))).toEqual([
      'silhouette 0.4209 train *',
      'davies_bouldin 0.8565 train *',
    ]);
  });

  it('reads no places for scores', () => {
    const html = table(
      ['Algorithm', 'mean MASE', 'WAPE'],
      ['ETS', '3.0', '2.0'],
      ['FFT', '1.0', '1.0'],
      ['Theta', '2.0', '3.0'],
    );

    expect(shownMetrics(inspectCells({ html }))).toEqual([]);
  });

  it('reads no rows of single series', () => {
    const header = ['store_id', 'MAE', 'RMSE'];
    const html = table(header, ['S1', '3.1', '4.2'], ['S2', '1.7', '2.9'], ['S3', '2.4', '3.3']);

    expect(shownMetrics(inspectCells({ html }))).toEqual([]);
    expect(shownMetrics(inspectCells({ html: table(['model_id', ...header.slice(1)], ['S1', '3.1', '4.2']) }))).toEqual(
      ['mae 3.1 - *', 'rmse 4.2 - *'],
    );
  });

  it('reads neither metrics of single series as rows, nor counts of them', () => {
    const html = table(
      ['', 'unique_id', 'metric', 'lstm'],
      ['0', 'H1', 'mse', '22.5'],
      ['1', 'H2', 'mse', '18.5'],
      ['2', 'H3', 'mse', '48.1'],
    );
    const counts = table(
      ['', 'metric', 'model', 'nr. of series'],
      ['0', 'mae', 'lstm', '3'],
      ['1', 'mse', 'lstm', '4'],
    );
    const clusters = table(
      ['centroid', 'size', 'within_cluster_sum_of_squares'],
      ['1', '84', '812.3'],
      ['2', '46', '479.2'],
      ['3', '9', '17.9'],
    );

    expect(shownMetrics(inspectCells({ html }, { html: counts }, { html: clusters }))).toEqual([]);
  });

  it('takes rows of folds for parts of a result', () => {
    const validated = table(
      ['', 'fit_time', 'score_time', 'test_accuracy', 'train_accuracy'],
      ['0', '0.02', '0.001', '0.97', '0.99'],
      ['1', '0.03', '0.001', '0.98', '1.0'],
    );
    const numbered = table(
      ['', 'model', 'fold', 'MAE', 'R2'],
      ['0', 'tree', '1', '90.2', '0.69'],
      ['1', 'tree', '2', '90.9', '0.76'],
    );

    expect(shownMetrics(inspectCells({ html: validated }))).toEqual([]);
    expect(shownMetrics(inspectCells({ html: numbered }))).toEqual([]);
  });

  it('takes columns of folds for parts of a result, and their mean for the result', () => {
    const stdout = `                  Fold 1  Fold 2  Fold 3  Mean    Std
RMSE (testset)    0.8969  0.8965  0.8899  0.8944  0.0032
Fit time          0.81    0.82    0.85    0.83    0.02
Test time         0.21    0.15    0.14    0.17    0.03
`;

    expect(shownMetrics(inspectCells({ stdout }))).toEqual(['rmse 0.8944 cv *']);
  });

  it('leaves out a table of classes, which their supports give away', () => {
    const header = ['', 'Precision', 'Recall', 'F', 'Support'];
    const classes = [
      ['boot', '0.84', '0.73', '0.78', '1000'],
      ['coat', '0.98', '0.93', '0.95', '1000'],
    ];
    const models = [
      ['SVM', '0.84', '0.73', '0.78', '1000'],
      ['Random forest', '0.98', '0.93', '0.95', '1000'],
    ];

    expect(inspectCells({ html: table(header, ...classes) }).metrics).toEqual([]);
    expect(inspectCells({ html: table(header, ...models) }).metrics).not.toEqual([]);
  });

  it('takes the measures of association rules for no evaluation', () => {
    const header = ['', 'antecedents', 'consequents', 'support', 'confidence', 'lift', 'jaccard'];
    const html = table(header, ['0', '(bread)', '(milk)', '0.05', '0.41', '1.6', '0.13']);

    expect(shownMetrics(inspectCells({ html }))).toEqual([]);
  });
});
