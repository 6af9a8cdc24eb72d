import type { Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import { cleanSource } from './cleanSource';
import { readPlainCode } from './readPlainCode';
import { StatementReader } from './readStatements';
import type { Statement } from './syntax';

/** Longer cells hold data, not code. */
const LONGEST_SOURCE = 200_000;
/** The same for what only the full parser may understand: a step at the end of a long line costs as much as the line. */
const LONGEST_ODD = 20_000;
/** For every cell that is not plain; prose and other languages take the parser ten times as long as code. */
const MAX_STEPS = 15_000;

export interface ParserBudget {
  /** Steps of the full parser that the notebook has left. */
  left: number;
  /** Whether some code was not read. */
  isMissed: boolean;
}

export function parserBudget(): ParserBudget {
  return { left: MAX_STEPS, isMissed: false };
}

/**
 * Reads a cell's code. Magics and shell lines are left out; broken code gives what can be read, as far as the budget
 * goes. Never throws.
 */
export function parsePython(source: string, budget: ParserBudget = parserBudget()): readonly Statement[] {
  const text = cleanSource(source);
  if (text.length > LONGEST_SOURCE || text.trim() === '') {
    return [];
  }
  return readPlainCode(text) ?? new StatementReader(text).readAll(parseFully(text, budget)?.topNode ?? null);
}

function parseFully(text: string, budget: ParserBudget): Tree | null {
  const parse = parser.startParse(text);
  while (budget.left > 0 && text.length <= LONGEST_ODD) {
    const tree = parse.advance();
    if (tree !== null) {
      return tree;
    }
    budget.left -= 1;
  }
  budget.isMissed = true;
  // The tree of a parse that is stopped (`stopAt`) can take forever to walk, so there is none.
  return null;
}
