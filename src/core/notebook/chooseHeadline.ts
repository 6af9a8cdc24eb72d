import { canonicalMetric } from '../metric/catalogue';
import type { Reading } from './reading';

const MAX_HEADLINES = 6;
/** Held-out values before training ones. */
const SPLIT_RANK: Readonly<Record<string, number>> = { test: 4, cv: 3, oob: 3, val: 3, train: 1 };
const NO_SPLIT_RANK = 2;
/** Of a classification report a careful engineer writes down these. */
const REPORT_HEADLINES = new Set(['accuracy', 'f1_macro', 'f1_weighted', 'f1_micro', 'roc_auc']);
const LOG_FORMS = new Set([
  'keras-epoch',
  'epoch-line',
  'boosting',
  'progress-bar',
  'html-table-epochs',
  'text-table-epochs',
]);

/** The one to six values by which the final model is judged. Readings come in document order, already reduced. */
export function chooseHeadline(readings: readonly Reading[]): ReadonlySet<Reading> {
  const candidates = readings.filter((reading) => reading.confidence !== 'low');
  const best = Math.max(...candidates.map(rank));
  const group = candidates.filter((reading) => rank(reading) === best);
  const last = group.at(-1);
  if (last === undefined) {
    return new Set();
  }
  const inCell = group.filter((reading) => reading.cell === last.cell);
  const model = bestModel(inCell);
  const chosen = inCell.filter((reading) => model === undefined || reading.model === model || reading.model === null);
  return new Set(limitReport(chosen).slice(0, MAX_HEADLINES));
}

function rank(reading: Reading): number {
  const split = reading.split === null ? NO_SPLIT_RANK : (SPLIT_RANK[reading.split] ?? NO_SPLIT_RANK);
  return split * 2 + (LOG_FORMS.has(reading.form) ? 0 : 1);
}

/** Several models compared: the best by the first metric with a direction, of equals the last. */
function bestModel(readings: readonly Reading[]): string | null | undefined {
  const models = new Set(readings.map((reading) => reading.model));
  if (models.size < 2) {
    return undefined;
  }
  const judge = readings.find((reading) => canonicalMetric(reading.name).higherIsBetter !== null);
  if (judge === undefined) {
    return undefined;
  }
  const sign = canonicalMetric(judge.name).higherIsBetter === true ? 1 : -1;
  const rivals = readings.filter((reading) => reading.name === judge.name);
  return rivals.reduce((best, rival) => (rival.value * sign >= best.value * sign ? rival : best)).model;
}

function limitReport(readings: readonly Reading[]): readonly Reading[] {
  const isReport = (reading: Reading): boolean =>
    reading.form === 'classification-report' || reading.form === 'report-dict';
  return readings.filter((reading) => !isReport(reading) || REPORT_HEADLINES.has(reading.name));
}
