import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

describe('lines that loops print', () => {
  it('reads what stands before a bar', () => {
    const stderr =
      'Epoch: 1, tloss: 0.6026, vloss: 0.5366, : 100%|██████████| 7/7 [00:00<00:00, 15.93it/s]\n' +
      'Epoch: 2, tloss: 0.0105, vloss: 0.0111, improved: 100%|██████████| 7/7 [00:00<00:00, 318.27it/s]\n';

    expect(shownMetrics(inspectCells({ stderr }))).toEqual(['loss 0.0105 train', 'loss 0.0111 val *']);
  });

  it('takes a loss beside a followed gradient for the training loss', () => {
    const code = `for epoch in range(3):
    loss = measure(net(x), y)
    optimizer.zero_grad()
    loss.backward()
    print(f'Epoch {epoch} Loss {loss.item():.4f}')`;
    const stdout = 'Epoch 0 Loss 0.9213\nEpoch 1 Loss 0.7340\nEpoch 2 Loss 0.6112\n';
    const evaluation = code.replace(/ {4}optimizer.*\n {4}loss.backward.*\n/, '');

    expect(shownMetrics(inspectCells({ code, stdout }))).toEqual(['loss 0.6112 train *']);
    expect(shownMetrics(inspectCells({ code: evaluation, stdout }))).toEqual(['loss 0.6112 - *']);
  });

  it('reads a log line after the time that an epoch took', () => {
    const stderr =
      'INFO:trainer:Epoch 10 [6.31s]: train_loss = 0.259\nINFO:trainer:Epoch 20 [6.28s]: train_loss = 0.246\n';

    expect(shownMetrics(inspectCells({ stderr }))).toEqual(['loss 0.246 train *']);
  });

  it('reads the quotient of two counts, not the counts', () => {
    expect(shownMetrics(inspectCells({ stdout: 'Accuracy: 148/150 = 0.9867 (98.67%)\n' }))).toEqual([
      'accuracy 0.9867 - *',
    ]);
  });

  it('takes the mean of the folds, not the best of them', () => {
    const code = `from sklearn.model_selection import KFold
from sklearn.svm import SVC
from sklearn.metrics import accuracy_score
rates = []
for rows, held in KFold(5).split(X):
    clf = SVC().fit(X[rows], y[rows])
    rates.append(accuracy_score(y[held], clf.predict(X[held])))
print(f'Melhor acurácia: {np.max(rates):.2f}', f'Valor médio: {np.mean(rates):.2f}', sep='\\n')`;

    expect(shownMetrics(inspectCells({ code, stdout: 'Melhor acurácia: 0.91\nValor médio: 0.84\n' }))).toEqual([
      'accuracy 0.84 cv *',
    ]);
  });

  it('takes the lowest criterion of a search, which is of the training data, and no order of a model for a score', () => {
    const code = `import statsmodels.api as sm
best = [0, 0, 1e6]
for p in range(3):
    for q in range(2):
        fitted = sm.tsa.statespace.SARIMAX(y_train, order=(p, 1, q)).fit()
        print(f'ARIMA({p}, 1, {q}) - AIC: {fitted.aic}')
        best = [p, (p, 1, q), fitted.aic]
print('Best:', best)`;
    const lines = [812.4, 797.1, 640.35, 655.8, 901.2, 777.7].map(
      (aic, i) => `ARIMA(${i % 3}, 1, ${i % 2}) - AIC: ${aic}\n`,
    );

    expect(shownMetrics(inspectCells({ code, stdout: `${lines.join('')}Best: [2, (2, 1, 0), 640.35]\n` }))).toEqual([
      'aic 640.35 train *',
    ]);
  });

  it('reads both losses of an adversarial pair', () => {
    const stdout = [0, 100, 200]
      .map((step) => `discriminator loss at step ${step}: 0.6${step}1\nadversarial loss at step ${step}: 0.7${step}3\n`)
      .join('');

    expect(shownMetrics(inspectCells({ stdout }))).toEqual([
      'discriminator_loss 0.62001 - *',
      'generator_loss 0.72003 - *',
    ]);
  });

  it('takes each cutoff of a ranking for a result of its own', () => {
    const code = `for k in (1, 3):
    hits = ranker.test(path, k=k)
    print(f"Queries: {hits[0]} Precision@{k} : {hits[1]:.4f}")`;
    const stdout = 'Queries: 700 Precision@1 : 0.9224\nQueries: 700 Precision@3 : 0.3310\n';

    expect(shownMetrics(inspectCells({ code, stdout }))).toEqual([
      'precision_at_1 0.9224 - *',
      'precision_at_3 0.331 - *',
    ]);
  });

  it('takes the cutoff that a score was computed at for a part of its name', () => {
    const code = `from ranking.metrics import recall_at_k
print(f'--> {recall_at_k(ranks, 1)}% of the time the first')
print(f'--> {recall_at_k(ranks, k=5)}% of the time among five')`;
    const stdout = '--> 55.8% of the time the first\n--> 59.0% of the time among five\n';

    expect(shownMetrics(inspectCells({ code, stdout }))).toEqual(['recall_at_1 0.558 - *', 'recall_at_5 0.59 - *']);
  });

  it('takes `>>` between a label and its number for a mark', () => {
    expect(
      shownMetrics(inspectCells({ stdout: 'Epoch 001 | D Loss >> -0.5891\nEpoch 002 | D Loss >> -0.4794\n' })),
    ).toEqual(['discriminator_loss -0.4794 - *']);
  });

  it('takes what is called test loss for one, whatever made it', () => {
    const code = 'test_loss = forward(pairs, net)[0]\ntest_loss';

    expect(shownMetrics(inspectCells({ code, result: 'tensor(2.3515, grad_fn=<NllLossBackward0>)' }))).toEqual([
      'loss 2.3515 test *',
    ]);
  });

  it('takes `>>` between a label and its number for a mark', () => {
    const stdout = 'Epoch 001 | D Loss >> -0.5891\nEpoch 002 | D Loss >> -0.4794\n';

    expect(shownMetrics(inspectCells({ stdout }))).toEqual(['discriminator_loss -0.4794 - *']);
  });

  it('takes what is called test loss for one, whatever made it', () => {
    const code = 'test_loss = forward(pairs, net)[0]\ntest_loss';

    expect(shownMetrics(inspectCells({ code, result: 'tensor(2.3515, grad_fn=<NllLossBackward0>)' }))).toEqual([
      'loss 2.3515 test *',
    ]);
  });

  it('takes a dash between a label and its number for a mark', () => {
    expect(shownMetrics(inspectCells({ stdout: 'Size (MB) - 64.20\nAccuracy on test set - 0.877\n' }))).toEqual([
      'accuracy 0.877 test *',
    ]);
  });

  it('takes a variable that is called after an error for that error, whatever its rows are called', () => {
    const code = `train = pd.DataFrame(rows)
mape_score = compare(train['price'], train['forecast'])
print(f'Rolling: {mape_score:.2f}% off')`;

    expect(shownMetrics(inspectCells({ code, stdout: 'Rolling: 1.83% off\n' }))).toEqual(['mape 0.0183 - *']);
  });

  it('reads the mean under folds that take several lines', () => {
    const code = `from sklearn.model_selection import cross_val_score
scores = cross_val_score(LogisticRegression(), X, y, cv=12, scoring='accuracy')
print(scores)
print(scores.mean())`;
    const stdout = '[ 0.9420414   0.9620217   0.94888635\n  0.94955702  0.94240389  0.93467696]\n0.947013394966\n';

    expect(shownMetrics(inspectCells({ code, stdout }))).toEqual(['accuracy 0.947013394966 cv *']);
  });

  it('takes the split of what a predictor that no table knows was evaluated on', () => {
    const code = `from autogluon.multimodal import MultiModalPredictor
predictor = MultiModalPredictor(label='y').fit(train_data)
scores = predictor.evaluate(test_data, metrics=['recall'])
print(f'image to text: {scores}')`;
    const cells = [{ code: code.split('\n').slice(0, 2).join('\n') }, { code: code.split('\n').slice(2).join('\n') }];
    const [first = {}, second = {}] = cells;

    expect(
      shownMetrics(inspectCells(first, { ...second, stdout: "image to text: {'recall@1': 0.67, 'recall@5': 0.88}\n" })),
    ).toEqual(['recall_at_1 0.67 test *', 'recall_at_5 0.88 test *']);
  });

  it.each([
    [
      'a logger with the time before epochs that are counted',
      '10:00:00 - INFO - Epoch 1/2 - train_loss: 0.51 - val_auc: 0.81\n10:01:00 - INFO - Epoch 2/2 - train_loss: 0.41 - val_auc: 0.83\n',
      ['loss 0.41 train', 'roc_auc 0.83 val *'],
    ],
    [
      'the example of PyTorch, whose share follows a count',
      'Train Epoch: 1 [640/60000 (1%)]\tLoss: 0.213470\n\nTest set: Average loss: 0.1267, Accuracy: 9613/10000 (96%)\n',
      ['loss 0.21347 train', 'loss 0.1267 test *', 'accuracy 0.96 test *'],
    ],
    [
      'iterations that only know a loss',
      'Iteration 1, loss = 0.61234567\nIteration 2, loss = 0.51234567\n',
      ['loss 0.51234567 train *'],
    ],
    [
      'Ignite',
      'Training Results - Epoch: 2  Avg accuracy: 0.93 Avg loss: 0.23\nValidation Results - Epoch: 2  Avg accuracy: 0.94 Avg loss: 0.20\n',
      ['accuracy 0.93 train', 'loss 0.23 train', 'accuracy 0.94 val *', 'loss 0.2 val *'],
    ],
    [
      'TabNet',
      'epoch 0  | loss: 0.663 | train_auc: 0.742 | valid_auc: 0.728 |  0:00:02s\nepoch 1  | loss: 0.463 | train_auc: 0.842 | valid_auc: 0.828 |  0:00:04s\n',
      ['loss 0.463 train', 'roc_auc 0.842 train', 'roc_auc 0.828 val *'],
    ],
    [
      'skorch, in colours',
      '  epoch    train_loss    valid_acc    valid_loss     dur\n-------  ------------  -----------  ------------  ------\n      1        \u001b[36m0.6868\u001b[0m       \u001b[32m0.6000\u001b[0m        \u001b[35m0.6740\u001b[0m  0.0731\n      2        \u001b[36m0.6706\u001b[0m       \u001b[32m0.7100\u001b[0m        \u001b[35m0.6617\u001b[0m  0.0120\n',
      ['loss 0.6706 train', 'accuracy 0.71 val *', 'loss 0.6617 val *'],
    ],
  ])('reads %s', (_, stdout, expected) => {
    expect(shownMetrics(inspectCells({ stdout }))).toEqual(expected);
  });

  it('keeps what stands under one epoch after the other as a log', () => {
    const epoch = (number: number, loss: number): string =>
      `Epoch ${number}/1\n----------\ntrain Loss: ${loss} Acc: 0.7${number}\nval Loss: ${loss / 2} Acc: 0.9${number}\n\n`;
    const inspection = inspectCells({ stdout: epoch(0, 0.56) + epoch(1, 0.46) });

    expect(shownMetrics(inspection)).toEqual([
      'loss 0.46 train',
      'accuracy 0.71 train',
      'loss 0.23 val *',
      'accuracy 0.91 val *',
    ]);
    expect(inspection.series.map(({ name, split, points }) => [name, split, points.length])).toEqual([
      ['loss', 'train', 2],
      ['accuracy', 'train', 2],
      ['loss', 'val', 2],
      ['accuracy', 'val', 2],
    ]);
  });

  it('takes the split of a table from what its function was given first', () => {
    const code = `from forecasts.evaluation import evaluate
evaluate(test.merge(forecast), metrics=[mae], train_df=train)`;
    const result = '   model   mae  rmse\n0  SES   2.51  3.12';

    expect(shownMetrics(inspectCells({ code, result }))).toEqual(['mae 2.51 test *', 'rmse 3.12 test *']);
  });

  it('calls what a Trainer evaluates on the test part by that name', () => {
    const code = `from transformers import Trainer
trainer = Trainer(model=model, args=args, eval_dataset=parts['validation'])
print(trainer.evaluate(parts['test']))`;
    const stdout = "{'eval_loss': 0.21, 'eval_accuracy': 0.93, 'epoch': 3.0}\n";

    expect(shownMetrics(inspectCells({ code, stdout }))).toEqual(['loss 0.21 test *', 'accuracy 0.93 test *']);
  });

  it('reads a mean under folds that have titles', () => {
    const fold = (number: number, value: string): string => `Fold ${number}\nRMSE: ${value}\n------------\n`;
    const stdout = `${fold(1, '0.8731')}${fold(2, '0.8742')}------------\nMean RMSE: 0.8736\n`;

    expect(shownMetrics(inspectCells({ stdout }))).toEqual(['rmse 0.8736 cv *']);
  });

  it('lets the code choose between two splits of one label', () => {
    const code = `from sklearn.model_selection import GridSearchCV
from sklearn.linear_model import Ridge
gs = GridSearchCV(Ridge(), grid, scoring='r2').fit(X_train, y_train)
print('Test Val Score:', gs.score(X_test, y_test))`;

    expect(shownMetrics(inspectCells({ code, stdout: 'Test Val Score: 0.78\n' }))).toEqual(['r2 0.78 test *']);
  });

  it('matches values behind a name that is padded to a width', () => {
    const code = `from sklearn.metrics import accuracy_score, f1_score
p = model.predict(X_test)
print('{:<20} {:.3f} {:.3f}'.format('RF', accuracy_score(y_test, p), f1_score(y_test, p)))`;

    expect(shownMetrics(inspectCells({ code, stdout: 'RF                   0.812 0.701\n' }))).toEqual([
      'accuracy 0.812 test *',
      'f1 0.701 test *',
    ]);
  });

  it('takes no row of a table of layers for a title', () => {
    const result = [
      'Model: "autoencoder"',
      '┃ Layer (type)        ┃ Output Shape ┃ Param # ┃',
      '│ decoder (Decoder)   │ (None, 51)   │   1,131 │',
      '│ mse_loss (MSELoss)  │ (None)       │       0 │',
    ].join('\n');

    expect(shownMetrics(inspectCells({ result }))).toEqual([]);
  });

  it('takes no layers and no columns for metrics', () => {
    const stdout =
      '3 | val_f1    | MulticlassF1Score             | 0     \n 81  Energy                 360752 non-null  uint8  \n';

    expect(shownMetrics(inspectCells({ stdout }))).toEqual([]);
  });

  it('takes an evaluation alone for a result, whatever epoch it tells', () => {
    const evaluate = {
      code: "from transformers import Trainer\ntrainer = Trainer(model=m, eval_dataset=parts['validation'])\ntrainer.evaluate()",
      stdout: "{'eval_loss': 0.45, 'eval_matthews_correlation': 0.51, 'epoch': 1.0}\n",
    };
    const check = { stdout: "{'matthews_correlation': 0.16}\n" };

    expect(shownMetrics(inspectCells(check, evaluate))).toEqual(['mcc 0.16 -', 'loss 0.45 val *', 'mcc 0.51 val *']);
  });

  it('takes a loop that counts for a training when a session runs in it what minimizes', () => {
    const code = `step = optimizer.minimize(loss)
for i in range(500):
    session.run(step, feed_dict={x: batch})
    now = session.run(loss)
    print('Step #' + str(i + 1))
    print('Loss = ' + str(now))`;

    expect(shownMetrics(inspectCells({ code, stdout: 'Step #50\nLoss = 0.5279\nStep #500\nLoss = 0.1294\n' }))).toEqual(
      ['loss 0.1294 train *'],
    );
  });

  it('reads values of two splits after one name', () => {
    expect(shownMetrics(inspectCells({ stdout: 'Precision: train 0.61, test 0.11.\n' }))).toEqual([
      'precision 0.61 train',
      'precision 0.11 test *',
    ]);
    expect(shownMetrics(inspectCells({ stdout: 'Accuracy: train=0.61, test=0.51\n' }))).toEqual([
      'accuracy 0.61 train',
      'accuracy 0.51 test *',
    ]);
    expect(
      shownMetrics(
        inspectCells({
          stdout: 'Generation 9. Train Loss (Test Loss): 0.70 (0.69). Train Acc (Test Acc): 0.49 (0.52)\n',
        }),
      ),
    ).toEqual(['loss 0.7 train', 'loss 0.69 test *', 'accuracy 0.49 train', 'accuracy 0.52 test *']);
  });

  it('ends what a line says of a value with that value', () => {
    expect(shownMetrics(inspectCells({ stdout: "epoch 1 | train loss 1.76 | {'accuracy': 0.47}\n" }))).toContain(
      'accuracy 0.47 - *',
    );
    expect(
      shownMetrics(
        inspectCells({ stdout: "eval_ppl=tensor(nan, device='cuda:0') eval_loss=tensor(1.3, device='cuda:0')\n" }),
      ),
    ).toEqual(['loss 1.3 val *']);
  });
});
