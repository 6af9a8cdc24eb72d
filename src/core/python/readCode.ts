import type { CodeFacts } from './codeFacts';
import { Interpreter } from './interpreter';
import { parsePython, parserBudget } from './parsePython';

export interface CodeCell {
  readonly index: number;
  readonly source: string;
  readonly executionCount: number | null;
}

/** Follows the cells' code in the order in which they ran; cells that never ran keep their place on the page. */
export function readCode(cells: readonly CodeCell[]): CodeFacts {
  const interpreter = new Interpreter();
  const budget = parserBudget();
  const ordered = inExecutionOrder(cells);
  const parsed = ordered.map((cell) => {
    const statements = parsePython(cell.source, budget);
    return { index: cell.index, statements, isCut: budget.isMissed };
  });
  // A cell that ran again at the end was there at the beginning, too.
  if (ordered.some((cell, position) => cell.index < (ordered[position - 1]?.index ?? -1))) {
    parsed.forEach(({ statements }) => interpreter.foresee(statements));
  }
  for (const { index, statements, isCut } of parsed) {
    interpreter.runCell(index, statements);
    if (isCut) {
      interpreter.facts.notFollowedFrom ??= index;
    }
  }
  return interpreter.facts;
}

function inExecutionOrder(cells: readonly CodeCell[]): readonly CodeCell[] {
  let last = 0;
  const placed = cells.map((cell, position) => {
    last = cell.executionCount ?? last;
    return { cell, at: cell.executionCount ?? last + 0.5, position };
  });
  return placed.sort((a, b) => a.at - b.at || a.position - b.position).map(({ cell }) => cell);
}
