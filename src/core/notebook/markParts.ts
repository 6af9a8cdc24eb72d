import { present } from '../present';
import { isModelWord } from '../metric/modelWords';
import { ALL_CLASSES } from './forms/tableShape';
import type { Reading } from './reading';

const MOST_PARTS = 200;

/** `Mean R²: 0.81`, or a row of that name. */
const MEAN = /(?:^|[^a-z])(?:mean|avg|average[d]?|overall|macro)(?:[^a-z]|$)/i;
/** In these the word is part of the name. */
const NAMES = /mean[ _](?:absolute|abs|squared?|sq|average|log|iou|reciprocal|percentage)|average[ _]precision/gi;

/**
 * What is told of each target, label or run before their mean is a part of the result. A mean is known by its value: it
 * is that of the others, as exact as they are printed. Scores of several models have no mean that anybody wants. A row of `all` tells of all
 * segments together, and is no mean of them.
 */
export function markParts(readings: readonly Reading[]): readonly Reading[] {
  const means = readings.filter(isMean);
  if (means.length === 0) {
    return readings;
  }
  const parts = new Set(means.slice(0, MOST_PARTS).flatMap((mean) => partsOf(mean, readings)));
  return parts.size === 0
    ? readings
    : present(readings, (reading) => (parts.has(reading) ? { ...reading, isPart: true } : reading));
}

function isMean({ role, label, model }: Reading): boolean {
  return (
    role === 'final' &&
    (MEAN.test(label.replace(NAMES, '')) || (label === '' && (MEAN.test(model ?? '') || isOfAll(model))))
  );
}

function isOfAll(model: string | null): boolean {
  return ALL_CLASSES.test(model ?? '');
}

function partsOf(mean: Reading, readings: readonly Reading[]): readonly Reading[] {
  const others = readings.filter(
    (reading) =>
      reading.cell === mean.cell &&
      reading.name === mean.name &&
      reading.split === mean.split &&
      reading.form === mean.form &&
      reading.role === 'final' &&
      !isMean(reading),
  );
  const isOfModels = others.some(({ model }) => model !== mean.model && namesModel(model));
  if (others.length < 2 || others.length > MOST_PARTS || isOfModels) {
    return [];
  }
  if (mean.label === '' && isOfAll(mean.model)) {
    return others;
  }
  const average = others.reduce((sum, { value }) => sum + value, 0) / others.length;
  const digits = Math.min(decimals(mean.value), ...others.map(({ value }) => decimals(value)));
  return Math.abs(average - mean.value) <= 1.01 * 10 ** -Math.min(digits, 12) ? others : [];
}

function namesModel(model: string | null): boolean {
  return (
    model !== null &&
    model
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .some(isModelWord)
  );
}

function decimals(value: number): number {
  return (String(value).split('.')[1] ?? '').length;
}
