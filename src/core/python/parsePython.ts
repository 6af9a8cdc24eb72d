import type { Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import { cleanSource } from './cleanSource';
import { readPlainCode } from './readPlainCode';
import { StatementReader } from './readStatements';
import type { Statement } from './syntax';

/** Longer cells hold data, not code. */
const LONGEST_SOURCE = 200_000;
/** For every cell that is not plain; prose and other languages take the parser ten times as long as code. */
const MAX_STEPS = 40_000;

/** How many steps of the full parser a notebook has left. */
export interface ParserBudget {
  left: number;
}

export function parserBudget(): ParserBudget {
  return { left: MAX_STEPS };
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
  while (budget.left > 0) {
    const tree = parse.advance();
    if (tree !== null) {
      return tree;
    }
    budget.left -= 1;
  }
  // The tree of a parse that is stopped (`stopAt`) can take forever to walk, so there is none.
  return null;
}
