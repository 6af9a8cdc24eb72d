import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';
import type { PrintedCell } from '../../support/printedCells';

const NETWORK = 'import torch.nn as nn\nmodel = nn.Sequential(nn.Linear(4, 2))\ncriterion = nn.CrossEntropyLoss()\n';
const EPOCHS = `for epoch in range(5):
    for x, y in trainloader:
        loss = criterion(model(x), y)
        loss.backward()
    print(f"Training loss: {loss.item()}")`;

/** Numbers that are scores of something, but not of the notebook's model. */
const CASES: readonly (readonly [string, readonly PrintedCell[], readonly string[]])[] = [
  [
    'a loss before anything was learned',
    [
      { code: `${NETWORK}loss = criterion(model(x), y)\nprint(loss)`, stdout: 'tensor(2.3118)\n' },
      { code: EPOCHS, stdout: 'Training loss: 1.8959\nTraining loss: 0.3909\n' },
    ],
    ['loss 0.3909 train *'],
  ],
  [
    'settings in a line of their own',
    [{ stdout: 'hyperparameters: lr0=0.01, box=0.05, iou_t=0.2, fl_gamma=0.0\n' }],
    [],
  ],
  [
    'an error of more than one, which is no share of wrong answers',
    [{ stdout: 'Mean Test Error 2.384\nTest error: 12.5%\n' }],
    ['error_rate 0.125 test *'],
  ],
  [
    'what pip says of packages',
    [
      {
        stdout:
          'Collecting sacrebleu (from seq-models==2.13)\n  Using cached sacrebleu-2.4.2-py3-none-any.whl\n' +
          'Collecting colorama (from sacrebleu->seq-models==2.13)\nSuccessfully installed sacrebleu-2.4.2\n',
      },
    ],
    [],
  ],
  ['the conditions of a tree', [{ stdout: '0:[f0<0.5] yes=1,no=2,missing=1\n\t1:[f1<0.5] yes=3,no=4\n' }], []],
  ['sums of shares', [{ stdout: 'test_accuracy: 1.5648\ntest_accuracy_0: 0.9464\n' }], ['accuracy 0.9464 test *']],
  [
    'the words of a topic, of which one is called like a measure',
    [{ stdout: "[('ear', 0.1353), ('vertigo', 0.0784), ('loss', 0.0685), ('hear', 0.0676)]\n" }],
    [],
  ],
  [
    'a sum in a variable that is called like a measure',
    [{ code: 'acc = 0\nfor x in range(1, 3):\n    acc += x\nprint(f"Final sum: {acc}")', stdout: 'Final sum: 3\n' }],
    [],
  ],
  [
    'a difference of scores, and what explains one answer',
    [
      {
        stdout:
          'KNN (k=5) : leaky minus honest R2 = +1.2226\n\n            Shapley (exact)  local surrogate\n' +
          'MedInc                0.662            1.036\nHouseAge              0.123            0.004\n',
      },
    ],
    [],
  ],
  [
    'a setting of boosted trees, and rows that are called exact',
    [
      { stdout: 'Value: 0.2251\nParams:\n min_split_loss: 0.4534\n max_depth: 8\n' },
      {
        stdout:
          'estimate      d/dtheta_0  d/dtheta_1\nexact            0.2350      0.2350\nsampled         -0.4337      0.4337\n',
      },
    ],
    [],
  ],
  [
    'the coefficients of a long summary',
    [
      {
        stdout: [
          '                            OLS Regression Results',
          '='.repeat(60),
          'Dep. Variable:              target   R-squared:       0.059',
          '='.repeat(60),
          '                 coef    std err          t      P>|t|',
          '-'.repeat(60),
          ...Array.from({ length: 50 }, (_, index) => `hive_${index}    0.0003   6.44e-05     -4.358      0.000`),
          'energy     0.0002   7.22e-05      2.652      0.008',
          '='.repeat(60),
          '',
        ].join('\n'),
      },
    ],
    ['r2 0.059 train *'],
  ],
  [
    'what shares and answers cost',
    [{ stdout: "split: amount: 1078, cost_basis: 47.62\nbest {'gen_cost': 0.00046, 'success': 0.65}\n" }],
    [],
  ],
  [
    'the split of a value that a minimizer gives',
    [
      {
        code: "x, min_val, info = fmin_l_bfgs_b(evaluator.loss, x)\nprint('Current loss value:', min_val)",
        stdout: 'Current loss value: 10028.5\n',
      },
    ],
    ['loss 10028.5 - *'],
  ],
  [
    'a measure that is tried on numbers of the explanation',
    [{ code: 'def cross_entropy(y, a):\n    return tool(y, a)\n\ncross_entropy(1, 0.9997)', result: '0.00030004' }],
    [],
  ],
  [
    'how far two distributions lie apart',
    [{ code: 'def klDivergence(p, q):\n    return total(p, q)\n\nprint(klDivergence(p, q))', stdout: '0.3219\n' }],
    [],
  ],
  [
    'a score of the notebook on numbers that are spelled out',
    [
      {
        code: 'import numpy as np\ndef rmse(a, p):\n    return np.sqrt(np.mean((a - p) ** 2))\n\nprint(rmse(np.array((1000,)), np.array((1200,))))',
        stdout: '200.0\n',
      },
    ],
    [],
  ],
  ['how sure a model is of one picture', [{ stdout: 'Predicted: wine_bottle id = 907 with a score of: 0.1247\n' }], []],
  ['how exact a thing is', [{ stdout: 'PLA filament 1.75 mm, dimensional accuracy +/- 0.02 mm\n' }], []],
  [
    'how many clusters a measure speaks for',
    [{ stdout: 'Best K of each measure:\n  Silhouette -> K = 9\n  Davies-Bouldin -> K = 10\n' }],
    [],
  ],
  [
    'what the code explains beside a result',
    [
      {
        code: 'print(f"Adjusted Rand index: {compare(a, b):.4f}")\nprint("(ARI = 1.0: identical, 0.0: no agreement)")',
        stdout: 'Adjusted Rand index: 0.3717\n(ARI = 1.0: identical, 0.0: no agreement)\n',
      },
    ],
    ['ari 0.3717 - *'],
  ],
  [
    'how many predictions are of one class',
    [
      {
        code: 'from sklearn.ensemble import IsolationForest\nm = IsolationForest().fit(X)\nfound = (m.predict(X) == -1).astype(int)\nprint(found.mean() * 100)',
        stdout: '5.0\n',
      },
    ],
    [],
  ],
  ['how much of the variance components keep', [{ stdout: 'Total explained variance: 0.9581\n' }], []],
  [
    'an array with its coordinates',
    [{ result: "<xarray.DataArray 'mse' (k: 6, c: 6)>\nCoordinates:\n  * k   (k) int32 24B 1 2 3 4 5 10" }],
    [],
  ],
  [
    'the code of a chart that Colab offers',
    [
      {
        result: "from matplotlib import pyplot as plt\n_df_13['Accuracy'].plot(kind='hist', bins=20, title='Accuracy')",
      },
    ],
    [],
  ],
  ['when a value was', [{ stdout: "('Loss at ', 90, 3.43)\n" }], ['loss 3.43 - *']],
  [
    'what a script says of itself',
    [
      {
        code: "'''Gets to 99.25% test accuracy after 12 epochs.'''",
        result: "'Gets to 99.25% test accuracy after 12 epochs.'",
      },
    ],
    [],
  ],
  ['how many things a value is of', [{ stdout: 'Average r2 score of 10 stores is 0.75.\n' }], ['r2 0.75 - *']],
  [
    'how an answer bears noise',
    [{ result: "{'context_recall': 0.7317, 'noise_sensitivity_relevant': 0.293}" }],
    ['recall 0.7317 - *'],
  ],
  [
    'the loss of a last batch',
    [{ code: 'm = keras.Model()\nm.evaluate(x_test)', result: "{'loss': 0.5, 'loss_batch': 0.6}" }],
    ['loss 0.5 test *'],
  ],
  [
    'what help says',
    [{ code: 'help(Lasso)', stdout: 'Help on class Lasso in module m:\n\n |  would get an R^2 score of 0.0.\n' }],
    [],
  ],
  [
    'tests of features',
    [{ stdout: '   MutualInfo  ChiSquaredPVal  FScore  FPVal\n0      0.10           0.20   82.73   0.01\n' }],
    [],
  ],
  [
    'a sweep over numbers of clusters',
    [
      {
        stdout:
          '   NumberOfClusters    WCSS\n0                 1  981.5\n1                 2  512.3\n2                 3  301.2\n3                 4  250.1\n',
      },
    ],
    [],
  ],
  ['losses of single examples', [{ stdout: 'id:3859 | loss:7.42 | true:spam | pred:ham\n' }], []],
  [
    'what a model says of an example',
    [
      {
        code: 'from sklearn.svm import SVC\nm = SVC().fit(X_train, y_train)\np = m.predict_proba(X_test)\nprint("Score:", p.max())',
        stdout: 'Score: 0.99\n',
      },
    ],
    [],
  ],
  [
    'how far single predictions are off',
    [
      {
        stdout:
          '   WeekStart  actual  forecasted  accuracy\n0  2023-01-01      12          24      50.0\n1  2023-01-08      14          20      70.0\n',
      },
    ],
    [],
  ],
  [
    'the mean score of a lift table',
    [{ stdout: 'Gains/Lift Table: Avg response rate: 18.30 %, avg score: 18.31 %\n' }],
    [],
  ],
  ['the cost to begin with', [{ stdout: 'Initial cost: 226677.0\nOptimized cost: 3143.57\n' }], ['loss 3143.57 - *']],
  [
    'the parts of a loss beside their sum',
    [{ stdout: 'iter: 1999  total_loss: 0.4948  loss_cls: 0.064  loss_rpn_loc: 0.0474\n' }],
    ['loss 0.4948 train *'],
  ],
  [
    'the order that a column of the data gives by itself',
    [
      {
        code: `from sklearn.metrics import roc_auc_score
for c in numeric:
    auc = roc_auc_score(y_train, df_train[c])
    if auc < 0.5:
        auc = roc_auc_score(y_train, -df_train[c])
    print('%16s, %.3f' % (c, auc))`,
        stdout: '      lead_score, 0.614\n     income_year, 0.552\n',
      },
    ],
    [],
  ],
  [
    'tests with spoiled data, beside the evaluation',
    [{ stdout: 'Clean accuracy: 77.90%\nLow noise (0.05) accuracy: 66.79%\nHigh noise (0.2) accuracy: 12.07%\n' }],
    ['accuracy 0.779 - *'],
  ],
  [
    'a metric object that is shown at work on a few values',
    [
      {
        code: `from tensorflow import keras
m = keras.metrics.AUC()
m.update_state([0, 1, 1, 1], [0, 1, 0, 0])
print('Intermediate result: ', m.result().numpy())`,
        stdout: 'Intermediate result:  0.6666667\n',
      },
      { stdout: 'test accuracy: 0.9637\n' },
    ],
    ['accuracy 0.9637 test *'],
  ],
  [
    'rules of what is bought together',
    [
      {
        html: `<table><thead><tr><th></th><th>antecedents</th><th>consequents</th><th>confidence</th><th>jaccard</th></tr></thead>
<tbody><tr><td>0</td><td>(butter)</td><td>(bread)</td><td>0.41</td><td>0.056088</td></tr></tbody></table>`,
      },
    ],
    [],
  ],
  [
    'gains and lift of shares of the cases',
    [
      {
        html: `<table><thead><tr><th>group</th><th>cumulative_lift</th><th>cumulative_gain</th><th>kolmogorov_smirnov</th></tr></thead>
<tbody><tr><td>1</td><td>2.2</td><td>124.7</td><td>0.0286489</td></tr><tr><td>2</td><td>2.0</td><td>101.2</td><td>0.042245</td></tr></tbody></table>`,
      },
    ],
    [],
  ],
  [
    'the loss that an attack makes larger',
    [
      {
        code: `${NETWORK}for t in range(30):
    loss = -nn.CrossEntropyLoss()(model(x + delta), y)
    print(f"{t}, loss: {loss.item()}")`,
        stdout: '0, loss: -0.0038\n5, loss: -0.0807\n',
      },
    ],
    [],
  ],
  [
    'the first loss that a loop prints beside its step',
    [
      {
        code: `${NETWORK}for step, (x, y) in enumerate(train_dataset):
    loss = criterion(model(x), y)
    loss.backward()
    print(step, float(loss))`,
        stdout: '0 4.0465\n100 2.3009\n200 1.7928\n',
      },
    ],
    ['loss 1.7928 train *'],
  ],
];

