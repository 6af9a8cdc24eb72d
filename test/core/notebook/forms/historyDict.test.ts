import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

describe('readHistory', () => {
  it('reads the last epoch of a history that is shown', () => {
    const plain =
      "{'loss': [0.51, 0.42],\n 'accuracy': [0.81, 0.86],\n 'val_loss': [0.63, 0.57],\n 'val_accuracy': [0.78, 0.8]}";

    expect(shownMetrics(inspectCells({ result: plain }))).toEqual(
      expect.arrayContaining(['loss 0.42 train', 'accuracy 0.86 train', 'loss 0.57 val *', 'accuracy 0.8 val *']),
    );
  });

  it('reads what a training returns beside its number of steps', () => {
    const plain = "(5750,\n {'global_step': [2875, 5750],\n  'eval_loss': [3.28, 3.07],\n  'train_loss': [3.4, 2.83]})";

    expect(shownMetrics(inspectCells({ result: plain }))).toEqual(
      expect.arrayContaining(['loss 3.07 val *', 'loss 2.83 train']),
    );
  });

  it('takes no lists of other lengths or without a loss for epochs', () => {
    expect(shownMetrics(inspectCells({ result: "{'val_loss': [0.6, 0.5], 'loss': [0.5, 0.4, 0.3]}" }))).toEqual([]);
    expect(shownMetrics(inspectCells({ result: "{'accuracy': [0.6, 0.5], 'f1': [0.5, 0.4]}" }))).toEqual([]);
  });
});
