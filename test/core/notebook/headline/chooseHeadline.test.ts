import { describe, expect, it } from 'vitest';
import { inspectCells } from '../../../support/printedCells';
import type { PrintedCell } from '../../../support/printedCells';

/** The first choice alone. */
const headline = (...cells: readonly PrintedCell[]): string[] =>
  inspectCells(...cells)
    .metrics.filter((metric) => metric.headline && metric.isSecondOpinion !== true)
    .map(({ name, value }) => `${name} ${value}`);

describe('chooseHeadline', () => {
  it('takes the best of models that were evaluated alike in a cell each', () => {
    const cell = (model: string, accuracy: string, loss: string): PrintedCell => ({
      stdout: `${model} test accuracy: ${accuracy}\n${model} test loss: ${loss}\n`,
    });

    expect(
      headline(cell('ResNet50', '0.91', '0.4'), cell('VGG16', '0.95', '0.5'), cell('LSTM', '0.88', '0.3')),
    ).toEqual(['accuracy 0.95', 'loss 0.5']);
  });

  it('takes no naive forecast for a model, but naive Bayes', () => {
    const table = (first: string): PrintedCell => ({
      html: `<table class="dataframe"><thead><tr><th>model</th><th>mae</th></tr></thead><tbody><tr><td>${first}</td><td>3.1</td></tr><tr><td>ARIMA</td><td>4.5</td></tr></tbody></table>`,
    });

    expect(headline(table('Seasonal Naïve'))).toEqual(['mae 4.5']);
    expect(headline(table('Persistence'))).toEqual(['mae 4.5']);
    expect(headline(table('Naive Bayes'))).toEqual(['mae 3.1']);
  });

  it('takes the best model of each task', () => {
    const task = (file: string): PrintedCell => ({
      code: `from sklearn.model_selection import train_test_split
from sklearn.linear_model import Ridge
df = pd.read_csv('${file}')
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns='z'), df['z'])
model = Ridge().fit(X_train, y_train)`,
    });
    const score = (value: string): PrintedCell => ({ code: 'model.score(X_test, y_test)', result: value });

    expect(headline(task('wines.csv'), score('0.91'), task('flats.csv'), score('0.72'))).toEqual([
      'r2 0.91',
      'r2 0.72',
    ]);
    expect(headline(task('wines.csv'), score('0.91'), task('wines.csv'), score('0.72'))).toHaveLength(1);
  });

  it('adds what was told with a score of the model that a last comparison repeats', () => {
    const forest = 'Random forest test accuracy: 0.86\nRandom forest test F1: 0.73\nRandom forest test AUC: 0.851\n';
    const both = 'Random forest test AUC: 0.851\nXGBoost test AUC: 0.833\n';

    const code = (name: string) => `from sklearn.ensemble import ${name}\n${name}().fit(X_train, y_train)`;

    expect(
      headline(
        { code: code('RandomForestClassifier'), stdout: forest },
        { code: code('GradientBoostingClassifier'), stdout: both },
      ),
    ).toEqual(['accuracy 0.86', 'f1 0.73', 'roc_auc 0.851']);
  });

  it('takes the last of evaluations that name no model', () => {
    const forest = 'Random forest test R2: 0.81\n';

    expect(headline({ stdout: 'Test R2: 0.84\n' }, { stdout: 'Test R2: 0.79\n' })).toEqual(['r2 0.79']);
    expect(headline({ stdout: forest }, { stdout: 'Test R2: 0.79\n' })).toEqual(['r2 0.79']);
  });

  it('takes the best of three cells and more that evaluate alike', () => {
    const cell = (f1: string): PrintedCell => ({ stdout: `Test F1: ${f1}\n` });

    expect(headline(cell('0.82'), cell('0.86'), cell('0.79'))).toEqual(['f1 0.86']);
  });

  it('takes the other scores of an evaluation of which a later line repeats one', () => {
    const before = 'PR-AUC: 0.3114\nF1: 0.4304\nRecall: 0.8135\n';
    const whole = 'PR-AUC: 0.3459\nF1: 0.4543\nRecall: 0.728\n';
    const repeated = { stdout: 'Stacking Classifier PR-AUC: 0.3459\n' };

    expect(headline({ stdout: before + whole }, repeated)).toEqual(['f1 0.4543', 'recall 0.728', 'pr_auc 0.3459']);
    expect(headline({ stdout: 'Random forest accuracy: 0.9\nF1: 0.8\n' }, { stdout: 'SVC accuracy: 0.9\n' })).toEqual([
      'accuracy 0.9',
    ]);
  });

  it('leaves a tuned model that became much worse, or that is compared once more', () => {
    const fit = 'from sklearn.svm import SVC\nm = SVC().fit(X_train, y_train)\n';
    const tune =
      'from sklearn.model_selection import GridSearchCV\nm = GridSearchCV(SVC(), grid).fit(X_train, y_train)\n';
    const show = "print('Test accuracy:', accuracy_score(y_test, m.predict(X_test)))";
    const plain = { code: fit + show, stdout: 'Test accuracy: 0.766\n' };
    const rows = '<tr><td>SVC</td><td>0.7661</td></tr><tr><td>SVC (tuned)</td><td>0.7512</td></tr>';
    const html = `<table class="dataframe"><thead><tr><th>model</th><th>test accuracy</th></tr></thead><tbody>${rows}</tbody></table>`;

    expect(headline(plain, { code: tune + show, stdout: 'Test accuracy: 0.755\n' })).toEqual(['accuracy 0.755']);
    expect(headline(plain, { code: tune + show, stdout: 'Test accuracy: 0.643\n' })).toEqual(['accuracy 0.766']);
    expect(headline({ html })).toEqual(['accuracy 0.7661']);
  });

  it('takes of several models in a table the one that is best in most measures', () => {
    const row = (tag: string, ...cells: readonly string[]): string =>
      `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
    const html = `<table class="dataframe"><thead>${row('th', 'model', 'AUC', 'accuracy', 'f1')}</thead><tbody>${row('td', 'forest', '0.903', '0.999', '0.832')}${row('td', 'logistic', '0.946', '0.974', '0.109')}</tbody></table>`;

    expect(headline({ html })).toEqual(['roc_auc 0.903', 'accuracy 0.999', 'f1 0.832']);
  });

  it('lets no forecast win that repeats the last value', () => {
    const line = (model: string, mae: string): string => `${model} test MAE: ${mae}\n`;

    expect(headline({ stdout: line('Prophet', '1710.6') }, { stdout: line('Naive', '443.2') })).toEqual(['mae 1710.6']);
    expect(headline({ stdout: line('Prophet', '1710.6') }, { stdout: line('Baseline ARIMA', '443.2') })).toEqual([
      'mae 1710.6',
    ]);
    expect(headline({ stdout: 'SVC F1: 0.7\n' }, { stdout: 'Naive Bayes F1: 0.8\n' })).toEqual(['f1 0.8']);
  });

  it('takes an evaluation on folds before the calibration on test data', () => {
    expect(headline({ stdout: 'CV F1: 0.86\n' }, { stdout: 'Test Brier score: 0.0004\n' })).toEqual(['f1 0.86']);
  });

  it('takes the best of several that call themselves the best', () => {
    expect(headline({ stdout: 'Best accuracy on CV: 0.927\n' }, { stdout: 'Best accuracy on CV: 0.925\n' })).toEqual([
      'accuracy 0.927',
    ]);
  });

  it('leaves an overview of everything that could be tried behind', () => {
    const rows = Array.from(
      { length: 12 },
      (_, index) => `<tr><td>Model${index}Regressor</td><td>0.${90 - index}</td></tr>`,
    );
    const html = `<table class="dataframe"><thead><tr><th>Model</th><th>R-Squared</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
    const own = {
      code: "from sklearn.linear_model import Ridge\nm = Ridge().fit(X_train, y_train)\nprint('R2:', r2_score(y_test, m.predict(X_test)))",
      stdout: 'R2: 0.78\n',
    };
    const survey = {
      code: 'models, predictions = LazyRegressor().fit(X_train, X_test, y_train, y_test)\nmodels',
      html,
    };

    expect(headline(survey)).toContain('r2 0.9');
    expect(headline(survey, own)).toEqual(['r2 0.78']);
    expect(headline(own, survey)).toContain('r2 0.9');
  });

  it('compares models by what the searches of the notebook look for', () => {
    const evaluate = (name: string): string =>
      `from sklearn.ensemble import ${name}\nm = ${name}().fit(X_train, y_train)\np = m.predict(X_test)\nprint('Accuracy:', accuracy_score(y_test, p))\nprint('AUC:', roc_auc_score(y_test, p))`;
    const cells = [
      { code: evaluate('ExtraTreesClassifier'), stdout: 'Accuracy: 0.71\nAUC: 0.78\n' },
      { code: evaluate('RandomForestClassifier'), stdout: 'Accuracy: 0.72\nAUC: 0.77\n' },
    ];
    const search =
      "from sklearn.model_selection import GridSearchCV\nGridSearchCV(tree, grid, scoring='roc_auc').fit(X_train, y_train)";

    expect(headline(...cells)).toEqual(['accuracy 0.72', 'roc_auc 0.77']);
    expect(headline({ code: search }, ...cells)).toEqual(['accuracy 0.71', 'roc_auc 0.78']);
  });

  it('lets precision or recall decide only when there is nothing else', () => {
    const row = (...cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    const html = `<table class="dataframe"><thead>${row('model', 'recall', 'precision', 'f1')}</thead><tbody>${row('forest', '0.61', '0.47', '0.53')}${row('tree', '0.99', '0.20', '0.33')}</tbody></table>`;

    expect(headline({ html })).toEqual(['recall 0.61', 'precision 0.47', 'f1 0.53']);
  });

  it('takes a whole evaluation before a later look at precision, with the precision that goes with it', () => {
    const fit = 'from sklearn.svm import SVC\nm = SVC().fit(X_train, y_train)\np = m.predict(X_test)\n';
    const cells = [
      { code: `${fit}accuracy_score(y_test, p)`, result: '0.77' },
      { code: 'precision_score(y_test, p)', result: '0.80' },
    ];
    const threshold = 'q = np.where(m.predict_proba(X_test)[:, 1] > 0.8, 1, 0)\nprecision_score(y_test, q)';

    expect(headline(...cells)).toEqual(['accuracy 0.77', 'precision 0.8']);
    expect(headline(...cells, { code: threshold, result: '0.86' })).toEqual(['accuracy 0.77', 'precision 0.8']);
    expect(headline({ code: `${fit}precision_score(y_test, p)`, result: '0.80' })).toEqual(['precision 0.8']);
  });

  it('takes the best of each where classes and numbers are predicted by models of their own', () => {
    const evaluate = (name: string, measure: string): string =>
      `from sklearn.ensemble import ${name}\nm = ${name}().fit(X_train, y_train)\nprint(${measure}(y_test, m.predict(X_test)))`;
    const classes = { code: evaluate('RandomForestClassifier', 'accuracy_score'), stdout: '0.79\n' };
    const numbers = { code: evaluate('RandomForestRegressor', 'r2_score'), stdout: '0.25\n' };
    const seen = { stdout: 'Training R2: 0.97\n' };

    expect(headline(classes, numbers)).toEqual(['accuracy 0.79', 'r2 0.25']);
    expect(headline(classes, seen)).toEqual(['accuracy 0.79']);
  });

  it('sees one task where both kinds of measures tell of one model', () => {
    const stdout = (model: string, accuracy: string): string => `${model} test accuracy: ${accuracy}\n`;
    const squared = { stdout: 'Random forest test MSE: 0.21\n' };

    expect(headline(squared, { stdout: stdout('Random forest', '0.79') + stdout('SVC', '0.81') })).toEqual([
      'accuracy 0.81',
    ]);
  });

  it('gives scores without a name to the model that was named before them', () => {
    const stdout =
      'Random forest accuracy: 0.91\nRecall: 0.61\nF1: 0.53\nDecision tree accuracy: 0.88\nRecall: 0.72\nF1: 0.55\n';

    expect(headline({ stdout })).toEqual(['accuracy 0.91', 'recall 0.61', 'f1 0.53']);
  });

  it('counts as an evaluation what is taken out of a log and printed with a label', () => {
    const code = `model = keras.Sequential()
h = model.fit(x_train, y_train, validation_data=(x_val, y_val))
print('Final validation RMSE:', h.history['val_rmse'][-1])`;

    expect(headline({ stdout: 'Precision: 1.00\n' }, { code, stdout: 'Final validation RMSE: 0.203\n' })).toEqual([
      'rmse 0.203',
    ]);
  });

  it('takes the R² of a model before how well another fits its own data', () => {
    const summary = 'Dep. Variable: y\nModel: SARIMAX   Log Likelihood  -55.7\nDate: x   AIC  112.9\n';

    expect(headline({ stdout: 'R2: 0.89\n' }, { stdout: summary })).toEqual(['r2 0.89']);
  });

  it('takes one of several variants that a cell tells one after another', () => {
    const stdout =
      'Test accuracy with Adam: 85.9 %\nTest accuracy with SGD: 84.8 %\nTest accuracy with RMSProp: 83.3 %\n';
    const pairs = 'MAE 3.1\nRMSE 4.2\nMAE 2.9\nRMSE 4.4\n';

    expect(headline({ stdout })).toEqual(['accuracy 0.859']);
    expect(headline({ stdout: pairs })).toEqual(['mae 2.9', 'rmse 4.4']);
  });

  it('prefers what evaluate returns to the bar that it draws', () => {
    const code = 'model = keras.Sequential()\nloss, acc = model.evaluate(x_test, y_test)\nprint("Test loss:", loss)';
    const stdout = '70/70 ━━━━━━━━━━━━━━━━━━━━ 0s 4ms/step - loss: 0.0920\nTest loss: 0.1111\n';

    expect(headline({ code, stdout })).toEqual(['loss 0.1111']);
  });

  it('prefers errors on the scale of the target', () => {
    expect(headline({ stdout: 'Test RMSE (log): 0.14\nTest RMSE: 21304.5\n' })).toEqual(['rmse 21304.5']);
  });

  it('leaves the likelihood to models that have nothing else', () => {
    const likelihood = 'Log-Likelihood: -2337.5\n';

    expect(headline({ stdout: `R-squared: 0.182\n${likelihood}` })).toEqual(['r2 0.182']);
    expect(headline({ stdout: likelihood })).toEqual(['log_likelihood -2337.5']);
  });

  it('lets no baseline win', () => {
    expect(
      headline({ stdout: 'Baseline test accuracy: 0.9722\n' }, { stdout: 'Test accuracy after pruning: 0.9463\n' }),
    ).toEqual(['accuracy 0.9463']);
  });

  it('takes the better log of a later training before an evaluation', () => {
    const log = (f1: string): string => `{'eval_f1': ${f1}, 'epoch': 1.0}\n`;
    const code = 'trainer = Trainer(model, args)\ntrainer.train()';
    const evaluation = { code: 'trainer.evaluate()', result: "{'eval_f1': 0.52, 'epoch': 1.0}" };

    expect(headline({ code, stdout: log('0.52') }, evaluation, { code, stdout: log('0.55') })).toEqual(['f1 0.55']);
    expect(headline({ code, stdout: log('0.52') }, evaluation, { code, stdout: log('0.51') })).toEqual(['f1 0.52']);
    expect(headline({ code, stdout: log('0.52') }, evaluation, { stdout: log('0.55') })).toEqual(['f1 0.55']);
  });

  it('takes the best of values that nothing names in one cell', () => {
    expect(
      headline({ stdout: 'Test AUC: 0.68\nTest AUC: 0.67\n' }, { stdout: 'Test AUC: 0.65\nTest AUC: 0.64\n' }),
    ).toEqual(['roc_auc 0.65']);
  });

  it('takes the best of networks that were made one after another, and the last log of one that was trained on', () => {
    const net = 'model = keras.Sequential()\nmodel.compile(metrics=["accuracy"])\n';
    const fit = 'model.fit(x_train, y_train, validation_data=(x_val, y_val))';
    const log = (accuracy: string): string => `Epoch 1/1\n9/9 [===] - 1s - loss: 1.0 - val_accuracy: ${accuracy}\n`;

    expect(headline({ code: net + fit, stdout: log('0.83') }, { code: net + fit, stdout: log('0.26') })).toEqual([
      'accuracy 0.83',
    ]);
    expect(headline({ code: net + fit, stdout: log('0.83') }, { code: fit, stdout: log('0.82') })).toEqual([
      'accuracy 0.82',
    ]);
  });

  it('takes a tuned model before the one that was tuned', () => {
    const score = 'print(precision_score(y_test, model.predict(X_test)))';
    const plain = `from sklearn.ensemble import RandomForestClassifier\nmodel = RandomForestClassifier().fit(X_train, y_train)\n${score}`;
    const tuned = `model = GridSearchCV(RandomForestClassifier(), grid).fit(X_train, y_train)\n${score}`;

    expect(headline({ code: plain, stdout: '0.736\n' }, { code: tuned, stdout: '0.721\n' })).toEqual([
      'precision 0.721',
    ]);
  });

  it('takes a whole evaluation before the best of a sweep', () => {
    expect(
      headline(
        { stdout: 'Test accuracy: 0.95\nTest F1: 0.93\n' },
        { stdout: 'Best F1-score on the test set: 0.951\n' },
      ),
    ).toEqual(['accuracy 0.95', 'f1 0.93']);
  });

  it('takes an evaluation before a value out of the history of a training', () => {
    const code = `model = keras.Sequential()
h = model.fit(x_train, y_train, validation_data=(x_val, y_val))
print('test accuracy', h.history['val_accuracy'][-1])`;

    expect(headline({ stdout: 'Test accuracy: 0.82\n' }, { code, stdout: 'test accuracy 0.84\n' })).toEqual([
      'accuracy 0.82',
    ]);
  });

  it('takes the model that is written to a file', () => {
    const fit = (name: string): string =>
      `from sklearn.ensemble import ${name}\nm = ${name}().fit(X_train, y_train)\nprint('Test F1:', f1_score(y_test, m.predict(X_test)))`;
    const cells = [
      { code: fit('ExtraTreesClassifier'), stdout: 'Test F1: 0.84\n' },
      { code: fit('RandomForestClassifier'), stdout: 'Test F1: 0.82\n' },
    ];

    expect(headline(...cells)).toEqual(['f1 0.84']);
    expect(headline(...cells, { code: "joblib.dump(m, 'model.joblib')" })).toEqual(['f1 0.82']);
  });

  it('takes the smallest of errors that a search made negative', () => {
    const stdout = 'svm best score (MAE): -18.48\nforest best score (MAE): -19.19\n';

    expect(headline({ stdout })).toEqual(['neg_mae -18.48']);
  });

  it('takes an error of any model before how well one fits its own data', () => {
    const summary = 'Dep. Variable: y\nModel: SARIMAX   Log Likelihood  -55.7\nDate: x   AIC  112.9\n';

    expect(headline({ stdout: summary }, { stdout: 'MAPE: 12.4\n' })).toEqual(['mape 12.4']);
    expect(headline({ stdout: summary })).toEqual(['log_likelihood -55.7', 'aic 112.9']);
  });

  it('tells the logs of several networks in one cell apart', () => {
    const run = (name: string, accuracy: string): string =>
      `Training ${name} model...\nValid epoch 0 acc 0.1\nValid epoch 1 acc ${accuracy}\n`;

    expect(headline({ stdout: run('resnet50', '0.61') + run('vgg16', '0.55') })).toEqual(['accuracy 0.61']);
  });

  it('takes the common measures of more than six', () => {
    const stdout =
      "{'explained_variance': 0.1, 'nmae': 0.2, 'max_error': 9.0, 'nrmse': 0.3, 'rmsle': 0.4, 'mae': 2.5, 'rmse': 3.5, 'r2': 0.8}\n";
    const names = headline({ stdout }).map((text) => text.replace(/ .*/, ''));

    expect(names).toHaveLength(6);
    expect(names).toEqual(expect.arrayContaining(['mae', 'rmse', 'r2']));
  });

  it('takes what one asks for first out of the averages that an AutoML run records', () => {
    const stdout =
      "{'balanced_accuracy': 0.82, 'precision_score_micro': 0.86, 'average_precision_score_micro': 0.91, 'recall_score_macro': 0.83, 'recall_score_micro': 0.84, 'precision_score_macro': 0.85, 'accuracy': 0.87, 'weighted_accuracy': 0.89, 'AUC_macro': 0.9}\n";

    expect(headline({ stdout })).toEqual(expect.arrayContaining(['accuracy 0.87', 'roc_auc 0.9']));
    expect(headline({ stdout })).not.toContain('accuracy 0.89');
  });

  it('takes a measure of the same evaluation of which only the split is not known', () => {
    expect(headline({ stdout: 'Test RMSE: 3.5\nAccuracy: 78.1 %\n' })).toEqual(['rmse 3.5', 'accuracy 0.781']);
  });

  it('takes of equally good models the one whose other scores are better', () => {
    const stdout = '            Model  RMSE   MAE\nVoting Regressor  0.14  0.09\n        CatBoost  0.14  0.10\n';

    expect(headline({ stdout })).toEqual(['rmse 0.14', 'mae 0.09']);
  });

  it('takes what stands alone after a comparison of several', () => {
    const html =
      '<table class="dataframe"><thead><tr><th>model</th><th>test AUC</th></tr></thead><tbody><tr><td>tree</td><td>0.97</td></tr><tr><td>svc</td><td>0.95</td></tr></tbody></table>';

    expect(headline({ html }, { stdout: 'Test AUC: 0.951\n' })).toContain('roc_auc 0.951');
  });

  it('takes the final one of two that a cell prints', () => {
    const stdout = 'Default model on the test set: MAE = 10.0118.\nFinal model on the test set: MAE = 10.0446.\n';

    expect(headline({ stdout })).toEqual(['mae 10.0446']);
  });

  it('leaves the sizes of objects out of the headline', () => {
    const line = (kind: string, iou: string, area: string, value: string): string =>
      ` Average ${kind} @[ IoU=${iou} | area=${area} | maxDets=100 ] = ${value}\n`;
    const stdout =
      line('Precision  (AP)', '0.50:0.95', '   all', '0.373') +
      line('Precision  (AP)', '0.50     ', '   all', '0.566') +
      line('Precision  (AP)', '0.50:0.95', ' small', '0.059');

    expect(headline({ stdout })).toEqual(['map_50_95 0.373', 'map_50 0.566']);
  });

  it('gives the split of other cells to no line that a training prints by itself', () => {
    const { metrics } = inspectCells(
      {
        code: 'from supervised import AutoML\na = AutoML()\na.fit(X_train, y_train)',
        stdout: 'Ensemble final rmse 2.83\n',
      },
      { code: 'from sklearn.metrics import mean_absolute_error\nmean_absolute_error(y_test, p)', result: '7.68' },
    );

    expect(metrics.map(({ name, split, headline: isHeadline }) => [name, split, isHeadline])).toEqual([
      ['rmse', null, false],
      ['mae', 'test', true],
    ]);
  });

  it('counts a fact that is told again in another cell once', () => {
    const record = (name: string, data: string): PrintedCell => ({
      outputs: [
        {
          kind: 'data',
          isResult: false,
          data: {
            'application/scrapbook.scrap.json+json': `{"name":"${name}","data":${data},"encoder":"json","version":1}`,
          },
        },
      ],
    });
    const stdout = 'MAP:\t0.135305\nPrecision@K:\t0.399258\n';

    expect(
      headline({ stdout }, { ...record('map', '0.13530504'), code: '' }, record('precision', '0.39925768')),
    ).toHaveLength(2);
  });

  it('prefers no comparison of the truth with itself', () => {
    expect(headline({ stdout: 'R2: 0.7\n' }, { stdout: 'R2: 0.81\n' }, { stdout: 'R2: 1.0\n' })).toEqual(['r2 0.81']);
    expect(headline({ stdout: 'SVR test MAE: 1377.2\n' }, { stdout: 'SVR test MAE: 1.8e-14\n' })).toEqual([
      'mae 1377.2',
    ]);
  });

  it('takes the best of one model that was fitted anew and evaluated again', () => {
    const fit = (seconds: number): PrintedCell => ({
      code: `from flaml import AutoML\nautoml = AutoML()\nautoml.fit(X_train, y_train, time_budget=${seconds})`,
    });
    const evaluate = {
      code: 'from sklearn.metrics import r2_score\nprint("r2", "=", r2_score(y_test, automl.predict(X_test)))',
    };

    expect(
      headline(fit(120), { ...evaluate, stdout: 'r2 = 0.844\n' }, fit(30), { ...evaluate, stdout: 'r2 = 0.672\n' }),
    ).toEqual(['r2 0.844']);
  });

  it('takes the last of the means over seeds and folds that a loop prints', () => {
    const code = `from sklearn.metrics import log_loss
total = 0
for seed in seeds:
    for fold, (train, val) in enumerate(StratifiedKFold(10).split(X, y)):
        score = log_loss(y[val], model.predict_proba(X[val]))
        total += score
        print("Seed-{} | Fold-{} | OOF Score: {}".format(seed, fold, score))
    print("Seed: {} | Aggregate OOF Score: {}".format(seed, total / 10))
print("Aggregate OOF Score: {}".format(total / 30))`;
    const stdout = `Seed-24 | Fold-0 | OOF Score: 1.0946
Seed: 24 | Aggregate OOF Score: 1.0951
Seed: 56 | Aggregate OOF Score: 1.0945
Aggregate OOF Score: 1.0948
`;

    expect(headline({ code, stdout })).toEqual(['log_loss 1.0948']);
  });

  it('takes no model from a comparison on other data of which another was judged anew later', () => {
    const line = (model: string, value: number): string => `${model} classifier test accuracy: ${value}\n`;

    expect(headline({ stdout: line('Forest', 0.99) + line('Tree', 0.95) }, { stdout: line('Tree', 0.81) })).toEqual([
      'accuracy 0.81',
    ]);
  });

  it('adds what a later cell tells of the same evaluation', () => {
    expect(
      headline(
        { stdout: 'Test MSE: 509.21295166015625\n' },
        { stdout: 'Test MSE: 509.21296869 | Test MAE: 17.0578\n' },
      ),
    ).toEqual(['mse 509.21295166015625', 'mae 17.0578']);
  });

  it('takes the last of a network before the test of a baseline', () => {
    const baseline = { stdout: 'LastValueBaseline test MAE: 0.34\n' };

    expect(headline(baseline, { stdout: 'GRU validation MAE: 0.12\n' })).toEqual(['mae 0.12']);
    expect(headline(baseline)).toEqual(['mae 0.34']);
  });

  it('takes the whole evaluation where a table repeats one of its scores under another split', () => {
    const whole = { stdout: 'Validation RMSE: 0.694139489\nValidation MAE: 0.515524158\n' };

    expect(headline(whole, { stdout: 'Test RMSE: 0.694139\n' })).toEqual(['mae 0.515524158', 'rmse 0.694139']);
    expect(headline(whole, { stdout: 'Test RMSE: 0.69\n' })).toEqual(['rmse 0.69']);
  });

  it('takes the best of two that were held out in different ways', () => {
    const cells = ['Validation F1 of the forest: 0.81\n', 'Cross-validated F1 of the SVC: 0.76\n'];

    expect(headline(...cells.map((stdout) => ({ stdout })))).toEqual(['f1 0.81']);
  });

  it('takes each of several tasks where nothing was held out', () => {
    const fit = (column: string): PrintedCell => ({
      code: `import statsmodels.api as sm\ny = df['${column}']\nfit = sm.OLS(y, X).fit()\nprint('R2:', fit.rsquared)`,
    });

    expect(headline({ ...fit('nights'), stdout: 'R2: 0.31\n' }, { ...fit('visits'), stdout: 'R2: 0.12\n' })).toEqual([
      'r2 0.31',
      'r2 0.12',
    ]);
  });

  it('takes the best model of each of several sets of data that the names tell apart', () => {
    const series = (city: string, model: string, value: string): PrintedCell => ({
      code: `from sklearn.linear_model import Ridge, Lasso
from sklearn.metrics import r2_score
m_${city}_${model} = ${model}().fit(X_train_${city}, y_train_${city})
r2_score(y_test_${city}, m_${city}_${model}.predict(X_test_${city}))`,
      result: value,
    });

    expect(headline(series('oslo', 'Ridge', '0.81'), series('oslo', 'Lasso', '0.84'))).toEqual(['r2 0.84']);
    expect(
      headline(series('oslo', 'Ridge', '0.86'), series('oslo', 'Lasso', '0.84'), series('rome', 'Ridge', '0.62')),
    ).toEqual(['r2 0.86', 'r2 0.62']);
    expect(headline(series('scaled', 'Ridge', '0.86'), series('resampled', 'Ridge', '0.62'))).toHaveLength(1);
  });

  it('sees one task where one model is evaluated on several sets of data', () => {
    const evaluation = (place: string, value: string): PrintedCell => ({
      code: `from sklearn.metrics import r2_score\nr2_score(y_test_${place}, model.predict(X_test_${place}))`,
      result: value,
    });
    const fit = { code: 'from sklearn.linear_model import Ridge\nmodel = Ridge().fit(X_train_oslo, y_train_oslo)' };

    expect(headline(fit, evaluation('oslo', '0.86'), evaluation('rome', '0.62'))).toHaveLength(1);
  });

  it('takes what a Trainer returns for an evaluation, and the loss of it to a report that repeats the rest', () => {
    const evaluated = "{'eval_loss': 0.91, 'eval_accuracy': 0.4725, 'eval_runtime': 7.5, 'epoch': 4.0}";
    const rows = 'accuracy 0.47 40\nmacro avg 0.32 0.34 0.32 40\nweighted avg 0.48 0.47 0.47 40\n';
    const report = `precision recall f1-score support\n\na 0.6 0.5 0.6 23\nb 0.3 0.5 0.4 17\n\n${rows}`;

    expect(headline({ result: evaluated }, { code: 'print(report(val_labels, preds))', stdout: report })).toContain(
      'loss 0.91',
    );
  });

  it('adds a report of which nobody says on what data', () => {
    const rows = 'micro avg 0.79 0.79 0.79 40\nmacro avg 0.80 0.79 0.79 40\nweighted avg 0.79 0.79 0.79 40\n';
    const report = `precision recall f1-score support\n\na 0.6 0.5 0.6 23\nb 0.3 0.5 0.4 17\n\n${rows}`;

    expect(headline({ stdout: 'Validation accuracy: 0.9602\n' }, { stdout: report })).toEqual([
      'accuracy 0.9602',
      'f1_micro 0.79',
      'f1_macro 0.79',
      'f1_weighted 0.79',
    ]);
  });

  it('takes the best of the variants of one model that a cell tells', () => {
    const cell = (plain: string, log: string): PrintedCell => ({
      code: `from sklearn.ensemble import RandomForestRegressor
rf = RandomForestRegressor().fit(X_train, y_train)
print('Test RMSLE plain:', rmsle(y_test, rf.predict(X_test)))
print('Test RMSLE log:', rmsle(y_test, rf.predict(X_test)))`,
      stdout: `Test RMSLE plain: ${plain}\nTest RMSLE log: ${log}\n`,
    });

    expect(headline(cell('0.4678', '0.4074'), cell('0.4354', '0.3724'), cell('0.4826', '0.4751'))).toEqual([
      'rmsle 0.3724',
    ]);
  });

  it('takes neither the truth nor a random order in a table for a model', () => {
    const rows = ['S-Learner', 'Actual', 'Random'].map((name, at) => `<tr><td>${name}</td><td>0.${at + 3}1</td></tr>`);
    const html = `<table class="dataframe"><thead><tr><th>model</th><th>AUC</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;

    expect(headline({ html })).toEqual(['roc_auc 0.31']);
  });

  it('sees no task where only a baseline was evaluated', () => {
    const evaluation = (place: string, model: string, mae: string): PrintedCell => ({
      code: `evaluate_all(y_test_${place}, forecasts)`,
      stdout: `${model} test MAE: ${mae}\n`,
    });

    expect(headline(evaluation('oslo', 'Baseline', '0.31'), evaluation('rome', 'GRU', '0.22'))).toEqual(['mae 0.22']);
  });
});
