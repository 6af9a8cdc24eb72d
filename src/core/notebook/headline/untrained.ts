import type { Reading } from '../reading';
import { isLog } from './readingRank';

/**
 * The loss of a model that has learned nothing yet shows that the loss works; it is no result beside what is told after
 * the first training. `fitCells`: cells in which something was fitted; where the code does not tell, logs do.
 */
export function withoutUntrained(readings: readonly Reading[], fitCells: readonly number[]): readonly Reading[] {
  const trainings = [...fitCells, ...readings.filter(isLog).map(({ cell }) => cell)];
  const first = trainings.reduce((least, cell) => Math.min(least, cell), Infinity);
  const trained = readings.filter((reading) => reading.cell >= first || !LOSSES.test(reading.name));
  return trained.some(({ cell }) => cell >= first) ? trained : readings;
}

const LOSSES = /^(?:loss|log_loss)$/;
