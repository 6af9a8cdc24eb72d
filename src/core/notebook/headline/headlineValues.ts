import { groupBy } from '../../groupBy';
import type { Reading } from '../reading';
import { bestOf, isOneFact, judgeOf } from './judge';

export const MAX_HEADLINES = 6;
/** Detection scores of one size of object or few detections, parts of a loss, and the third of three criteria. */
const DETAILS = /^(?:map|ar)_(?:small|medium|large)$|^ar_10?$|^regularization_loss$|^hqic$/;
/** It grows with the number of rows: beside a score or an error it says nothing that could be compared. */
const LIKELIHOOD = 'log_likelihood';
const CRITERIA = new Set([LIKELIHOOD, 'aic', 'bic', 'hqic']);
/** Of a classification report a careful engineer writes down these. */
const REPORT_HEADLINES = new Set(['accuracy', 'f1_macro', 'f1_weighted', 'f1_micro', 'roc_auc']);

/** Errors of a target that was transformed for the training. */
const SCALED = /(?:^|[\W_])(?:log|scaled|normali[sz]ed)(?:$|[\W_])/i;

/**
 * What a cell tells better: the values that `evaluate` returns, after a bar that shows its running means, and errors on
 * the target's own scale.
 */
function withoutLesser(readings: readonly Reading[]): readonly Reading[] {
  const isLesser = (reading: Reading, other: Reading): boolean =>
    other.cell === reading.cell &&
    other.name === reading.name &&
    ((reading.form === 'keras-evaluate' && other.form !== 'keras-evaluate') ||
      (SCALED.test(reading.label) && isLabelled(other) && !SCALED.test(other.label) && isOnOtherScale(reading, other)));
  return readings.filter((reading) => !readings.some((other) => isLesser(reading, other)));
}

/** A model that was trained on logarithms is about as good as another one; its errors there are of another size. */
function isOnOtherScale(reading: Reading, other: Reading): boolean {
  return Math.abs(other.value) > OTHER_SCALE * Math.abs(reading.value);
}

const OTHER_SCALE = 2;

/** `Default model: MAE = 10.0`, then `Final model: MAE = 9.0`. */
const FINAL = /\b(?:final|tuned|best|optimi[sz]ed|after)\b/i;

function isLabelled(reading: Reading): boolean {
  return reading.label !== '';
}

/** `precision_at_k` is recorded as `precision` as well. */
function withoutCutoff(reading: Reading): string {
  return reading.name.replace(/_at_\w+$/, '');
}

/** A fact that is told again, perhaps rounded or in a record, counts once. */
function withoutRepeats(readings: readonly Reading[]): Reading[] {
  const seen: Reading[] = [];
  for (const reading of readings) {
    const isTold = seen.some(
      (other) =>
        other.cell !== reading.cell && withoutCutoff(other) === withoutCutoff(reading) && isOneFact(reading, other),
    );
    if (!isTold) {
      seen.push(reading);
    }
  }
  return seen;
}

/** Of one evaluation's readings those that a careful engineer writes down, one of each name, six at most. */
export function headlineValues(all: readonly Reading[]): readonly Reading[] {
  const readings = withoutLesser(all);
  const isReport = (reading: Reading): boolean =>
    reading.form === 'classification-report' || reading.form === 'report-dict';
  const hasSummary = readings.some((reading) => isReport(reading) && REPORT_HEADLINES.has(reading.name));
  const hasOther = readings.some(({ name }) => !CRITERIA.has(name));
  const kept = withoutRepeats(
    readings.filter(
      (reading) =>
        (!isReport(reading) || !hasSummary || REPORT_HEADLINES.has(reading.name)) &&
        (reading.name !== LIKELIHOOD || !hasOther) &&
        !DETAILS.test(reading.name),
    ),
  );
  const results = kept.filter((reading) => FINAL.test(reading.label));
  const names = new Set(kept.map(({ name }) => name));
  if (results.length > 0 && names.size < kept.length && kept.every(isLabelled)) {
    return results.slice(0, MAX_HEADLINES);
  }
  return mostTelling(bestVariant(kept), MAX_HEADLINES);
}

/** What one asks for first, and next: in this order where there is not room for all. */
const ASKED_FOR = [
  /^(?:accuracy|f1|roc_auc|r2|rmse|mae|mse|mape)$/,
  /^(?:balanced_accuracy|f1\w*|pr_auc|precision\w*|recall\w*|map\w*|ndcg\w*|mcc|kappa)$/,
];

function turnOf({ name }: Reading): number {
  const turn = ASKED_FOR.findIndex((pattern) => pattern.test(name));
  return turn < 0 ? ASKED_FOR.length : turn;
}

/** Where there is no room for more, those that are asked for first, in their order. */
export function mostTelling(readings: readonly Reading[], room: number): readonly Reading[] {
  const kept = new Set(readings.toSorted((a, b) => turnOf(a) - turnOf(b)).slice(0, room));
  return readings.filter((reading) => kept.has(reading));
}

/**
 * One value of each name. Variants of a model that are told one after another, `with Adam: 86 %`, `with SGD: 85 %`, are
 * rivals: the one with the best score counts, with its other scores.
 */
function bestVariant(readings: readonly Reading[]): readonly Reading[] {
  const groups = groupBy(readings, ({ name }) => name);
  const judge = judgeOf(
    [...groups.values()]
      .filter((group) => group.length > 1)
      .map(([first]) => first)
      .filter((first) => first !== undefined),
  );
  const rivals = judge === null ? [] : (groups.get(judge.name) ?? []);
  if (judge === null) {
    return readings;
  }
  const place = rivals.indexOf(bestOf(rivals, judge));
  const kept = new Set(
    [...groups.values()].flatMap((group) => {
      const [first] = group;
      const one =
        group.length === rivals.length ? group[place] : first === undefined ? undefined : bestOf(group, first);
      return one === undefined ? [] : [one];
    }),
  );
  return readings.filter((reading) => kept.has(reading));
}
