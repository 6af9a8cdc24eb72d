import type { Reading } from '../reading';
import { headlineOfTask } from './headlineOfTask';
import { MAX_HEADLINES } from './headlineValues';
import { otherTasks } from './otherTasks';

/**
 * The one to six values by which the final model is judged; where a notebook solves a task of another kind as well, those
 * of its best model too. Readings come in document order, already reduced. `fitCells`: cells in which something was fitted.
 */
export function chooseHeadline(readings: readonly Reading[], fitCells: readonly number[]): ReadonlySet<Reading> {
  const main = headlineOfTask(readings, fitCells);
  const others = otherTasks(readings, main).flatMap((task) => headlineOfTask(task, fitCells));
  const room = Math.max(LEAST_OF_OTHERS, MAX_HEADLINES - main.length);
  const beside = others.slice(0, room);
  return new Set([...main.slice(0, MAX_HEADLINES - beside.length), ...beside]);
}

const LEAST_OF_OTHERS = 2;
