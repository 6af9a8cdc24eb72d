import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';
import type { PrintedCell } from '../../support/printedCells';

const shown = (...cells: readonly PrintedCell[]): string[] => shownMetrics(inspectCells(...cells));

describe('models that a notebook compares', () => {
  it('reads a leaderboard whose columns of texts stand close to the column before', () => {
    const stdout = `               model  score_val eval_metric  pred_time_val  fit_time  stack_level  can_infer
0  LightGBM_BAG_L1   0.912500         mcc       0.448078  5.154005            1       True
1  CatBoost_BAG_L1   0.903100         mcc       0.458610  0.265577            1       True
`;

    expect(shown({ stdout })).toEqual(['mcc 0.9125 val *', 'mcc 0.9031 val']);
  });

  it('leaves out what AutoGluon tried on a part of the data', () => {
    const tried = `                model  holdout_score  score_val eval_metric  pred_time_test  fit_time
0  CatBoost_BAG_L1       0.961062   0.735569          f1        0.185518  4.176096
`;
    const kept = `                model  score_val eval_metric  fit_time
0  CatBoost_BAG_L1   0.741000          f1  7.112340
`;

    expect(shown({ stderr: tried }, { stdout: kept })).toEqual(['f1 0.741 val *']);
  });

  it('compares a score with one that was printed times 100', () => {
    const scored = (name: string): string =>
      `from sklearn.svm import SVC\nfrom sklearn.neighbors import KNeighborsClassifier\nfrom sklearn.metrics import accuracy_score\n${name}`;
    const cells = [
      {
        code: scored(
          'knn = KNeighborsClassifier().fit(X_train, y_train)\nprint(accuracy_score(y_test, knn.predict(X_test)) * 100)',
        ),
        stdout: '74.25\n',
      },
      {
        code: scored(
          'svm = SVC().fit(X_train, y_train)\nacc = accuracy_score(y_test, svm.predict(X_test)) * 100\nprint(f"SVM accuracy: {acc:.2f}%")',
        ),
        stdout: 'SVM accuracy: 79.98%\n',
      },
    ];

    expect(shown(...cells)).toEqual(['accuracy 74.25 test', 'accuracy 0.7998 test *']);
  });

  it('takes no parameters that a search printed for its score', () => {
    const code = `from sklearn.model_selection import GridSearchCV
from sklearn.linear_model import Ridge
search = GridSearchCV(Ridge(), {'alpha': [1, 100]}, scoring='neg_mean_squared_error', cv=5).fit(X, y)
print(search.best_params_)
print(search.best_score_)`;

    expect(shown({ code, stdout: "{'alpha': 100}\n-29.9\n" })).toEqual(['neg_mse -29.9 cv *']);
  });

  it('takes no parameter for a score that is not a number', () => {
    const code = `from sklearn.model_selection import GridSearchCV
from sklearn.linear_model import LogisticRegression
search = GridSearchCV(LogisticRegression(), grid).fit(X, y)
search.best_score_, search.best_params_`;

    expect(shown({ code, result: "(nan, {'C': 0.0, 'tol': 0.1})" })).toEqual([]);
    expect(shown({ code, result: "(0.81, {'C': 0.0, 'tol': 0.1})" })).toEqual(['accuracy 0.81 cv *']);
  });

  it('reads as many numbers as names that stand before them', () => {
    const stdout = 'test loss, test acc: [0.31, 0.89]\n';

    expect(shown({ stdout })).toEqual(['loss 0.31 test *', 'accuracy 0.89 test *']);
    expect(shown({ stdout: 'Precision / Recall / F1: 91.5% / 88% / 89.7%\n' })).toEqual([
      'precision 0.915 - *',
      'recall 0.88 - *',
      'f1 0.897 - *',
    ]);
    expect(shown({ stdout: 'MAE and RMSE: 2.5 and 3.1\n' })).toEqual(['mae 2.5 - *', 'rmse 3.1 - *']);
  });

  it('gives a report the split of the accuracy that is printed beside it', () => {
    const stdout = `Test accuracy: 0.8053
              precision    recall  f1-score   support

           0       0.68      0.85      0.76        26
           1       0.89      0.95      0.92        74

    accuracy                           0.81       100
   macro avg       0.66      0.62      0.63       100
weighted avg       0.79      0.81      0.79       100
`;

    expect(shown({ stdout }).filter((text) => text.endsWith('*'))).toEqual([
      'accuracy 0.8053 test *',
      'f1_macro 0.63 test *',
      'f1_weighted 0.79 test *',
    ]);
  });

  it('prefers what the notebook computed to a table that somebody typed', () => {
    const computed = {
      code: `import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.svm import SVC
clf = SVC().fit(X_train, y_train)
print(accuracy_score(y_test, clf.predict(X_test)))`,
      stdout: '0.8812\n',
    };
    const result = '   Model  Accuracy\n0    Old      0.81\n1  Paper      0.95';
    const typed = { code: "pd.DataFrame({'Model': ['Old', 'Paper'], 'Accuracy': [0.81, 0.95]})", result };

    expect(shown(computed, typed)[0]).toBe('accuracy 0.8812 test *');
    expect(inspectCells(computed, typed).metrics.filter(({ headline }) => headline)).toHaveLength(1);
  });

  it('takes what is computed unless there is nothing to divide by for computed', () => {
    const code = `import pandas as pd
hits = 0
for example in test:
    hits += judge(example)
recall = 0.0 if total == 0 else hits_found / total
precision = hits_found / found if found else 0.0
table = pd.DataFrame([[precision, recall], [precision, recall]], columns=['Precision', 'Recall'])
table`;
    const result = '   Precision  Recall\n0       0.81    0.72\n1       0.85    0.74';
    const accuracy = { stdout: 'Accuracy: 0.9\n' };

    expect(inspectCells(accuracy, { code, result }).metrics.map(({ confidence }) => confidence)).not.toContain(
      'medium',
    );
  });

  it('reads the split from a column of its own, and from the columns beside', () => {
    const result = `  Model  Split  RMSE
0    LR  Train   4.1
1    LR   Test   4.2
2   XGB  Train   1.2
3   XGB   Test   3.9`;
    const beside = `  model  train_acc  test_acc    f1
0  wide       0.91      0.76  0.40
1  deep       0.95     0.772  0.48`;

    expect(shown({ result })).toEqual(['rmse 4.1 train', 'rmse 4.2 test', 'rmse 1.2 train', 'rmse 3.9 test *']);
    expect(shown({ result: beside }).filter((text) => text.endsWith('*'))).toEqual([
      'accuracy 0.772 test *',
      'f1 0.48 test *',
    ]);
  });

  it('reads a column of shares and the same in percent as one', () => {
    const result = `    Model  Accuracy  Accuracy (%)
0  Forest    0.9496         94.96
1    Tree    0.9012         90.12`;

    expect(shown({ result })).toEqual(['accuracy 0.9496 - *', 'accuracy 0.9012 -']);
  });

  it('calls what score gives by its name in a table, and takes the best', () => {
    const code = `from sklearn.linear_model import Lasso, Ridge
from sklearn.ensemble import RandomForestRegressor
rows = []
for name, model in {'ridge': Ridge(), 'forest': RandomForestRegressor(), 'lasso': Lasso()}.items():
    model.fit(X_train, y_train)
    rows.append([name, model.score(X_train, y_train), model.score(X_test, y_test)])
pd.DataFrame(rows, columns=['Model', 'Train Score', 'Test Score'])`;
    const result = `    Model  Train Score  Test Score
0   ridge         0.81        0.80
1  forest         0.98        0.87
2   lasso         0.80        0.79`;

    expect(shown({ code, result }).filter((text) => text.endsWith('*'))).toEqual(['r2 0.87 test *']);
  });

  it('reads a frame whose index has a name, a series of scores, and means of cross validation', () => {
    const frame = `                        Accuracy  ROC AUC  Time Taken
Model                                               
ExtraTreesClassifier        0.93     0.92        0.21
RandomForestClassifier      0.92     0.91        0.33
`;
    const code = `from sklearn.metrics import accuracy_score
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
scores = {}
for name, model in {'SVM': SVC(), 'Tree': DecisionTreeClassifier()}.items():
    scores[name] = accuracy_score(y_test, model.fit(X_train, y_train).predict(X_test))
pd.Series(scores).sort_values(ascending=False)`;
    const means = "{'fit_time': 0.2, 'score_time': 0.02, 'test_accuracy': 0.85}";

    expect(shown({ stdout: frame })).toHaveLength(4);
    expect(shown({ code, result: 'SVM     0.91\nTree    0.85\ndtype: float64' })).toEqual([
      'accuracy 0.91 test *',
      'accuracy 0.85 test',
    ]);
    expect(shown({ result: means })).toEqual(['accuracy 0.85 cv *']);
  });

  it('calls no model like the column of a submission', () => {
    const code = `from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score
model = Ridge().fit(X_train, y_train)
print(r2_score(y_val, model.predict(X_val)))
pd.DataFrame({'Id': ids, 'Price': model.predict(test)}).to_csv('submission.csv')`;

    expect(inspectCells({ code, stdout: '0.8\n' }).metrics).toMatchObject([{ name: 'r2', model: 'Ridge' }]);
  });

  it('takes the mean of scores that a loop over folds gathered, and nothing from other lists', () => {
    const code = `from sklearn.model_selection import KFold
from sklearn.metrics import mean_absolute_error
from sklearn.linear_model import Ridge
errors = []
for train, test in KFold(4).split(X):
    model = Ridge().fit(X[train], y[train])
    errors.append(mean_absolute_error(y[test], model.predict(X[test])))
print('mean absolute error:', errors)`;
    const stdout = 'mean absolute error: [3.5, 3.7, 3.1, 3.7]\n';

    expect(shown({ code, stdout })).toEqual(['mae 3.5 cv *']);
    expect(shown({ stdout: 'Precision: [0.91 0.85 0.77]\nAccuracy: 0.86\n' })).toEqual(['accuracy 0.86 - *']);
  });

  it('takes the name of a file for no model', () => {
    const { metrics } = inspectCells({ stdout: 'Forest saved to forest_v2.pkl\nAccuracy: 0.91\n' });

    expect(metrics.map(({ model }) => model)).toEqual([null]);
  });

  it('takes words of a sentence for no model, and a best cutoff for no result', () => {
    const code = `from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, recall_score
model = LogisticRegression().fit(X_train, y_train)
accuracy, recall = accuracy_score(y_test, model.predict(X_test)), recall_score(y_test, model.predict(X_test))
print(f"Accuracy: {accuracy:.3f}")
print(f"Recall: {recall:.3f}")`;
    const stdout = 'Accuracy: 0.822\nRecall: 0.601\n';
    const story = {
      code: 'print(f"Recall came in at {recall:.1%}, below target.")',
      stdout: 'Recall came in at 60.1%, below target.\n',
    };
    const cutoff = { stdout: 'Default (0.5): Recall = 0.601\nOptimal (0.10): Recall = 1.000\n' };
    const headed = (...cells: readonly PrintedCell[]): string[] => shown(...cells).filter((text) => text.endsWith('*'));

    expect(headed({ code, stdout }, story)).toEqual(['accuracy 0.822 test *', 'recall 0.601 test *']);
    expect(headed({ stdout: 'Recall: 0.601\n' }, cutoff)).toEqual(['recall 0.601 - *']);
  });

  it('calls a row by the column of models, as its class', () => {
    const result = `  scaler                                             model      f1
0  none  <class 'sklearn.ensemble._forest.RandomForestClassifier'>  0.8123
1  full                              SVC(C=1.0, kernel='rbf')  0.7911`;

    expect(inspectCells({ result }).metrics.map(({ model }) => model)).toEqual(['RandomForestClassifier', 'SVC']);
  });

  it('reads how many are right of how many as their share', () => {
    const stdout = 'Test set: Average loss: 0.0721, Accuracy: 9760/10000 (97.6%)\n';
    const code = `for epoch in range(1, 3):
    train(epoch)
    print('Test set: Average loss: {:.4f}, Accuracy: {}/{} ({:.1f}%)'.format(loss, correct, len(data), 100. * correct / len(data)))`;

    expect(shown({ stdout })).toEqual(['loss 0.0721 test *', 'accuracy 0.976 test *']);
    expect(shown({ code, stdout })).toEqual(['loss 0.0721 test *', 'accuracy 0.976 test *']);
    expect(shown({ stdout: 'Accuracy: 45/50\n' })).toEqual(['accuracy 0.9 - *']);
  });

  it('heads no dummy, however often its one answer is right', () => {
    const scored = (model: string): string =>
      `from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
model = ${model}().fit(X_train, y_train)
print("Accuracy:", model.score(X_test, y_test))`;
    const cells = [
      { code: scored('DummyClassifier'), stdout: 'Accuracy: 0.80\n' },
      { code: scored('LogisticRegression'), stdout: 'Accuracy: 0.71\n' },
    ];

    expect(shown(...cells)).toEqual(['accuracy 0.8 test', 'accuracy 0.71 test *']);
  });

  it('reads the best scores of several searches as cross validation', () => {
    const result = `    model  best_score               best_params
0     svm      0.9112  {'C': 1, 'kernel': 'rbf'}
1  forest      0.8931       {'n_estimators': 10}`;

    expect(inspectCells({ result }).metrics).toMatchObject([
      { name: 'score', value: 0.9112, split: 'cv', model: 'svm', headline: true },
      { name: 'score', value: 0.8931, split: 'cv', model: 'forest', headline: false },
    ]);
  });

  it('compares reports by the mean over classes, so that a rare class counts', () => {
    const report = (accuracy: string, macro: string): string => `              precision    recall  f1-score   support

           0       0.91      0.95      0.93       900
           1       0.60      0.10      0.17       100

    accuracy                           ${accuracy}      1000
   macro avg       0.75      0.55      ${macro}      1000
weighted avg       0.88      0.90      0.87      1000
`;
    const headed = shown({ stdout: report('0.90', '0.55') }, { stdout: report('0.88', '0.76') });

    expect(headed.filter((text) => text.endsWith('*'))).toEqual([
      'accuracy 0.88 - *',
      'f1_macro 0.76 - *',
      'f1_weighted 0.87 - *',
    ]);
  });
});
