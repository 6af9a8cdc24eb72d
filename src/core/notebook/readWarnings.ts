import { cellName, cellTitle } from '../cellName';
import type { CodeFacts } from '../python/codeFacts';
import { findEdited } from './findEdited';
import type { InspectionWarning } from './inspection';
import { findOutOfOrder } from './outOfOrder';
import type { Notebook, NotebookCell } from './notebook';

/** What makes the notebook's results doubtful, each with the cell and with what to do. */
export function readWarnings(notebook: Notebook, facts: CodeFacts): InspectionWarning[] {
  const code = notebook.cells.filter((cell) => cell.kind === 'code' && cell.source.trim() !== '');
  return [
    ...failedCells(code),
    ...findOutOfOrder(code),
    ...notExecuted(code),
    ...findEdited(notebook, facts),
    ...missingSeed(notebook, facts),
    ...tooMuchCode(facts),
  ];
}

function tooMuchCode({ notFollowedFrom }: CodeFacts): InspectionWarning[] {
  return notFollowedFrom === null
    ? []
    : [
        {
          code: 'not-followed',
          message: `From ${cellName({ index: notFollowedFrom })} on there is more code than is followed, or it is no Python, so splits and models of later results may be missing. Fill them in by hand.`,
          source: { cell: notFollowedFrom },
        },
      ];
}

function failedCells(cells: readonly NotebookCell[]): InspectionWarning[] {
  return cells.flatMap((cell) => {
    const error = cell.outputs.find((output) => output.kind === 'error');
    return error?.kind === 'error'
      ? [
          {
            code: 'cell-failed',
            message: `${cellTitle(cell)} ended with ${error.name}. What comes after it may rest on an older state; run it again when it is repaired.`,
            source: { cell: cell.index },
          },
        ]
      : [];
  });
}

function notExecuted(cells: readonly NotebookCell[]): InspectionWarning[] {
  const isExecuted = cells.some((cell) => cell.executionCount !== null);
  return isExecuted
    ? cells
        .filter((cell) => cell.executionCount === null && cell.outputs.length > 0)
        .map((cell) => ({
          code: 'stale-output',
          message: `${cellTitle(cell)} shows an output but has no execution count: the output is from an earlier run. Run the cell again.`,
          source: { cell: cell.index },
        }))
    : [];
}

function missingSeed({ cells }: Notebook, facts: CodeFacts): InspectionWarning[] {
  const fitted = facts.models.find((model) => model.fittedIn !== null);
  const cell = fitted?.fittedIn ?? fitted?.cell;
  return facts.hasRandomness && !facts.hasSeed && cell !== undefined
    ? [
        {
          code: 'no-seed',
          message: `${cellTitle(cells[cell] ?? { index: cell })} trains without a random seed, so another run may give other results. Set random_state or a seed before it.`,
          source: { cell },
        },
      ]
    : [];
}
