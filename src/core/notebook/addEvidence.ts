import { present } from '../present';
import type { TrainingSite } from '../python/codeFacts';
import { modelName } from './codeHints';
import { splitOf } from '../python/values';
import type { CodeHints, Evidence } from './codeHints';
import type { Reading } from './reading';

/** Gives readings of one cell the split and model that only the code tells; what is printed keeps the last word. */
export function addEvidence(readings: readonly Reading[], hints: CodeHints): Reading[] {
  return readings.length === 0 ? [] : likeTheirAccuracy(addKnown(readings, hints));
}

/** A report whose accuracy is the one printed beside it, rounded, is of the same evaluation. */
function likeTheirAccuracy(readings: Reading[]): Reading[] {
  const accuracies = readings.filter(
    ({ name, split, form }) => name === 'accuracy' && split !== null && form !== REPORT,
  );
  const reports = readings.filter(({ form, split }) => form === REPORT && split === null);
  const own = reports.filter(({ name }) => name === 'accuracy');
  const [rounded] = own;
  const twin = accuracies.find(
    ({ value, isPercent }) =>
      rounded !== undefined && Math.abs((isPercent || value > 1 ? value / 100 : value) - rounded.value) <= 0.0051,
  );
  if (own.length !== 1 || twin === undefined) {
    return readings;
  }
  const { split, model, estimator } = twin;
  return present(readings, (reading) =>
    reading.form === REPORT && reading.split === null
      ? { ...reading, split, model: reading.model ?? model, estimator: reading.estimator ?? estimator }
      : reading,
  );
}

const REPORT = 'classification-report';

function addKnown(readings: readonly Reading[], hints: CodeHints): Reading[] {
  const reports = groupReports(readings);
  const evaluations = groupEvaluations(readings);
  const fits = hints.trainings.filter((site) => site.kind === 'fit');
  // Only a training has headings of epochs, whatever the code tells of it.
  const isTraining = readings.some(({ form }) => form === 'keras-epoch');
  const evaluated = isTraining ? null : evaluationSplit(hints);
  const isSingleEpoch = fits.length > 0 && fits.length === hints.trainings.length;
  const isEvaluation = hints.trainings.length === 1 && fits.length === 0 && !isTraining;
  // What a training says of itself, such as the models that it tried.
  const isOwnLog = fits.length > 0 && hints.holes.size === 0;
  return present(readings, (reading) => {
    const known = evidenceFor(reading, hints, { reports, evaluations, fits });
    // A Trainer calls whatever it evaluates `eval_`.
    const isOtherSplit = evaluated === 'test' || (evaluated === 'train' && reading.form === 'dict');
    const printed = reading.split === 'val' && isOtherSplit ? evaluated : reading.split;
    // What only evaluates makes no log, whatever epoch its results tell.
    const role = isEvaluation && reading.role === 'step' ? 'final' : reading.role;
    // A single epoch is fitted without an `Epoch` line.
    const form = isSingleEpoch && reading.form === 'keras-evaluate' ? 'keras-epoch' : reading.form;
    const split =
      printed ??
      ownSplit(reading.name, known.split) ??
      (isResult(reading) && !(isOwnLog && reading.form === 'label-value') ? hints.overall.split : null);
    const model = reading.model ?? modelName(known.model);
    const estimator = reading.estimator ?? known.model;
    // Logs have thousands of readings of which the code tells nothing: those need no copy.
    const isSame =
      role === reading.role &&
      form === reading.form &&
      split === reading.split &&
      model === reading.model &&
      estimator === reading.estimator;
    return isSame ? reading : { ...reading, role, form, split, model, estimator };
  });
}

/** A criterion is of the data that was fitted, and clusters are of the data that they were found in. */
function ownSplit(name: string, split: string | null): string | null {
  return CRITERIA.test(name)
    ? split === 'cv'
      ? split
      : 'train'
    : CLUSTERS.test(name) && split === 'cv'
      ? 'train'
      : split;
}

const CRITERIA = /^(?:aic|bic|hqic|log_likelihood)$/;
const CLUSTERS = /^(?:silhouette|calinski_harabasz|davies_bouldin|inertia)$/;

/** Tables and prints of values that were computed in earlier cells. */
function isResult(reading: Reading): boolean {
  return (
    reading.role === 'final' && /^(?:label-value|html-table|text-table|dict|record|code-value)$/.test(reading.form)
  );
}

interface Groups {
  readonly reports: ReadonlyMap<Reading, number>;
  readonly evaluations: ReadonlyMap<Reading, number>;
  readonly fits: readonly TrainingSite[];
}

function evidenceFor(reading: Reading, hints: CodeHints, groups: Groups): Evidence {
  if (reading.form === 'classification-report' || reading.form === 'report-dict') {
    const place = groups.reports.get(reading) ?? 0;
    return hints.reports[place] ?? hints.reports.at(-1) ?? hints.shared;
  }
  if (reading.form === 'keras-evaluate') {
    const sites = hints.trainings.filter((site) => site.kind === 'evaluate');
    const fit = groups.fits.at(-1);
    if (sites.length === 0 && fit !== undefined) {
      return { split: 'train', model: fit.model };
    }
    return sites[groups.evaluations.get(reading) ?? 0] ?? sites.at(-1) ?? hints.shared;
  }
  if (reading.form === 'keras-epoch' || reading.form === 'boosting' || reading.form === 'progress-bar') {
    const fit = groups.fits.at(-1);
    return {
      split: reading.form === 'boosting' ? (fit?.split ?? null) : null,
      model: fit?.model ?? hints.shared.model,
    };
  }
  return {
    split: hints.shared.split ?? splitOf(hints.result ?? undefined) ?? evaluationSplit(hints),
    model: hints.shared.model,
  };
}

/** The one split of all evaluations of a cell that trains nothing. */
function evaluationSplit({ trainings }: CodeHints): string | null {
  const [first] = trainings;
  const isOne = trainings.every(({ kind, split }) => kind === 'evaluate' && split === first?.split);
  return isOne ? (first?.split ?? null) : null;
}

/** Which report of its cell each reading belongs to: a new one begins with a new accuracy or an earlier column. */
function groupReports(readings: readonly Reading[]): Map<Reading, number> {
  const places = new Map<Reading, number>();
  let place = 0;
  let seen = new Set<string>();
  for (const reading of readings) {
    if (reading.form !== 'classification-report' && reading.form !== 'report-dict') {
      continue;
    }
    if (seen.has(reading.name)) {
      place += 1;
      seen = new Set();
    }
    seen.add(reading.name);
    places.set(reading, place);
  }
  return places;
}

function groupEvaluations(readings: readonly Reading[]): Map<Reading, number> {
  const places = new Map<Reading, number>();
  let place = -1;
  let last = '';
  for (const reading of readings) {
    if (reading.form === 'keras-evaluate') {
      const where = `${reading.output}:${reading.line}`;
      place += where === last ? 0 : 1;
      last = where;
      places.set(reading, place);
    }
  }
  return places;
}
