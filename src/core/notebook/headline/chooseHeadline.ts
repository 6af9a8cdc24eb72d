import type { Reading } from '../reading';
import { headlineOfTask } from './headlineOfTask';
import { MAX_HEADLINES, mostTelling } from './headlineValues';
import { otherTasks } from './otherTasks';
import { tasksOf } from './tasksOf';
import type { TaskHints } from './tasksOf';

const NO_TASKS: TaskHints = { starts: [], subjects: new Map() };

/**
 * The one to six values by which the final model is judged; where a notebook solves other tasks as well, those of their
 * best models too. Readings come in document order, already reduced. `fitCells`: cells in which something was fitted.
 */
export function chooseHeadline(
  readings: readonly Reading[],
  fitCells: readonly number[],
  hints: TaskHints = NO_TASKS,
): ReadonlySet<Reading> {
  const tasks = tasksOf(readings, hints);
  if (tasks.length > 1) {
    return shared(tasks.map((task) => headlineOfTask(task, fitCells)));
  }
  const main = headlineOfTask(readings, fitCells);
  const others = otherTasks(readings, main).flatMap((task) => headlineOfTask(task, fitCells));
  const room = Math.max(LEAST_OF_OTHERS, MAX_HEADLINES - main.length);
  const beside = others.slice(0, room);
  return new Set([...mostTelling(main, MAX_HEADLINES - beside.length), ...beside]);
}

const LEAST_OF_OTHERS = 2;

/** An equal share of the values for each task; what one does not need goes to the last ones. */
function shared(tasks: readonly (readonly Reading[])[]): ReadonlySet<Reading> {
  const share = Math.floor(MAX_HEADLINES / tasks.length);
  const chosen = new Set(tasks.flatMap((task) => mostTelling(task, share)));
  for (const reading of tasks.toReversed().flat()) {
    if (chosen.size < MAX_HEADLINES) {
      chosen.add(reading);
    }
  }
  return chosen;
}
