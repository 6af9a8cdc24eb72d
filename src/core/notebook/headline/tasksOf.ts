import type { ModelFact } from '../../python/values';
import { groupBy } from '../../groupBy';
import type { Reading } from '../reading';
import { isBaseline } from './baselines';
import { MAX_HEADLINES } from './headlineValues';
import { isHeldOut } from './readingRank';

/** What the code shows of the tasks of a notebook. */
export interface TaskHints {
  /** Cells in which another task begins. */
  readonly starts: readonly number[];
  /** What the data that a cell evaluates on are about. */
  readonly subjects: ReadonlyMap<number, ReadonlySet<string>>;
}

/** The readings of each task that was evaluated on data held out, if one was; the last tasks where there are many. */
export function tasksOf(
  readings: readonly Reading[],
  { starts, subjects }: TaskHints,
): readonly (readonly Reading[])[] {
  const ordered = [...starts].sort((a, b) => a - b);
  const sections = groupBy(readings, ({ cell }) => ordered.findLast((start) => start <= cell) ?? -1);
  const all = [...sections.values()].flatMap((section) => bySubject(section, subjects));
  const held = all.filter((task) => task.some(isHeldOut));
  return (held.length > 0 ? held : all).slice(-MAX_HEADLINES);
}

/**
 * Those about each subject, where every evaluation has one and each subject has models of its own. What is told of several
 * subjects at once, a comparison, is of none.
 */
function bySubject(section: readonly Reading[], subjects: TaskHints['subjects']): readonly (readonly Reading[])[] {
  if (subjects.size < 2) {
    return [section];
  }
  const cells = [...subjects.keys()].sort((a, b) => a - b);
  const known = new Map<number, string | null>();
  const subjectIn = (cell: number): string | null => {
    const from = cells.findLast((candidate) => candidate <= cell);
    const [only, ...others] = from === undefined ? [] : (subjects.get(from) ?? []);
    return only === undefined || others.length > 0 ? null : only;
  };
  const told = groupBy(section, ({ cell }) => {
    const subject = known.get(cell) ?? subjectIn(cell);
    known.set(cell, subject);
    return subject;
  });
  const tasks = [...told].flatMap(([subject, readings]) => (subject === null ? [] : [{ subject, readings }]));
  const held = tasks.filter(({ readings }) => readings.some((reading) => isHeldOut(reading) && !isBaseline(reading)));
  const isEach = held.length > 1 && held.every(({ subject }) => subject !== '') && haveOwnModels(held);
  return isEach ? held.map(({ readings }) => readings) : [section];
}

function haveOwnModels(tasks: readonly { readonly readings: readonly Reading[] }[]): boolean {
  const owners = new Map<ModelFact, object>();
  return tasks.every((task) =>
    task.readings.every(({ estimator }) => {
      const owner = estimator === null ? task : (owners.get(estimator) ?? task);
      if (estimator !== null) {
        owners.set(estimator, owner);
      }
      return owner === task;
    }),
  );
}
