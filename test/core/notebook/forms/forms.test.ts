import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

const REPORT = `              precision    recall  f1-score   support

      setosa       1.00      1.00      1.00        17
     class 2       1.00      0.93      0.96        14

    accuracy                           0.98        31
   macro avg       0.98      0.97      0.98        31
weighted avg       0.99      0.98      0.98        31
`;

/** One real shape of each printed form, with what it says. */
const FORMS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a classification report',
    REPORT,
    [
      'accuracy 0.98 - *',
      'precision_macro 0.98 -',
      'recall_macro 0.97 -',
      'f1_macro 0.98 - *',
      'precision_weighted 0.99 -',
      'recall_weighted 0.98 -',
      'f1_weighted 0.98 - *',
    ],
  ],
  [
    'an old report',
    '             precision    recall  f1-score   support\n\n          0       0.90      0.95      0.92       100\n\navg / total       0.91      0.92      0.93       100\n',
    ['precision_weighted 0.91 -', 'recall_weighted 0.92 -', 'f1_weighted 0.93 - *'],
  ],
  [
    'what an old search tried',
    "[mean: 0.81250, std: 0.02100, params: {'C': 1},\n mean: 0.83125, std: 0.01900, params: {'C': 10}]",
    ['score 0.83125 cv *'],
  ],
  [
    'averages of each epoch in lists',
    "train: [0.9412, tensor(0.6712, device='cuda:0')]\nvalid: [0.4121, tensor(0.8411, device='cuda:0')]",
    ['loss 0.9412 train', 'loss 0.4121 val *'],
  ],
  ['a score at a cutoff', 'Accuracy: [[0.05058710706080187, 0.9789390274418217]]', ['accuracy 0.9789390274418217 - *']],
  [
    'an epoch beside its last batch',
    "{'test_loss': tensor(4.7981e-06), 'test_loss_step': tensor(4.7981e-06), 'test_loss_epoch': tensor(0.0380)}",
    ['loss 0.038 test *'],
  ],
  [
    'thresholds behind a name',
    'mAP 50:95 0.4163\nmAP 50 0.8842\nmAP 75: 0.3312',
    ['map 0.4163 - *', 'map_50 0.8842 - *', 'map_75 0.3312 - *'],
  ],
  [
    'errors on another scale',
    "{'normalized_mean_absolute_error': 0.065, 'mean_absolute_error': 13.55, 'rmspe': 0.29}",
    ['nmae 0.065 - *', 'mae 13.55 - *', 'rmspe 0.29 - *'],
  ],
  [
    'errors on the scale of the target and on that of its mean',
    'Root Mean Squared Error (RMSE): 27.5\nRelative RMSE (%): 15.25',
    ['rmse 27.5 - *', 'relative_rmse 15.25 - *'],
  ],
  [
    'weighed errors, and a sum in an array of one',
    "Validation WMAE: 1742.7\n{'mape': 0.0052, 'rmse': array([8.6959])}",
    ['wmae 1742.7 val *', 'mape 0.0052 - *', 'rmse 8.6959 - *'],
  ],
  [
    'averages over classes',
    'Average Precision: 0.64\nAverage Recall: 0.81\n',
    ['precision 0.64 - *', 'recall 0.81 - *'],
  ],
  ['the area under a curve of precision', 'Average Precision: 0.64\n', ['pr_auc 0.64 - *']],
  ['a setting behind a name', 'Silhouette Score (K=3): 0.55\n', ['silhouette 0.55 - *']],
  ['a cost after some rounds', 'Cost after iteration 0: 0.69\nCost after iteration 10: 0.49', ['loss 0.49 train *']],
  [
    'settings within a label',
    'Precision at k=22, for users of kind a, is: 0.913\nAUC=0.838  F1@0.5=0.616',
    ['precision_at_k 0.913 - *', 'roc_auc 0.838 - *', 'f1 0.616 - *'],
  ],
  ['a label in another language', 'Valoarea RMSE pentru predictia de tip svd este: 0.7168', ['rmse 0.7168 - *']],
  ['a share of explained variance', 'R-squared error: 0.285', ['r2 0.285 - *']],
  [
    'how far generated images are from real ones',
    'FID score between real and generated images: 0.62',
    ['fid 0.62 - *'],
  ],
  ['a percentage', 'Test Accuracy: 93.1%', ['accuracy 0.931 test *']],
  [
    'the best few of many',
    'Top-1 Accuracy: 77.90%\nTop-3 Accuracy: 93.07%',
    ['accuracy 0.779 - *', 'top_3_accuracy 0.9307 - *'],
  ],
  ['a setting in the label', 'Accuracy with K=12 is: 85.07%', ['accuracy 0.8507 - *']],
  ['a median percentage error', 'MdAPE: 2.23%', ['mdape 0.0223 - *']],
  ['a score of one example', 'Prediction Score: 0.9666 --> Sentiment: Positive', []],
  [
    'splits that open a line',
    'train Loss: 0.54 Acc: 0.72\nval Loss: 0.19 Acc: 0.93',
    ['loss 0.54 train', 'accuracy 0.72 train', 'loss 0.19 val *', 'accuracy 0.93 val *'],
  ],
  ['a name in parentheses', 'Mean Absolute % Error (MAPE):  22.6', ['mape 22.6 - *']],
  ['a count after the value', 'Test Accuracy (Overall): 98% (9831/10000)', ['accuracy 0.98 test *']],
  ['a number inside the label', 'Accuracy of the network on the 10000 test images: 97 %', ['accuracy 0.97 test *']],
  ['a fraction with a percent sign', 'Test Accuracy: 0.931%', ['accuracy 0.931 test *']],
  ['a small error in percent', 'Test MAPE: 0.85%', ['mape 0.0085 test *']],
  ['a spread', 'AUC: 0.93 ± 0.02', ['roc_auc 0.93 - *']],
  ['a spread in parentheses', 'ROC AUC: 0.92 (+/- 0.15) [Logistic regression]', ['roc_auc 0.92 - *']],
  ['exponents', 'RMSE 1.2e4', ['rmse 12000 - *']],
  [
    'several values on a line',
    'f1 = 0.8, precision = 0.7; recall: 0.9',
    ['f1 0.8 - *', 'precision 0.7 - *', 'recall 0.9 - *'],
  ],
  [
    'two splits in one phrase',
    'Bagging train/test accuracies 1.000/0.917',
    ['accuracy 1 train', 'accuracy 0.917 test *'],
  ],
  ['a tensor', 'val_loss: tensor(0.0123, device="cuda:0")', ['loss 0.0123 val *']],
  [
    'a heading that names the split',
    'Test Set Metrics of the trained model:\n\tloss: 0.4899\n\tacc: 0.7970\n',
    ['loss 0.4899 test *', 'accuracy 0.797 test *'],
  ],
  ['folds and their mean', 'Fold 1 accuracy: 0.8\nFold 2 accuracy: 0.9\nMean accuracy: 0.85\n', ['accuracy 0.85 cv *']],
  ['one class after the other', 'Accuracy of plane : 55 %\nAccuracy of car : 60 %\nAccuracy of bird : 20 %\n', []],
  ['a comparison', 'model improved from 0.81 to 0.83\nAccuracy improvement: 0.02\n', []],
  [
    'Keras epochs',
    'Epoch 1/2\n10/10 [==============================] - 1s 3ms/step - loss: 0.9 - acc: 0.5 - val_loss: 1.0 - val_acc: 0.4\nEpoch 2/2\n10/10 [==============================] - 1s 3ms/step - loss: 0.5 - acc: 0.7 - val_loss: 0.8 - val_acc: 0.6\n',
    ['loss 0.5 train', 'accuracy 0.7 train', 'loss 0.8 val *', 'accuracy 0.6 val *'],
  ],
  ['a bar of Keras that stopped', '24544/25000 [============================>.] - ETA: 0s - loss: 0.3', []],
  [
    'evaluate of Keras',
    '79/79 ━━━━━━━━━━━━━━━━━━━━ 1s 12ms/step - accuracy: 0.9838 - loss: 0.0484',
    ['accuracy 0.9838 - *', 'loss 0.0484 - *'],
  ],
  [
    'XGBoost rounds',
    '[0]\ttrain-auc:0.90000\teval-auc:0.80000\n[1]\ttrain-auc:0.95000\teval-auc:0.85000\n',
    ['roc_auc 0.95 train', 'roc_auc 0.85 val *'],
  ],
  [
    'LightGBM rounds',
    "[50]\ttrain's l1: 12.3\tvalid's l1: 14.4\n[58]\ttrain's l1: 12.0\tvalid's l1: 14.3\n",
    ['mae 12 train', 'mae 14.3 val *'],
  ],
  [
    'logs of a Trainer',
    "{'loss': 0.4, 'learning_rate': 1e-05, 'epoch': 1.0}\n{'eval_loss': '0.6936', 'eval_accuracy': '0.5', 'eval_runtime': '0.0074', 'epoch': '1'}\n",
    ['loss 0.4 train', 'loss 0.6936 val *', 'accuracy 0.5 val *'],
  ],
  ['a dict of NumPy values', "{'acc': np.float64(0.9), 'f1': 0.8, 'n': 12}", ['accuracy 0.9 - *', 'f1 0.8 - *']],
  [
    'a progress bar',
    'epoch 2: 100%|████| 306/306 [00:02<00:00, 130.91it/s, loss=0.36, acc=0.83]\n',
    ['loss 0.36 train *', 'accuracy 0.83 train *'],
  ],
  [
    'a box table',
    '┏━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┓\n┃ Test metric ┃ DataLoader 0 ┃\n┡━━━━━━━━━━━━━╇━━━━━━━━━━━━━━┩\n│ test_acc    │ 0.75         │\n│ test_loss   │ 0.688        │\n└─────────────┴──────────────┘\n',
    ['accuracy 0.75 test *', 'loss 0.688 test *'],
  ],
  [
    'a pandas table',
    '     model   acc    f1\n0   LogReg  0.91  0.90\n1   Forest  0.95  0.94\n',
    ['accuracy 0.91 -', 'f1 0.9 -', 'accuracy 0.95 - *', 'f1 0.94 - *'],
  ],
  [
    'a Markdown table',
    '| metric | value |\n|:-------|------:|\n| rmse   | 3.2   |\n| r2     | 0.81  |\n',
    ['rmse 3.2 - *', 'r2 0.81 - *'],
  ],
  [
    'a statsmodels summary',
    'Dep. Variable:                      y   R-squared:                       0.416\nModel:                            OLS   Adj. R-squared:                  0.353\n====================\nx   0.5   0.1   2.2   0.03\n',
    ['r2 0.416 train *', 'adj_r2 0.353 train *'],
  ],
  [
    'a summary of a survival model',
    '<lifelines.CoxPHFitter: fitted with 60 total observations, 12 right-censored observations>\n   partial log-likelihood = -158.75\n---\n      coef  exp(coef)\nage   0.06  1.06\n---\nConcordance = 0.64\nPartial AIC = 331.50\nlog-likelihood ratio test = 33.27 on 7 df\n',
    ['log_likelihood -158.75 train', 'c_index 0.64 train *', 'aic 331.5 train'],
  ],
  [
    'detection scores',
    ' Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.247\n Average Precision  (AP) @[ IoU=0.50      | area=   all | maxDets=100 ] = 0.424\n',
    ['map_50_95 0.247 - *', 'map_50 0.424 - *'],
  ],
  ['search logs', '[CV 1/2] END .............................C=0.1;, score=0.920 total time=   0.0s', []],
  ['predictions', "[{'label': 'POSITIVE', 'score': 0.9598047137260437}]", []],
];

