import type { CodeFacts } from '../python/codeFacts';
import type { InspectionWarning } from './inspection';
import type { Notebook, NotebookCell } from './notebook';

/** What makes the notebook's results doubtful, each with the cell and with what to do. */
export function readWarnings(notebook: Notebook, facts: CodeFacts): InspectionWarning[] {
  const code = notebook.cells.filter((cell) => cell.kind === 'code' && cell.source.trim() !== '');
  return [...failedCells(code), ...outOfOrder(code), ...notExecuted(code), ...missingSeed(facts)];
}

function failedCells(cells: readonly NotebookCell[]): InspectionWarning[] {
  return cells.flatMap((cell) => {
    const error = cell.outputs.find((output) => output.kind === 'error');
    return error?.kind === 'error'
      ? [
          {
            code: 'cell-failed',
            message: `Cell ${cell.index} ended with ${error.name}. What comes after it may rest on an older state; run it again when it is repaired.`,
            source: { cell: cell.index },
          },
        ]
      : [];
  });
}

/** A cell whose count is lower than that of one before it ran earlier than the page suggests. */
function outOfOrder(cells: readonly NotebookCell[]): InspectionWarning[] {
  let highest: NotebookCell | null = null;
  const warnings: InspectionWarning[] = [];
  for (const cell of cells) {
    if (cell.executionCount === null) {
      continue;
    }
    if (highest !== null && cell.executionCount < (highest.executionCount ?? 0)) {
      warnings.push({
        code: 'out-of-order',
        message: `Cell ${cell.index} ran before cell ${highest.index}, which stands above it. Restart the kernel and run all cells to be sure of its results.`,
        source: { cell: cell.index },
      });
    } else {
      highest = cell;
    }
  }
  return warnings;
}

function notExecuted(cells: readonly NotebookCell[]): InspectionWarning[] {
  const isExecuted = cells.some((cell) => cell.executionCount !== null);
  return isExecuted
    ? cells
        .filter((cell) => cell.executionCount === null && cell.outputs.length > 0)
        .map((cell) => ({
          code: 'stale-output',
          message: `Cell ${cell.index} shows an output but has no execution count: the output is from an earlier run. Run the cell again.`,
          source: { cell: cell.index },
        }))
    : [];
}

function missingSeed(facts: CodeFacts): InspectionWarning[] {
  const fitted = facts.models.find((model) => model.fittedIn !== null);
  return facts.hasRandomness && !facts.hasSeed && fitted !== undefined
    ? [
        {
          code: 'no-seed',
          message:
            'No random seed is set, so another run may give other results. Set random_state or a seed before training.',
          source: { cell: fitted.fittedIn ?? fitted.cell },
        },
      ]
    : [];
}
