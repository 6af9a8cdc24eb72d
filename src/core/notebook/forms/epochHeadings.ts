import type { Reading } from '../reading';

const HEADING = /^\W{0,12}epochs?\W{0,3}(\d{1,6})\b/i;
const LONGEST = 400;

interface Log {
  readonly first: number;
  readonly last: number;
  readonly isRising: boolean;
}

/**
 * `Epoch 1` over lines of its own: what the same label says again under a later epoch is one value of a log, whatever
 * loop printed it.
 */
export function underEpochs(readings: readonly Reading[], lines: readonly string[]): readonly Reading[] {
  const epochs = readings.length < 2 ? null : epochsAbove(lines);
  if (epochs === null) {
    return readings;
  }
  const logs = new Map<string, Log>();
  for (const reading of readings.filter(isFinal)) {
    const epoch = epochs[reading.line] ?? -1;
    const log = logs.get(keyOf(reading)) ?? { first: epoch, last: epoch, isRising: epoch >= 0 };
    logs.set(keyOf(reading), { first: log.first, last: epoch, isRising: log.isRising && epoch >= log.last });
  }
  return readings.map((reading): Reading => {
    const log = isFinal(reading) ? logs.get(keyOf(reading)) : undefined;
    if (log === undefined || !log.isRising || log.last === log.first) {
      return reading;
    }
    const split = reading.split ?? (reading.name === 'loss' ? 'train' : null);
    return { ...reading, split, role: 'step', form: 'epoch-line', step: epochs[reading.line] ?? null };
  });
}

function isFinal({ role, form }: Reading): boolean {
  return role === 'final' && form === 'label-value';
}

function keyOf({ name, split, label }: Reading): string {
  return [name, split, label.replace(/\d+/g, '0')].join('|');
}

/** The epoch that each line stands under; null where there are not two of them. */
function epochsAbove(lines: readonly string[]): readonly number[] | null {
  const seen = new Set<number>();
  let epoch = -1;
  const above = lines.map((line) => {
    const number = line.length < LONGEST ? HEADING.exec(line)?.[1] : undefined;
    if (number !== undefined) {
      epoch = Number(number);
      seen.add(epoch);
    }
    return epoch;
  });
  return seen.size > 1 ? above : null;
}