describe('printed forms', () => {
  it.each(FORMS)('reads %s', (_, stdout, expected) => {
    expect(shownMetrics(inspectCells({ stdout }))).toEqual(expected);
  });

  it('reads a data frame in HTML, metrics as columns', () => {
    const html =
      '<table class="dataframe"><thead><tr><th></th><th>model</th><th>AUC</th></tr></thead><tbody><tr><th>0</th><td>lr</td><td>0.91</td></tr><tr><th>1</th><td>rf</td><td>0.95</td></tr></tbody></table>';

    expect(shownMetrics(inspectCells({ html }))).toEqual(['roc_auc 0.91 -', 'roc_auc 0.95 - *']);
  });

  it('reads the table of a Trainer, last row', () => {
    const html =
      '<progress></progress><table class="dataframe"><thead><tr><th>Epoch</th><th>Training Loss</th><th>Validation Loss</th><th>F1</th></tr></thead><tbody><tr><td>1</td><td>0.9</td><td>0.8</td><td>0.5</td></tr><tr><td>2</td><td>0.4</td><td>0.5</td><td>0.7</td></tr></tbody></table>';

    expect(shownMetrics(inspectCells({ html }))).toContain('loss 0.5 val *');
  });

  it('reads a report as a data frame', () => {
    const html =
      '<table class="dataframe"><thead><tr><th></th><th>precision</th><th>recall</th><th>f1-score</th></tr></thead><tbody><tr><th>a</th><td>0.5</td><td>0.6</td><td>0.7</td></tr><tr><th>macro avg</th><td>0.8</td><td>0.81</td><td>0.82</td></tr></tbody></table>';

    expect(shownMetrics(inspectCells({ html }))).toEqual([
      'precision_macro 0.8 -',
      'recall_macro 0.81 -',
      'f1_macro 0.82 - *',
    ]);
  });

  it('knows a report that was made in an earlier cell', () => {
    const made = `from sklearn.metrics import classification_report
from sklearn.svm import SVC
clf = SVC().fit(X_train, y_train)
text = classification_report(y_test, clf.predict(X_test))`;

    expect(
      inspectCells({ code: made }, { code: 'print(text)', stdout: REPORT }).metrics.map(({ split, model }) => [
        split,
        model,
      ]),
    ).toEqual(Array.from({ length: 7 }, () => ['test', 'SVC']));
  });

  it('reads a summary of a survival model in HTML', () => {
    const table = (rows: string): string => `<table class="dataframe"><tbody>${rows}</tbody></table>`;
    const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    const html = [
      table(row('model', 'lifelines.CoxPHFitter') + row('partial log-likelihood', '-158.75')),
      table(row('', 'coef', 'p') + row('age', '0.06', '0.01')),
      table(
        row('Concordance', '0.64') + row('Partial AIC', '331.50') + row('log-likelihood ratio test', '33.27 on 7 df'),
      ),
    ].join('');

    expect(shownMetrics(inspectCells({ html }))).toEqual([
      'log_likelihood -158.75 train',
      'c_index 0.64 train *',
      'aic 331.5 train',
    ]);
  });

  it('takes no helper that prints a matrix of the training data for the report', () => {
    const code = `from dmba import classificationSummary
from sklearn.metrics import classification_report
from sklearn.svm import SVC
clf = SVC().fit(train_X, train_y)
classificationSummary(train_y, clf.predict(train_X))
print(classification_report(valid_y, clf.predict(valid_X)))`;

    expect(inspectCells({ code, stdout: REPORT }).metrics.map(({ split }) => split)).toEqual(Array(7).fill('val'));
  });

  it('knows the split of what a function of the notebook computes by itself', () => {
    const code = `def forecast_accuracy(forecast, actual):
    return {'mae': np.mean(np.abs(forecast - actual))}
print(forecast_accuracy(rolled.values, test_set.values))`;

    expect(shownMetrics(inspectCells({ code, stdout: "{'mae': 6.89}\n" }))).toEqual(['mae 6.89 test *']);
  });

  it('reads records of scrapbook', () => {
    const data = { 'application/scrapbook.scrap.json+json': '{"name":"f1","data":0.79,"encoder":"json","version":1}' };

    expect(shownMetrics(inspectCells({ outputs: [{ kind: 'data', isResult: false, data }] }))).toEqual(['f1 0.79 - *']);
  });

  it('reads what is printed right below a classification report', () => {
    const shown = shownMetrics(inspectCells({ stdout: `${REPORT}\nROC-AUC: 0.9412\n` }));

    expect(shown).toContain('accuracy 0.98 - *');
    expect(shown).toContain('roc_auc 0.9412 - *');
  });
});
