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
});
