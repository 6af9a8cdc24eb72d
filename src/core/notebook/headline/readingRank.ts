import type { Reading } from '../reading';

const LOG_FORMS = new Set([
  'keras-epoch',
  'history-dict',
  'epoch-line',
  'boosting',
  'progress-bar',
  'html-table-epochs',
  'text-table-epochs',
  'history-value',
]);
/** An explicit evaluation before the last line of a log, held-out values before training ones. */
const EXPLICIT_RANK: Readonly<Record<string, number>> = { test: 10, cv: 9, oob: 9, val: 9, none: 8, train: 5 };
const LOG_RANK: Readonly<Record<string, number>> = { test: 7, cv: 6, oob: 6, val: 6, none: 4, train: 3 };

/** How much a value says about the model, by its split and by how it was printed. */
export function readingRank(reading: Reading): number {
  const split = reading.split ?? 'none';
  const ranks = isLog(reading) ? LOG_RANK : EXPLICIT_RANK;
  return ranks[split] ?? ranks['none'] ?? 0;
}

/** On data that was held out, if only in the log of a training. */
export function isHeldOut(reading: Reading): boolean {
  return readingRank(reading) >= HELD_OUT_LOG;
}

/** An evaluation, and no line of a log, on data that was held out. */
export function isHeldOutEvaluation(reading: Reading): boolean {
  return readingRank(reading) >= HELD_OUT_EVALUATION;
}

/** The lowest ranks of validation data in the tables above. */
const HELD_OUT_LOG = 6;
const HELD_OUT_EVALUATION = 9;

/**
 * The best round of an early stopped training is more than a line of its log: it is what the model scores. So is what
 * somebody took out of the log and printed with a label of its own.
 */
export function isLog(reading: Reading): boolean {
  const isTold = reading.label === 'best' || (reading.form === 'history-value' && reading.label !== '');
  return (LOG_FORMS.has(reading.form) || reading.role === 'step') && !isTold;
}
