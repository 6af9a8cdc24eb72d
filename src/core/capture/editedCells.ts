import { cellName, cellTitle } from '../cellName';
import type { Inspection, InspectionWarning } from '../notebook/inspection';
import type { Notebook, NotebookCell } from '../notebook/notebook';

/**
 * The inspection with what a live editor knows beyond the file: `edited` are the indexes of cells whose code was changed
 * after they ran. Their own output, and every result printed later, came from the code as it was before.
 */
export function withEditedCells(
  notebook: Notebook,
  inspection: Inspection,
  edited: ReadonlySet<number> | undefined,
): Inspection {
  const cells = notebook.cells.filter((cell) => edited?.has(cell.index) === true && cell.executionCount !== null);
  if (cells.length === 0) {
    return inspection;
  }
  const known = new Set(cells.map((cell) => cell.index));
  const others = inspection.warnings.filter(
    ({ code, source }) => code !== 'edited-after-run' || source.cell === undefined || !known.has(source.cell),
  );
  const results = resultCells(notebook, inspection).filter((cell) => !known.has(cell.index));
  return {
    ...inspection,
    warnings: [...others, ...cells.map(describeEdited), ...results.flatMap((cell) => describeResult(cell, cells))],
  };
}

function resultCells(notebook: Notebook, inspection: Inspection): readonly NotebookCell[] {
  const withMetrics = new Set(inspection.metrics.map(({ source }) => source.cell));
  return notebook.cells.filter((cell) => withMetrics.has(cell.index));
}

function describeEdited(cell: NotebookCell): InspectionWarning {
  return {
    code: 'edited-after-run',
    message: `${cellTitle(cell)} was changed after it ran. Run it and the cells that use it again before you register their results.`,
    source: { cell: cell.index },
  };
}

function describeResult(cell: NotebookCell, edited: readonly NotebookCell[]): readonly InspectionWarning[] {
  const before = edited.filter(({ executionCount }) => (executionCount ?? 0) < (cell.executionCount ?? 0));
  const [first] = before;
  if (first === undefined) {
    return [];
  }
  const names = new Intl.ListFormat('en').format(before.map(cellName));
  const which = `${names} ${before.length === 1 ? 'was' : 'were'}`;
  return [
    {
      code: 'edited-after-run',
      message: `The result of ${cellName(cell)} was printed before ${which} changed. Run from ${cellName({ index: first.index })} on again.`,
      source: { cell: cell.index },
    },
  ];
}

/** The code without what changes nothing: comments of their own line, blank lines and spaces at ends. */
export function significantCode(source: string): string {
  return source
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !/^\s*#/.test(line))
    .join('\n');
}
