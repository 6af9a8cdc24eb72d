import type { Notebook, NotebookCell } from '../notebook/notebook';
import { plainOutput } from '../notebook/plainOutput';
import { terminalLines } from '../notebook/terminalText';
import { readClassReports } from './readClassReports';
import { readMatrices } from './readMatrices';
import type { ClassReport, ConfusionMatrix } from './versionEvidence';

/**
 * What a kept notebook printed per class. It is read from the copy and not from the record, so that versions that were
 * registered before anybody asked have it too.
 */
export function readNotebookEvidence({ cells }: Notebook): {
  readonly reports: readonly ClassReport[];
  readonly matrices: readonly ConfusionMatrix[];
} {
  const texts = cells.filter(({ kind }) => kind === 'code').map((cell) => ({ cell, text: printed(cell) }));
  const reports = texts.flatMap(({ cell, text }) => readClassReports(text, cell.index));
  const names = reports.at(-1)?.classes.map(({ name }) => name) ?? [];
  const matrices = texts
    .flatMap(({ cell, text }) => readMatrices(cell.source, text, cell.index))
    // A matrix rarely names its classes; a report of as many classes beside it does.
    .map((matrix) =>
      matrix.labels.length === 0 && names.length === matrix.counts.length ? { ...matrix, labels: names } : matrix,
    );
  return { reports, matrices };
}

function printed({ outputs }: NotebookCell): string {
  return terminalLines(outputs.map(plainOutput).join('\n')).join('\n');
}
