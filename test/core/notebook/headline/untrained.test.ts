import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

const LOSS = 'print(f"loss: {loss_of(model):.4f}")';

describe('withoutUntrained', () => {
  it('heads no loss of a model that has learned nothing yet', () => {
    const cells = [
      { code: LOSS, stdout: 'loss: 5.1618\n' },
      { code: 'network.fit(data, epochs=3)', stdout: 'Epoch 3/3\n15/15 [====] - 2s 2s/step - loss: 0.2481\n' },
    ];

    expect(shownMetrics(inspectCells(...cells))).toEqual(['loss 5.1618 -', 'loss 0.2481 train *']);
  });

  it('heads the loss where nothing comes after it', () => {
    expect(shownMetrics(inspectCells({ code: LOSS, stdout: 'loss: 5.1618\n' }))).toEqual(['loss 5.1618 - *']);
  });

  it('keeps other measures from before a training: the model may have been loaded', () => {
    const cells = [
      { code: 'rate(model)', stdout: 'Test accuracy: 0.91\n' },
      { code: 'network.fit(data, epochs=3)', stdout: 'Epoch 3/3\n15/15 [====] - 2s 2s/step - loss: 0.2481\n' },
    ];

    expect(shownMetrics(inspectCells(...cells))).toEqual(['accuracy 0.91 test *', 'loss 0.2481 train']);
  });
});
