import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';

/** `train: [0.2918, tensor(0.9135, device='cuda:0')]`, then `valid: […]`: what fastai's course prints each epoch. */
const STATS = /^(train|valid): \[(\d[\d.e-]*)(?:, (?:tensor\()?\d[^[\]]*)?\]$/;

/** The losses, which come first; what the other values are only the list of metrics knows. */
export function readAverageStats(block: OutputBlock): Reading[] {
  const written = block.lines.flatMap((text, line) => (text.trim() === '' ? [] : [{ line, found: STATS.exec(text) }]));
  if (!written.some(({ found }) => found?.[1] === 'valid') || written.some(({ found }) => found === null)) {
    return [];
  }
  return written.map(({ line, found }) =>
    makeReading(block, {
      name: 'loss',
      value: Number(found?.[2]),
      line,
      split: found?.[1] === 'train' ? 'train' : 'val',
      role: 'step',
      label: found?.[1] ?? '',
      form: 'epoch-line',
    }),
  );
}
