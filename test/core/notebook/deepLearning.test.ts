import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';
import type { PrintedCell } from '../../support/printedCells';

const shown = (...cells: readonly PrintedCell[]): string[] => shownMetrics(inspectCells(...cells));

const NETWORK = `from tensorflow import keras
import numpy as np
net = keras.Sequential([keras.layers.Dense(1)])
net.compile(loss='mse', metrics=['accuracy'])
history = net.fit(X_train, y_train, epochs=2, validation_data=(X_val, y_val))`;
const LOG = `Epoch 1/2
8/8 [==============================] - 1s - loss: 0.9 - accuracy: 0.61 - val_loss: 0.8 - val_accuracy: 0.66
Epoch 2/2
8/8 [==============================] - 1s - loss: 0.5 - accuracy: 0.71 - val_loss: 0.6 - val_accuracy: 0.72
`;

describe('training of networks', () => {
  it('takes the mean of all epochs for the score of no model', () => {
    const cells = [
      { code: NETWORK, stdout: LOG },
      { code: "np.mean(history.history['val_accuracy'])", result: '0.69' },
    ];

    expect(shown(...cells).filter((line) => line.includes('*'))).toEqual(['loss 0.6 val *', 'accuracy 0.72 val *']);
    expect(shown(...cells).join()).not.toContain('0.69');
  });

  it('knows what evaluate of a network gives that another file builds', () => {
    const code = `model = build_net(X_train.shape[1])
model.compile(optimizer='adam', loss='huber', metrics=['mae'])
model.fit(X_train, y_train, epochs=5, verbose=0)
_, error = model.evaluate(X_test, y_test, verbose=0)
print(error)`;

    expect(shown({ code, stdout: '2.345\n' })).toEqual(['mae 2.345 test *']);
  });

  it('reads what a learner says of its validation', () => {
    const code = `from fastai.vision.all import *
learn = vision_learner(loaders, resnet18, metrics=[accuracy, error_rate])
learn.fine_tune(1)`;

    expect(shown({ code }, { code: 'learn.validate()', result: '(#3) [0.21,0.93,0.07]' })).toEqual([
      'loss 0.21 val *',
      'accuracy 0.93 val *',
      'error_rate 0.07 val *',
    ]);
  });

  it('knows what a session of the first TensorFlow runs, and on what', () => {
    const graph = `import tensorflow as tf
hits = tf.equal(tf.argmax(output, 1), tf.argmax(labels, 1))
share = tf.reduce_mean(tf.cast(hits, tf.float32))
session = tf.Session()
for step in range(500):
    session.run(train_step, feed_dict={inputs: X_train, labels: y_train})`;

    expect(
      shown(
        { code: graph },
        { code: 'print(session.run(share, feed_dict={inputs: X_test, labels: y_test}))', stdout: '0.9254\n' },
        { code: '_, value = session.run([output, share], feed_dict={inputs: X_val, labels: y_val})' },
        { code: 'value', result: '0.9301' },
        { code: 'share.eval({inputs: X_train, labels: y_train})', result: '0.9702' },
      ),
    ).toEqual(['accuracy 0.9254 test *', 'accuracy 0.9301 val', 'accuracy 0.9702 train']);
  });

  it('knows a loss that the code names, once it followed gradients', () => {
    const train = `for step in range(100):
    loss = measure(model(X), y)
    loss.backward()
    optimizer.step()`;
    const tensor = (value: string): string => `tensor(${value}, grad_fn=<NllLossBackward0>)`;

    expect(
      shown(
        { code: 'loss = measure(model(X), y)\nloss', result: tensor('9.1') },
        { code: train },
        { code: 'test_loss = forward(held_out, model)[0]\ntest_loss', result: tensor('2.3515') },
        { code: 'loss, _ = forward(rows, model)\nloss', result: tensor('2.4451') },
      ),
    ).toEqual(['loss 2.3515 test *', 'loss 2.4451 -']);
  });

  it('takes the loss that a loop of a training prints for that of the training', () => {
    const code = `for step in range(3):
    cost = measure(model(X), y)
    cost.backward()
    print(step, cost.item())`;

    expect(shown({ code, stdout: '0 0.9\n1 0.7\n2 0.6\n' })).toEqual(['loss 0.6 train *']);
  });

  it('reads a loss behind an arrow of two or three signs', () => {
    expect(
      shown({ code: NETWORK }, { stdout: 'Epoch 099 | D Loss >> -0.4849\nEpoch 100 | D Loss >> -0.4794\n' }),
    ).toEqual(['discriminator_loss -0.4794 - *']);
  });

  it('takes the name of a loss for no number', () => {
    expect(
      shown({ code: NETWORK }, { stdout: "decompose(model, X_test, y_test, loss='0-1_loss', rounds=200)\n" }),
    ).toEqual([]);
  });

  it.each([
    [' * Acc@1 76.130 Acc@5 92.862', ['accuracy 76.13 -', 'top_5_accuracy 92.862 -']],
    [' * Prec@1 91.420 Prec@5 99.700', ['precision_at_1 91.42 -', 'precision_at_5 99.7 -']],
    ['mAP@0.5:0.95: 0.4521', ['map 0.4521 -']],
    ['mAP@[0.5:0.95] = 0.4521', ['map 0.4521 -']],
    ['correct: 912 / 1000 (91.2%)', ['accuracy 0.912 -']],
    ['Correct: 912/1000', []],
  ])('reads scores with cutoffs and counts of hits: %s', (stdout, expected) => {
    expect(shown({ code: 'validate(loader, net)', stdout }).map((line) => line.replace(' *', ''))).toEqual(expected);
  });

  it('takes the name of a tensor for no score', () => {
    const stdout = 'weights/histogram:0\nmeasures/accuracy:0\nmeasures/loss:0\n';

    expect(shown({ code: 'for node in nodes: print(node.name)', stdout })).toEqual([]);
  });

  it('reads a report over labels that a loop looks up', () => {
    const code = `names = {number: name for name, number in numbers.items()}
numbers['none'] = 0
truth, found = [], []
for row in range(len(y_test)):
    truth.append(names[y_test[row]])
    found.append(names[guesses[row]])
print(classification_report(truth, found))`;
    const stdout = `              precision    recall  f1-score   support

        city       0.80      0.90      0.85        10
       river       0.90      0.80      0.85        10

    accuracy                           0.85        20
   macro avg       0.85      0.85      0.85        20
weighted avg       0.85      0.85      0.84        20
`;

    expect(shown({ code: "numbers = {'none': 0}" }, { code, stdout })).toContain('accuracy 0.85 - *');
  });

  it('reads an error that is named behind its number', () => {
    const stdout = 'Train Score: 548.36 MSE (23.42 RMSE)\nTest Score: 2510.49 MSE (50.10 RMSE)\n';

    expect(shown({ stdout })).toEqual([
      'mse 548.36 train',
      'rmse 23.42 train',
      'mse 2510.49 test *',
      'rmse 50.1 test *',
    ]);
  });

  it('names what evaluate returns by a metric of the own code', () => {
    const code = `def my_mae(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_pred - y_true))
net = keras.Sequential([keras.layers.Dense(1)])
net.compile(loss='mse', metrics=[my_mae])
net.evaluate(X_test, y_test, verbose=0)`;

    expect(shown({ code: `from tensorflow import keras\n${code}`, result: '[5.507260322, 2.056681]' })).toEqual([
      'loss 5.507260322 test *',
      'mae 2.056681 test *',
    ]);
  });

  it('takes what an evaluation of an estimator saves for no line of its training', () => {
    const stdout =
      'INFO:tensorflow:Saving dict for global step 2000: accuracy = 0.9769, global_step = 2000, loss = 0.0701695\n';
    const scores = ['accuracy 0.9769 test *', 'loss 0.0701695 test *'];

    expect(
      shown({ code: 'net = tf.estimator.Estimator(model_fn)\nnet.evaluate(input_fn=test_input_fn)', stdout }),
    ).toEqual(scores);
    expect(
      shown({
        code: 'def test_input_fn():\n    return pairs\nnet = tf.estimator.DNNClassifier([10])\nnet.evaluate(input_fn=test_input_fn)',
        stdout,
      }),
    ).toEqual(scores);
  });

  it('takes the better log of a loop of the own code after an evaluation', () => {
    const evaluation = { code: 'trainer.evaluate()', result: "{'eval_bleu': 52.9, 'eval_loss': 0.86}" };
    const loop = `for epoch in range(3):
    for batch in train_loader:
        net(**batch).loss.backward()
    print(f"epoch {epoch}, BLEU score: {metric.compute(predictions, val_labels)['score']:.2f}")`;
    const cells = (bleu: string): PrintedCell[] => [
      { code: 'trainer = Trainer(net, args)\ntrainer.train()' },
      evaluation,
      { code: loop, stdout: `epoch 0, BLEU score: 51.47\nepoch 1, BLEU score: ${bleu}\n` },
    ];

    expect(shown(...cells('54.44')).filter((line) => line.includes('*'))).toEqual(['bleu 54.44 val *']);
    expect(shown(...cells('52.11'))).toContain('bleu 52.9 val *');
  });

  it.each([
    ["history['val_acc'].append(evaluate(net, val_loader))", "history['val_acc'][-1]"],
    ['val_accs.append(evaluate(net, val_loader))', 'max(val_accs)'],
  ])('knows a value of a list by the name of the list: %s', (append, shownValue) => {
    const code = `history, val_accs = {'val_acc': []}, []
for epoch in range(3):
    train(net)
    ${append}
print(${shownValue})`;

    expect(shown({ code, stdout: '0.871\n' })).toEqual(['accuracy 0.871 val *']);
  });

  it('follows predictions that batches put into a list', () => {
    const code = `from sklearn.metrics import accuracy_score
truth, guesses = [], []
for rows, labels in test_loader:
    guesses.extend(net(rows).argmax(1).cpu().numpy())
    truth.extend(labels.numpy())
print(accuracy_score(truth, guesses))`;

    expect(shown({ code, stdout: '0.9123\n' })).toEqual(['accuracy 0.9123 test *']);
  });

  it('reads all scores in the description of a bar', () => {
    const stderr = 'Accuracy: 89.2%, Avg loss: 0.3245: 100%|██████████| 10/10 [00:48<00:00,  4.82s/it]\n';

    expect(shown({ stderr })).toEqual(['accuracy 0.892 - *', 'loss 0.3245 - *']);
  });

  it('takes from the list that evaluate returns all digits of what its bar names', () => {
    const bar =
      '10/10 [==============================] - 4s 27ms/step - root_mean_squared_error: 1.1339 - loss: 0.0090 - total_loss: 0.0090\n';
    const result = '[1.1338995695114136, 0.009662957862019539, 0.009662957862019539]';

    expect(
      shown({ code: 'ranker.evaluate(test_rows)', stdout: bar, result }).filter((line) => line.includes('*')),
    ).toEqual(['rmse 1.1338995695114136 test *', 'loss 0.009662957862019539 test *']);
  });

  it('reads the error that was minimized under its own name', () => {
    expect(shown({ stdout: 'Test MAE (loss): 1.0579\nMean Per-Class Error: 0.0136\n' })).toEqual([
      'mae 1.0579 test *',
      'mean_per_class_error 0.0136 - *',
    ]);
  });
});
