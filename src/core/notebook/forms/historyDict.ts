import { readMetricLabel } from '../../metric/metricLabel';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading } from '../reading';
import type { ReprValue } from './pythonRepr';

const STEPS = /^(?:epochs?|steps?|global_step|iterations?)$/i;

/**
 * What a training returns, a list of each measure: `{'loss': [0.5, 0.4], 'val_loss': [0.6, 0.5]}`. There is a loss in
 * it, and each list is as long as the others; lists of anything else may be of folds or models.
 */
export function readHistory(
  block: OutputBlock,
  line: number,
  entries: readonly (readonly [string, ReprValue])[],
): readonly Reading[] {
  const columns = entries.map(([key, value]) => ({ key, values: numbersOf(value) }));
  const count = columns[0]?.values.length ?? 0;
  const keys = columns.map(({ key }) => key);
  const isHistory = count > 1 && columns.every(({ values }) => values.length === count) && keys.some(isHeldOutLoss);
  if (!isHistory) {
    return [];
  }
  const counted = columns.find(({ key }) => STEPS.test(key))?.values;
  return columns.flatMap(({ key, values }) => {
    const label = readMetricLabel(key);
    const { name } = label;
    if (name === null || name === 'score' || label.isForeign || label.rest.length > 0) {
      return [];
    }
    const split = label.split ?? (key.startsWith('eval_') ? 'val' : 'train');
    return values.flatMap((value, index) =>
      isPlausible(name, value, false)
        ? [
            makeReading(block, {
              name,
              value,
              split,
              role: 'step',
              step: counted?.[index] ?? index + 1,
              form: 'history-dict',
              line,
            }),
          ]
        : [],
    );
  });
}

function isHeldOutLoss(key: string): boolean {
  return /^(?:val|valid|validation|eval|test)_loss$/i.test(key);
}

/** Empty for anything but a list of numbers. */
function numbersOf(value: ReprValue): readonly number[] {
  const items = value.kind === 'list' ? value.items : [];
  const numbers = items.flatMap((item) => (item.kind === 'number' ? [item.value] : []));
  return numbers.length === items.length ? numbers : [];
}
