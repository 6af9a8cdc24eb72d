import { readMetricLabel } from '../../metric/metricLabel';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading } from '../reading';
import { numberOf } from './dictLines';
import { readRepr } from './pythonRepr';

const OUTPUT = /^\s*\(?(TrainOutput|PredictionOutput|EvalLoopOutput)\(/;
const TRAINING_LOSS = /\btraining_loss=(-?[\d.]+(?:e[-+]?\d+)?)/;

/** What `train` and `predict` of a Hugging Face Trainer return: `TrainOutput(global_step=4, training_loss=0.69, …)`. */
export function readTrainerOutputs(block: OutputBlock, used: Set<number>): Reading[] {
  return block.lines.flatMap((line, index) => {
    if (!OUTPUT.test(line)) {
      return [];
    }
    const text = block.lines.slice(index, index + 60).join('\n');
    const isTraining = line.includes('TrainOutput(');
    for (let next = index; next < Math.min(block.lines.length, index + 60); next += 1) {
      used.add(next);
    }
    const loss = Number(TRAINING_LOSS.exec(text)?.[1] ?? NaN);
    const training = Number.isFinite(loss)
      ? [makeReading(block, { name: 'loss', value: loss, split: 'train', form: 'trainer-output', line: index })]
      : [];
    const metrics = readMetrics(block, index, text);
    return isTraining
      ? [
          ...training,
          ...metrics.filter(({ name }) => name !== 'loss').map((reading): Reading => ({ ...reading, split: 'train' })),
        ]
      : metrics;
  });
}

function readMetrics(block: OutputBlock, line: number, text: string): Reading[] {
  const open = text.indexOf('metrics={');
  const dict = open < 0 ? undefined : readRepr(text, open + 'metrics='.length)?.value;
  return dict?.kind !== 'dict'
    ? []
    : dict.entries.flatMap(([key, value]) => {
        const label = readMetricLabel(key);
        const number = numberOf(value);
        const { name } = label;
        const isTiming = /runtime|per_second/.test(key);
        return name !== null &&
          name !== 'score' &&
          !label.isForeign &&
          !isTiming &&
          number !== null &&
          isPlausible(name, number, false)
          ? [makeReading(block, { name, value: number, split: label.split, form: 'trainer-output', line })]
          : [];
      });
}
