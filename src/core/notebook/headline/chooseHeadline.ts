import type { Reading } from '../reading';
import { headlineOfTask } from './headlineOfTask';
import { MAX_HEADLINES } from './headlineValues';
import { otherTasks } from './otherTasks';
import { isHeldOut } from './readingRank';

/**
 * The one to six values by which the final model is judged; where a notebook solves other tasks as well, those of their
 * best models too. Readings come in document order, already reduced. `fitCells`: cells in which something was fitted;
 * `taskCells`: cells in which another task begins.
 */
export function chooseHeadline(
  readings: readonly Reading[],
  fitCells: readonly number[],
  taskCells: readonly number[] = [],
): ReadonlySet<Reading> {
  const tasks = bySection(readings, taskCells);
  if (tasks.length > 1) {
    return shared(tasks.map((task) => headlineOfTask(task, fitCells)));
  }
  const main = headlineOfTask(readings, fitCells);
  const others = otherTasks(readings, main).flatMap((task) => headlineOfTask(task, fitCells));
  const room = Math.max(LEAST_OF_OTHERS, MAX_HEADLINES - main.length);
  const beside = others.slice(0, room);
  return new Set([...main.slice(0, MAX_HEADLINES - beside.length), ...beside]);
}

const LEAST_OF_OTHERS = 2;

/** The readings of each task that was evaluated on data held out, if one was; the last tasks where there are many. */
function bySection(readings: readonly Reading[], taskCells: readonly number[]): readonly (readonly Reading[])[] {
  const starts = [...taskCells].sort((a, b) => a - b);
  const sections = new Map<number, Reading[]>();
  for (const reading of readings) {
    const start = starts.findLast((cell) => cell <= reading.cell) ?? -1;
    const section = sections.get(start);
    if (section === undefined) {
      sections.set(start, [reading]);
    } else {
      section.push(reading);
    }
  }
  const all = [...sections.values()];
  const held = all.filter((section) => section.some(isHeldOut));
  return (held.length > 0 ? held : all).slice(-MAX_HEADLINES);
}

/** An equal share of the values for each task; what one does not need goes to the last ones. */
function shared(tasks: readonly (readonly Reading[])[]): ReadonlySet<Reading> {
  const share = Math.floor(MAX_HEADLINES / tasks.length);
  const chosen = new Set(tasks.flatMap((task) => task.slice(0, share)));
  for (const reading of tasks.toReversed().flat()) {
    if (chosen.size < MAX_HEADLINES) {
      chosen.add(reading);
    }
  }
  return chosen;
}
