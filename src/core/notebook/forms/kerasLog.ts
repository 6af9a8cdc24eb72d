import { readMetricLabel } from '../../metric/metricLabel';
import { canonicalMetric } from '../../metric/catalogue';
import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';

/** The first Keras did not say of how many. */
const EPOCH = /^\s*Epoch:?\s+(\d+)(?:\s*\/\s*(\d+)|\s*$)/i;
const PAIR = /(?:^|[-–\s]\s)([A-Za-z_][\w./-]*):\s*(-?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|nan|inf))(?=\s|$)/g;
/** `1875/1875 [====] - 3s`, `2/2 ━━━ 1s`, `1500/1500 - 1s`, and `52s - loss` of the oldest ones. */
const PROGRESS = /(?:(\d+)\/(\d+|Unknown)\s*(?:\[[=>.]*\]|━+|-\s)|^\s*(?:-\s*)?\d+s\s)/;

/** What is quick to see of it. */
const MAY_PROGRESS = /\/\d|\/U|\ds\s/;

/**
 * Epoch lines as `fit` and `evaluate` of Keras print them. Lines under an `Epoch n/m` belong to a training; others are
 * an evaluation, whose split the code tells.
 */
export function readKerasLog(block: OutputBlock, used: Set<number>): Reading[] {
  const readings: Reading[] = [];
  let epoch: number | null = null;
  let isLast = false;
  let stopped: { readonly line: number; readonly epoch: number } | null = null;
  block.lines.forEach((line, index) => {
    const start = line.length < 400 ? EPOCH.exec(line) : null;
    const after = start === null ? '' : line.slice(start[0].length);
    // `epoch 1/6, loss: 0.8` is a line of the notebook's own.
    if (start !== null && (after.trim() === '' || PROGRESS.test(after))) {
      epoch = Number(start[1]);
      isLast = start[1] === start[2] || start[2] === undefined;
      used.add(index);
      if (after.trim() === '') {
        return;
      }
    }
    const isLong = line.length > 4000 || !line.includes(': ');
    const progress = isLong || !MAY_PROGRESS.test(line) ? '' : withoutEpoch(line);
    if (!PROGRESS.test(progress)) {
      return;
    }
    used.add(index);
    epoch ??= epochBefore(block.lines[index + 1]);
    const isWhole = isWholeProgress(progress);
    stopped = isWhole || epoch === null ? stopped : { line: index, epoch };
    const pairs = isWhole ? [...line.matchAll(PAIR)] : [];
    for (const pair of pairs) {
      const reading = readPair(block, index, pair, epoch);
      if (reading !== null) {
        readings.push(reading);
      }
    }
    if (pairs.length > 0 && isLast) {
      epoch = null;
      isLast = false;
    }
  });
  return readings.length > 0 ? withOnlyEpoch(readings) : readStopped(block, stopped);
}

/** A training that was interrupted in its first epoch tells no more than its last bar does. */
function readStopped(block: OutputBlock, bar: { readonly line: number; readonly epoch: number } | null): Reading[] {
  const pairs = bar === null ? [] : [...(block.lines[bar.line] ?? '').matchAll(PAIR)];
  return pairs.flatMap((pair) => {
    const reading = bar === null ? null : readPair(block, bar.line, pair, bar.epoch);
    return reading === null ? [] : [reading];
  });
}

/** A training of one epoch prints no heading; no evaluation has validation data beside its own. */
function withOnlyEpoch(readings: readonly Reading[]): Reading[] {
  const lines = new Set(readings.filter(({ form, split }) => form === EVALUATION && split === 'val').map(lineOf));
  const [only] = lines;
  return readings.map((reading) =>
    lines.size === 1 && reading.line === only && reading.form === EVALUATION
      ? { ...reading, split: reading.split ?? 'train', role: 'step', step: 1, form: 'keras-epoch' }
      : reading,
  );
}

function lineOf({ line }: Reading): number {
  return line;
}

const EVALUATION = 'keras-evaluate';

/** Warnings may part the first epoch's bar from its heading; the next heading still tells which it was. */
function epochBefore(next: string | undefined): number | null {
  const number = Number(EPOCH.exec(next?.slice(0, 60) ?? '')?.[1] ?? 0);
  return number > 1 ? number - 1 : null;
}

/** `INFO - Epoch 1/2 - train_loss: 0.5` counts epochs, not batches. */
function withoutEpoch(line: string): string {
  const epoch = /\bepoch\W{0,3}\d+\s*\/\s*\d+/i.exec(line.slice(0, 120));
  return epoch === null ? line : line.slice(epoch.index + epoch[0].length);
}

/** False for a bar that stopped on the way. */
function isWholeProgress(line: string): boolean {
  const match = PROGRESS.exec(line);
  return match?.[1] === undefined || match[2] === 'Unknown' || match[1] === match[2];
}

function readPair(block: OutputBlock, line: number, pair: RegExpMatchArray, epoch: number | null): Reading | null {
  const label = pair[1] ?? '';
  const value = Number(pair[2]);
  const isValidation = /^val_/.test(label);
  const bare = isValidation ? label.slice(4) : label;
  if (!Number.isFinite(value) || /^(?:lr|learning_rate|ETA|time|steps?|batch|loss_batch)$/i.test(bare)) {
    return null;
  }
  const split = epoch === null ? null : isValidation ? 'val' : 'train';
  const read = readMetricLabel(bare);
  return makeReading(block, {
    name: read.name !== null && read.rest.length === 0 ? read.name : canonicalMetric(bare).name,
    value,
    split: split ?? (isValidation ? 'val' : null),
    role: epoch === null ? 'final' : 'step',
    step: epoch,
    form: epoch === null ? EVALUATION : 'keras-epoch',
    line,
  });
}
