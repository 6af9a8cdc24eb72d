import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

const BAR = '[==============================] - 1s 3ms/step';

describe('readKerasLog', () => {
  it('knows the first epoch by the second when warnings part its bar from its heading', () => {
    const text = `10/10 ${BAR} - loss: 0.9 - acc: 0.5\nEpoch 2/2\n10/10 ${BAR} - loss: 0.5 - acc: 0.7\n`;

    expect(shownMetrics(inspectCells({ stdout: text }))).toEqual(['loss 0.5 train *', 'accuracy 0.7 train *']);
  });

  it('leaves lines to others that only begin like a heading', () => {
    const text = 'epoch 1 / 2, loss: 0.823, valid loss: 0.981\nepoch 2 / 2, loss: 0.807, valid loss: 0.929\n';

    expect(shownMetrics(inspectCells({ stdout: text }))).toEqual(['loss 0.807 train', 'loss 0.929 val *']);
  });
});
