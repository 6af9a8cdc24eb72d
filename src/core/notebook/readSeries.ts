import { groupBy } from '../groupBy';
import type { Series } from './inspection';
import type { Reading } from './reading';

const SHORTEST = 2;

/** Learning curves: every value of a log, by epoch or round where it says so and by position otherwise. */
export function readSeries(readings: readonly Reading[]): Series[] {
  const logs = groupBy(
    readings.filter(({ role }) => role === 'step'),
    ({ cell, name, split, form }) => [cell, name, split, form].join('|'),
  );
  return [...logs.values()].flatMap((log) => {
    const [first] = log;
    if (first === undefined || log.length < SHORTEST) {
      return [];
    }
    const steps = log.map((reading) => reading.step);
    const isCounted = steps.every((step, index) => step !== null && (index === 0 || step > (steps[index - 1] ?? step)));
    return [
      {
        name: first.name,
        split: first.split,
        points: log.map((reading, index) => ({
          step: isCounted ? (reading.step ?? index) : index,
          value: reading.value,
        })),
        source: { cell: first.cell, output: first.output, line: first.line },
      },
    ];
  });
}
