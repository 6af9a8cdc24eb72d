import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';
import type { PrintedCell } from '../../support/printedCells';

const SPLIT =
  'from sklearn.model_selection import train_test_split\nX_train, X_test, y_train, y_test = train_test_split(X, y)\n';

/** What people look at when they judge a model, each as its library really shows it. */
const SOURCES: readonly (readonly [string, PrintedCell, readonly string[]])[] = [
  [
    'a report of several labels at once',
    {
      stdout: `              precision    recall  f1-score   support

       toxic     0.8123    0.7011    0.7526       912
      insult     0.7011    0.6402    0.6693       408

   micro avg     0.7792    0.6822    0.7275      1320
   macro avg     0.7567    0.6707    0.7110      1320
weighted avg     0.7779    0.6822    0.7269      1320
 samples avg     0.1021    0.0952    0.0950      1320
`,
    },
    [
      'precision_micro 0.7792 -',
      'recall_micro 0.6822 -',
      'f1_micro 0.7275 - *',
      'precision_macro 0.7567 -',
      'recall_macro 0.6707 -',
      'f1_macro 0.711 - *',
      'precision_weighted 0.7779 -',
      'recall_weighted 0.6822 -',
      'f1_weighted 0.7269 - *',
      'precision_samples 0.1021 -',
      'recall_samples 0.0952 -',
      'f1_samples 0.095 -',
    ],
  ],
  [
    'a confusion matrix, which is no score by itself',
    {
      code: `${SPLIT}from sklearn.metrics import confusion_matrix\nconfusion_matrix(y_test, model.predict(X_test))`,
      result: 'array([[50,  3],\n       [ 2, 88]])',
    },
    [],
  ],
  [
    'values beside metrics_names',
    {
      code: `${SPLIT}from tensorflow import keras
model = keras.Sequential()
model.compile(loss='mse', metrics=['mae'])
for name, value in zip(model.metrics_names, model.evaluate(X_test, y_test)):
    print(name, ':', value)`,
      stdout: 'loss : 8.2103\nmae : 2.0551\n',
    },
    ['loss 8.2103 test *', 'mae 2.0551 test *'],
  ],
  [
    'what the training of a Trainer tells beside its loss',
    {
      result:
        "TrainOutput(global_step=32, training_loss=3.35, metrics={'train_runtime': 85.7, 'train_loss': 3.35, 'num_tokens': 42968.0, 'mean_token_accuracy': 0.42, 'epoch': 8.0})",
    },
    ['loss 3.35 train *', 'token_accuracy 0.42 train *'],
  ],
  [
    'a precision that was averaged like the scores beside it, and one that is an area',
    { stdout: 'Average Precision: 0.34\nAverage Recall: 0.35\n' },
    ['precision 0.34 - *', 'recall 0.35 - *'],
  ],
  [
    'an average precision by itself',
    { stdout: 'ROC AUC: 0.9\nAverage Precision: 0.34\n' },
    ['roc_auc 0.9 - *', 'pr_auc 0.34 - *'],
  ],
  [
    'the last of several COCO summaries',
    {
      stdout: [0.31, 0.38]
        .map(
          (value) =>
            `IoU metric: bbox\n Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = ${value}\n`,
        )
        .join(''),
    },
    ['map_50_95 0.38 - *'],
  ],
  [
    'the title of a plot with which a cell ends',
    {
      code: `${SPLIT}from sklearn.svm import SVC
svc = SVC().fit(X_train, y_train)
plt.title(f'Genauigkeit {svc.score(X_test, y_test):.3f}')`,
      result: "Text(0.5, 1.0, 'Genauigkeit 0.917')",
    },
    ['accuracy 0.917 test *'],
  ],
  ['the title of an axis, which is none', { result: "Text(0, 0.5, 'Accuracy: 0.9')" }, []],
  [
    'the value of the best trial of a study',
    {
      code: `${SPLIT}import optuna
from sklearn.metrics import roc_auc_score
def objective(trial):
    model = SVC(C=trial.suggest_float('C', 0.1, 9)).fit(X_train, y_train)
    return roc_auc_score(y_test, model.predict(X_test))
study = optuna.create_study(direction='maximize')
study.optimize(objective, n_trials=9)
print('Value: ', study.best_trial.value)`,
      stdout: 'Value:  0.8112\n',
    },
    ['roc_auc 0.8112 test *'],
  ],
  [
    'precision and recall by their first letters, and F by how much recall weighs',
    { stdout: 'F1=0.45  F0.5=0.37  P=0.33  R=0.73\nP=4.0\n' },
    ['f1 0.45 - *', 'f0_5 0.37 - *', 'precision 0.33 - *', 'recall 0.73 - *'],
  ],
  [
    'a dict of scores by their splits',
    {
      code: `${SPLIT}from sklearn.svm import SVC
svm = SVC().fit(X_train, y_train)
{'train': svm.score(X_train, y_train), 'test': svm.score(X_test, y_test)}`,
      result: "{'train': 0.951, 'test': 0.902}",
    },
    ['accuracy 0.951 train', 'accuracy 0.902 test *'],
  ],
  [
    'an F-score of the beta that the code gives',
    {
      code: `${SPLIT}from sklearn.metrics import fbeta_score\nprint(fbeta_score(y_test, m.predict(X_test), beta=0.5))`,
      stdout: '0.37\n',
    },
    ['f0_5 0.37 test *'],
  ],
  [
    'a count of right predictions over their number, in a tuple',
    {
      code: `${SPLIT}from sklearn.svm import SVC
def check(classifier):
    predictions = classifier.predict(X_test)
    return sum(predictions == y_test) / len(y_test), predictions
check(SVC().fit(X_train, y_train))`,
      result: '(0.90096, array([1, 1, 0, ..., 0, 1, 1], dtype=int64))',
    },
    ['accuracy 0.90096 test *'],
  ],
  [
    'a metric of CatBoost',
    {
      code: `${SPLIT}from catboost import CatBoostClassifier
from catboost.utils import eval_metric
model = CatBoostClassifier().fit(X_train, y_train)
eval_metric(y_test, model.predict_proba(X_test)[:, 1], 'AUC')`,
      result: '[0.8744062991309358]',
    },
    ['roc_auc 0.8744062991309358 test *'],
  ],
  ['a perplexity', { stdout: '>>> Perplexity: 21.75\n' }, ['perplexity 21.75 - *']],
  [
    'text scores in dicts',
    {
      stdout: "{'rouge1': 0.4237, 'rouge2': 0.2011, 'rougeL': 0.3522, 'bleu': 0.2741}\n",
    },
    ['rouge1 0.4237 - *', 'rouge2 0.2011 - *', 'rougel 0.3522 - *', 'bleu 0.2741 - *'],
  ],
  ['a clustering score', { stdout: 'Silhouette Score: 0.5541\n' }, ['silhouette 0.5541 - *']],
  [
    'ranking scores',
    { stdout: 'NDCG@10: 0.4120\nMAP: 0.1131\nMRR = 0.3322\n' },
    ['ndcg_at_10 0.412 - *', 'map 0.1131 - *', 'mrr 0.3322 - *'],
  ],
  [
    'what a search says of itself',
    {
      code: `from sklearn.model_selection import GridSearchCV
from sklearn.svm import SVC
search = GridSearchCV(SVC(), grid, cv=5).fit(X, y)
search.best_score_`,
      result: '0.9714',
    },
    ['accuracy 0.9714 cv *'],
  ],
  [
    'an AutoML library that says what it reached',
    {
      code: `${SPLIT}from flaml import AutoML
automl = AutoML()
automl.fit(X_train, y_train, task='classification', time_budget=60)
print('Best accuracy on validation data: {0:.4g}'.format(1 - automl.best_loss))`,
      stdout: 'Best accuracy on validation data: 0.6389\n',
    },
    ['accuracy 0.6389 val *'],
  ],
  [
    'a progress line of Keras with backspaces and colours',
    {
      code: 'history = model.fit(x, y, epochs=1, validation_data=(x_val, y_val))',
      stdout:
        'Epoch 1/1\n1/2 [====>....] - loss: 0.9\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\r\u001b[1m2/2\u001b[0m \u001b[32m━━━━\u001b[0m 1s 5ms/step - accuracy: 0.91 - loss: 0.31 - val_accuracy: 0.88 - val_loss: 0.35\n',
    },
    ['accuracy 0.91 train', 'loss 0.31 train', 'accuracy 0.88 val *', 'loss 0.35 val *'],
  ],
  ['words about results in Markdown', { kind: 'markdown', code: 'The model reaches an **accuracy of 97.8 %**.' }, []],
  [
    'a table in Markdown that was printed',
    { stdout: '| model | accuracy | f1 |\n|:------|---------:|---:|\n| rf | 0.91 | 0.89 |\n| svc | 0.88 | 0.86 |\n' },
    ['accuracy 0.91 - *', 'f1 0.89 - *', 'accuracy 0.88 -', 'f1 0.86 -'],
  ],
  [
    'a table made with tabs',
    { stdout: 'Model\tMAE\tRMSE\nLinear\t12.11\t15.84\nForest\t13.76\t18.17\n' },
    ['mae 12.11 - *', 'rmse 15.84 - *', 'mae 13.76 -', 'rmse 18.17 -'],
  ],
  [
    'a tuple',
    {
      code: `${SPLIT}from sklearn.metrics import f1_score, recall_score\nf1_score(y_test, p), recall_score(y_test, p)`,
      result: '(0.81, 0.77)',
    },
    ['f1 0.81 test *', 'recall 0.77 test *'],
  ],
  [
    'numbers that Python marks as its own',
    { stdout: "{'acc': np.float64(0.93), 'loss': nan}\n" },
    ['accuracy 0.93 - *'],
  ],
  ['a number in scientific notation', { stdout: 'RMSE 1.2e4\n' }, ['rmse 12000 - *']],
];

describe('sources of a metric', () => {
  it.each(['model.eval_model', 'NERModel("bert", "base").eval_model', 'Trainer(model=net).evaluate'])(
    'takes the argument of %s for the split, not the prefix of the keys',
    (evaluate) => {
      const inspection = inspectCells(
        ...['train_df', 'val_df', 'test_df'].map((name, index) => ({
          code: `result = ${evaluate}(${name})\nprint(result)`,
          stdout: `{'eval_loss': 0.2${index}, 'f1_score': 0.8${index}}\n`,
        })),
      );

      expect(shownMetrics(inspection)).toEqual([
        'loss 0.2 train',
        'f1 0.8 train',
        'loss 0.21 val',
        'f1 0.81 val',
        'loss 0.22 test *',
        'f1 0.82 test *',
      ]);
    },
  );

  it.each(SOURCES)('%s', (_, cell, expected) => {
    expect(shownMetrics(inspectCells(cell))).toEqual(expected);
  });
});
