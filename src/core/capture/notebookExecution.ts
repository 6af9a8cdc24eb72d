import type { Execution } from '../model';
import type { Notebook } from '../notebook/notebook';

/** In which order and when the code cells ran; null when none of them did. */
export function readExecution(notebook: Notebook): Execution | null {
  const cells = notebook.cells.filter((cell) => cell.kind === 'code');
  const order = cells.map((cell) => cell.executionCount);
  if (order.every((count) => count === null)) {
    return null;
  }
  const starts = cells.map((cell) => cell.startedAt).filter((time) => time !== null);
  const ends = cells.map((cell) => cell.finishedAt).filter((time) => time !== null);
  const durations = cells.map((cell) =>
    cell.startedAt === null || cell.finishedAt === null ? null : Math.max(0, cell.finishedAt - cell.startedAt),
  );
  const known = durations.filter((duration) => duration !== null);
  return {
    order,
    startedAt: isoTime(starts.length === 0 ? null : Math.min(...starts)),
    finishedAt: isoTime(ends.length === 0 ? null : Math.max(...ends)),
    durationMs: known.length === 0 ? null : known.reduce((sum, duration) => sum + duration, 0),
  };
}

function isoTime(time: number | null): string | null {
  return time === null || !Number.isFinite(time) || Math.abs(time) > 8.64e15 ? null : new Date(time).toISOString();
}
