import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

const BAR = '[==============================] - 1s 3ms/step';

describe('readKerasLog', () => {
  it('knows the first epoch by the second when warnings part its bar from its heading', () => {
    const text = `10/10 ${BAR} - loss: 0.9 - acc: 0.5\nEpoch 2/2\n10/10 ${BAR} - loss: 0.5 - acc: 0.7\n`;

    expect(shownMetrics(inspectCells({ stdout: text }))).toEqual(['loss 0.5 train *', 'accuracy 0.7 train *']);
  });

  it('reads the last bar of a training that was stopped in its first epoch, and of no other', () => {
    const stopped = 'Epoch 1/3\n 70/100 [====>....] - ETA: 9s - loss: 0.731 - dice_coef: 0.269\n';
    const whole = `Epoch 1/3\n100/100 ${BAR} - loss: 0.6 - acc: 0.7\nEpoch 2/3\n 70/100 [====>....] - ETA: 9s - loss: 0.5 - acc: 0.8\n`;

    expect(shownMetrics(inspectCells({ stdout: stopped }))).toEqual(['loss 0.731 train *', 'dice 0.269 train *']);
    expect(shownMetrics(inspectCells({ stdout: whole }))).toEqual(['loss 0.6 train *', 'accuracy 0.7 train *']);
  });

  it('knows the epochs of the first Keras, which did not say of how many', () => {
    const epoch = (number: number, loss: number) =>
      `Epoch ${number}\n100/100 [====] - 79s - loss: ${loss} - acc: 0.9 - val_loss: 0.2 - val_acc: 0.95\n`;
    const code =
      'from keras.models import Sequential\nmodel = Sequential()\nmodel.fit(x_train)\nscore = model.evaluate(x_test)\nprint("Test score:", score)';
    const stdout = `${epoch(0, 0.5)}${epoch(1, 0.3)}Test score: 0.25\n`;

    expect(shownMetrics(inspectCells({ code, stdout }))).toEqual([
      'loss 0.3 train',
      'accuracy 0.9 train',
      'loss 0.2 val',
      'accuracy 0.95 val',
      'loss 0.25 test *',
    ]);
  });

  it('tells the epochs from the evaluation after them, where the network comes from elsewhere', () => {
    const epoch = (number: number, loss: number) =>
      `Epoch ${number}/2\n100/100 ${BAR} - loss: ${loss} - acc: 0.9 - val_loss: 0.2 - val_acc: 0.95\n`;
    const code =
      'from nets import build\nmodel = build()\nmodel.fit(x_train)\nscore = model.evaluate(x_test)\nprint("Test accuracy:", score[1])';
    const stdout = `${epoch(1, 0.5)}${epoch(2, 0.3)}Test accuracy: 0.93\n`;

    expect(shownMetrics(inspectCells({ code, stdout }))).toEqual([
      'loss 0.3 train',
      'accuracy 0.9 train',
      'loss 0.2 val',
      'accuracy 0.95 val',
      'accuracy 0.93 test *',
    ]);
  });

  it('leaves lines to others that only begin like a heading', () => {
    const text = 'epoch 1 / 2, loss: 0.823, valid loss: 0.981\nepoch 2 / 2, loss: 0.807, valid loss: 0.929\n';

    expect(shownMetrics(inspectCells({ stdout: text }))).toEqual(['loss 0.807 train', 'loss 0.929 val *']);
  });

  it('takes a single line with validation values for a training of one epoch', () => {
    const text = `10/10 ${BAR} - loss: 0.3 - accuracy: 0.88 - val_loss: 0.2 - val_accuracy: 0.91\n`;
    const code = 'model.fit(train, epochs=1, validation_data=val)\nif False:\n    model.evaluate(test_ds)';

    expect(shownMetrics(inspectCells({ code, stdout: text }))).toEqual([
      'loss 0.3 train',
      'accuracy 0.88 train',
      'loss 0.2 val *',
      'accuracy 0.91 val *',
    ]);
  });
});