describe('inspectNotebook', () => {
  it.each(CASES)('does not take for a result: %s', (_name, cells, expected) => {
    expect(shownMetrics(inspectCells(...cells))).toEqual(expected);
  });

  it('believes predictions that a table holds by model', () => {
    const code = `from sklearn.metrics import roc_auc_score
for name in names:
    print(name, 'AUC:', roc_auc_score(y_test, test_preds[name]))`;

    expect(shownMetrics(inspectCells({ code, stdout: 'forest AUC: 0.91\n' }))).toEqual(['roc_auc 0.91 test *']);
  });

  it('keeps the printed mean of folds, with another experiment in a cell after it', () => {
    const validate =
      'from sklearn.model_selection import cross_validate\nscores = cross_validate(m, X, y, scoring="roc_auc")\n';
    const first = `${validate}print(f"ROC-AUC scores: {scores['test_score']}")\nprint(f"Mean: {scores['test_score'].mean():.3f}")`;

    expect(
      shownMetrics(
        inspectCells(
          { code: first, stdout: 'ROC-AUC scores: [0.60957138 0.64828084 0.64479058]\nMean: 0.634\n' },
          { code: `${validate}print(f"ROC-AUC: {scores['test_score'].mean():.3f}")`, stdout: 'ROC-AUC: 0.632\n' },
        ),
      ),
    ).toEqual(['roc_auc 0.634 cv', 'roc_auc 0.632 cv *']);
  });

  it('takes the name of a model from what a loop over models prints', () => {
    const code = `from darts.models import ExponentialSmoothing, Theta
from darts.metrics import mae
for model in [ExponentialSmoothing(), Theta()]:
    model.fit(train)
    print(str(model) + " MAE: " + str(mae(model.predict(9), val)))`;
    const { metrics } = inspectCells({ code, stdout: 'Prophet MAE: 653.86\nTheta(2) MAE: 944.0\n' });

    expect(metrics[0]?.model).toBe('Prophet');
  });

  it('reads no values of single classes', () => {
    const code = `from sklearn.metrics import confusion_matrix
matrix = confusion_matrix(y_test, clf.predict(X_test))
recall = np.diag(matrix) / np.sum(matrix, axis=1)
recall`;

    expect(shownMetrics(inspectCells({ code, result: 'array([0.9, 0.8, 0.7])' }))).toEqual([]);
  });

  it('takes no data for a score because of its short name', () => {
    const code = 'acc = read_acceleration(train_rows)\nprint(acc.mean())';

    expect(shownMetrics(inspectCells({ code, stdout: '0.91\n' }))).toEqual([]);
  });
});
