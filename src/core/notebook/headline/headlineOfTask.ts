import type { Reading } from '../reading';
import { isBaseline, isDummy } from './baselines';
import { bestRival, isAtCutoff, laterTraining } from './bestRival';
import type { LastFit } from './bestRival';
import { earlierEvaluations, laterEvaluations, MOST } from './earlierEvaluations';
import { headlineValues } from './headlineValues';
import { bestModel, isCalibration } from './judge';
import { ofModel } from './ofModel';
import { isHeldOut, isLog, readingRank } from './readingRank';
import { retellings } from './retellings';

/**
 * The values by which the final model of one task is judged. Readings come in document order, already reduced.
 * `fitCells`: cells in which something was fitted.
 */
export function headlineOfTask(readings: readonly Reading[], fitCells: readonly number[]): readonly Reading[] {
  const candidates = headlineCandidates(readings);
  const telling = candidates.filter(({ name }) => !isCalibration(name));
  const best = (telling.length > 0 ? telling : candidates).reduce(
    (highest, reading) => Math.max(highest, readingRank(reading)),
    -1,
  );
  const evaluations = candidates.filter((reading) => readingRank(reading) === best);
  const lastFit = makeLastFit(fitCells);
  const evaluated = bestRival(evaluations, lastFit);
  if (evaluated === null) {
    return [];
  }
  const trained = laterTraining(candidates, evaluated);
  const group = trained.length > 0 ? trained : evaluations;
  const last = bestRival(trained, lastFit) ?? evaluated;
  const together = group.filter((reading) => reading.cell === last.cell);
  const inCell = together.every(isAtCutoff) ? together : together.filter((reading) => !isAtCutoff(reading));
  const model = bestModel(inCell);
  const own = (model === undefined ? inCell : ofModel(inCell, model)).slice(0, MOST);
  const beside = candidates.filter((reading) => isBeside(reading, last, own)).slice(0, MOST);
  const earlier = earlierEvaluations(group, own, lastFit);
  const unsaid = candidates.filter((reading) => reading.split === null && last.split !== null && !isLog(reading));
  const later = laterEvaluations([...group, ...unsaid], [...earlier, ...own], lastFit);
  const whole = [...earlier, ...own, ...beside, ...later];
  return headlineValues([...whole, ...retellings(candidates, whole)]);
}

/** Each is held against each: of a notebook that prints more, the last ones. */
const MAX_CANDIDATES = 500;

/** A measure of its own beside the chosen ones, of which only the split is not known. */
function isBeside(reading: Reading, last: Reading, own: readonly Reading[]): boolean {
  return (
    reading.cell === last.cell &&
    reading.split === null &&
    last.split !== null &&
    isLog(reading) === isLog(last) &&
    (reading.model === null || reading.model === last.model) &&
    !own.some(({ name }) => name === reading.name)
  );
}

/** What may be a headline at all: how well a model fits its own data says little beside any error that it makes. */
function headlineCandidates(readings: readonly Reading[]): readonly Reading[] {
  const all = readings.filter(
    (reading) => reading.confidence !== 'low' && reading.role !== 'spread' && reading.isPart !== true,
  );
  const fitted = all.filter((reading) => !isDummy(reading));
  const above = fitted.filter((reading) => !isBaseline(reading));
  const serious = above.some(isHeldOut) ? above : fitted.length > 0 ? fitted : all;
  // What somebody typed counts where nothing was computed.
  const computed = serious.filter((reading) => reading.isTyped !== true);
  const sure = (computed.length > 0 ? computed : serious).slice(-MAX_CANDIDATES);
  const named = sure.filter((reading) => reading.name !== 'score');
  const errors = named.filter(({ name }) => !FITS.test(name));
  const measured = errors.some((reading) => !isShare(reading)) ? errors : named;
  return measured.length > 0 ? measured : sure;
}

const FITS = /^(?:aic|bic|hqic|log_likelihood|deviance)$/;
const SHARES = /^(?:r2|adj_r2|pseudo_r2)$/;

/** Told along with measures of the fit by the summary of the same fit. */
function isShare({ name, form }: Reading): boolean {
  return form === 'stats-summary' && SHARES.test(name);
}

function makeLastFit(fitCells: readonly number[]): LastFit {
  const cells = [...new Set(fitCells)].sort((a, b) => a - b);
  const known = new Map<number, number>();
  return (cell) => {
    const fit = known.get(cell) ?? cells.findLast((candidate) => candidate <= cell) ?? -1;
    known.set(cell, fit);
    return fit;
  };
}
