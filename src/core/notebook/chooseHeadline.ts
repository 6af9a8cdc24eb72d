import { canonicalMetric } from '../metric/catalogue';
import { mergeRounded } from '../metric/mergeRounded';
import type { Metric } from '../model';
import type { Reading } from './reading';

const MAX_HEADLINES = 6;
const LOG_FORMS = new Set([
  'keras-epoch',
  'epoch-line',
  'boosting',
  'progress-bar',
  'html-table-epochs',
  'text-table-epochs',
]);
/** An explicit evaluation before the last line of a log, held-out values before training ones. */
const EXPLICIT_RANK: Readonly<Record<string, number>> = { test: 10, cv: 9, oob: 9, val: 9, none: 8, train: 5 };
const LOG_RANK: Readonly<Record<string, number>> = { test: 7, cv: 6, oob: 6, val: 6, none: 4, train: 3 };
/** Of a classification report a careful engineer writes down these. */
const REPORT_HEADLINES = new Set(['accuracy', 'f1_macro', 'f1_weighted', 'f1_micro', 'roc_auc']);

/**
 * The one to six values by which the final model is judged. Readings come in document order, already reduced.
 * `fitCells`: cells in which something was fitted.
 */
export function chooseHeadline(readings: readonly Reading[], fitCells: readonly number[]): ReadonlySet<Reading> {
  const sure = readings.filter((reading) => reading.confidence !== 'low' && reading.role !== 'spread');
  const named = sure.filter((reading) => reading.name !== 'score');
  const candidates = named.length > 0 ? named : sure;
  const best = Math.max(...candidates.map(rank));
  const group = candidates.filter((reading) => rank(reading) === best);
  const last = bestRival(group);
  if (last === null) {
    return new Set();
  }
  const inCell = group.filter((reading) => reading.cell === last.cell);
  const model = bestModel(inCell);
  const own = inCell.filter((reading) => model === undefined || reading.model === model || reading.model === null);
  const chosen = [...earlierEvaluations(group, own, fitCells), ...own];
  return new Set(limit(chosen));
}

/**
 * Where the last value stands; or, when several models were compared by the same score one after another, that of the
 * best one. A model that was evaluated again counts with its last value.
 */
function bestRival(group: readonly Reading[]): Reading | null {
  const last = group.at(-1);
  if (last === undefined || last.model === null) {
    return last ?? null;
  }
  const judge = group
    .filter((reading) => reading.cell === last.cell)
    .find((reading) => canonicalMetric(reading.name).higherIsBetter !== null);
  if (judge === undefined) {
    return last;
  }
  const latest = new Map<string | null, Reading>();
  for (const reading of group.filter((other) => other.name === judge.name && other.split === judge.split)) {
    latest.set(reading.model, reading);
  }
  const sign = canonicalMetric(judge.name).higherIsBetter === true ? 1 : -1;
  const best = [...latest.values()].reduce(
    (one, other) => (other.value * sign >= one.value * sign ? other : one),
    judge,
  );
  return latest.has(null) ? last : best;
}

function rank(reading: Reading): number {
  const split = reading.split ?? 'none';
  const ranks = LOG_FORMS.has(reading.form) || reading.role === 'step' ? LOG_RANK : EXPLICIT_RANK;
  return ranks[split] ?? ranks['none'] ?? 0;
}

/** Several models compared: the best by the first metric with a direction, of equals the last. */
function bestModel(readings: readonly Reading[]): string | null | undefined {
  const models = new Set(readings.map((reading) => reading.model));
  if (models.size < 2) {
    return undefined;
  }
  const shared = readings.filter(
    (reading) =>
      canonicalMetric(reading.name).higherIsBetter !== null &&
      readings.some((other) => other.name === reading.name && other.model !== reading.model),
  );
  const [judge] = shared;
  if (judge === undefined) {
    return undefined;
  }
  const sign = canonicalMetric(judge.name).higherIsBetter === true ? 1 : -1;
  const rivals = shared.filter((reading) => reading.name === judge.name);
  return rivals.reduce((best, rival) => (rival.value * sign >= best.value * sign ? rival : best)).model;
}

const NEAR = 8;

/**
 * The same model's other scores may stand in cells before the last one: those after the last training that have names
 * of their own. A name that comes again with another value belongs to an earlier experiment; with the same value, a report
 * repeats the scores, rounded.
 */
function earlierEvaluations(
  group: readonly Reading[],
  own: readonly Reading[],
  fitCells: readonly number[],
): Reading[] {
  const [first] = own;
  if (first === undefined) {
    return [];
  }
  const fitted = Math.max(-1, ...fitCells.filter((cell) => cell <= first.cell));
  const known = [...own];
  const found: Reading[] = [];
  const earlier = group.filter(
    (reading) => reading.cell < first.cell && reading.cell >= Math.max(fitted, first.cell - NEAR),
  );
  for (const cell of [...new Set(earlier.map((reading) => reading.cell))].reverse()) {
    const all = earlier.filter((reading) => reading.cell === cell);
    const model = bestModel(all);
    const inCell = all.filter((reading) => isSameModel(reading, own, model));
    if (inCell.some((reading) => known.some((other) => contradicts(reading, other)))) {
      break;
    }
    known.push(...inCell);
    found.unshift(...inCell);
  }
  return found;
}

function contradicts(reading: Reading, other: Reading): boolean {
  const isOneFact = mergeRounded([unsplit(reading), unsplit(other)]).length === 1;
  return reading.name === other.name && !isOneFact;
}

/** Name and value alone. */
function unsplit({ name, value }: Reading): Metric {
  return { name, value, split: null, model: null, higherIsBetter: null, headline: false };
}

function isSameModel(reading: Reading, own: readonly Reading[], best: string | null | undefined): boolean {
  const models = new Set(own.map((other) => other.model).filter((model) => model !== null));
  if (reading.model === null || models.size === 0) {
    return best === undefined || reading.model === best;
  }
  return models.has(reading.model);
}

function limit(readings: readonly Reading[]): readonly Reading[] {
  const isReport = (reading: Reading): boolean =>
    reading.form === 'classification-report' || reading.form === 'report-dict';
  const hasSummary = readings.some((reading) => isReport(reading) && REPORT_HEADLINES.has(reading.name));
  const kept = readings.filter((reading) => !isReport(reading) || !hasSummary || REPORT_HEADLINES.has(reading.name));
  const distinct = kept.filter((reading, index) => kept.findIndex((other) => other.name === reading.name) === index);
  return distinct.length >= kept.length - 1 ? distinct.slice(0, MAX_HEADLINES) : kept.slice(0, MAX_HEADLINES);
}
