import type { PathFact } from '../python/codeFacts';
import type { Notebook } from './notebook';
import { plainOutput } from './plainOutput';

const HOLE = '{…}';

/**
 * Completes paths of which the code knows only a part (`models/{…}_v3.joblib`) from the outputs: the cell that wrote
 * the file, or one after it, may show the whole path.
 */
export function resolvePath(fact: PathFact, notebook: Notebook): PathFact {
  const parts = fact.path.split(HOLE);
  if (fact.isWhole || parts.length > 4 || parts.join('').length < 4) {
    return fact;
  }
  const cells = notebook.cells.filter((cell) => cell.index >= fact.cell);
  for (const cell of cells) {
    for (const output of cell.outputs) {
      const found = findPath(plainOutput(output).slice(0, 100_000), parts);
      if (found !== null) {
        const { cell: where, line, standing } = fact;
        return { path: found, cell: where, line, isWhole: true, ...(standing === undefined ? {} : { standing }) };
      }
    }
  }
  return fact;
}

/** The stretch of text without spaces or quotes that has all the known parts in their order. */
function findPath(text: string, parts: readonly string[]): string | null {
  const [first = '', ...rest] = parts;
  const anchor = first === '' ? (rest[0] ?? '') : first;
  for (
    let at = text.indexOf(anchor), tries = 0;
    at >= 0 && tries < 200;
    at = text.indexOf(anchor, at + 1), tries += 1
  ) {
    const start = first === '' ? startOfWord(text, at) : at;
    const word = /^[^\s'"`,;()[\]{}]{1,300}/.exec(text.slice(start, start + 300))?.[0] ?? '';
    const path = matchParts(word, parts);
    if (path !== null) {
      return path;
    }
  }
  return null;
}

function startOfWord(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < 200 && /[^\s'"`,;()[\]{}]/.test(text.charAt(start - 1))) {
    start -= 1;
  }
  return start;
}

function matchParts(word: string, parts: readonly string[]): string | null {
  let position = 0;
  for (const [index, part] of parts.entries()) {
    const at = word.indexOf(part, position);
    if (at < 0 || (index === 0 && at !== 0)) {
      return null;
    }
    position = at + part.length;
  }
  const last = parts.at(-1) ?? '';
  return last === '' ? word : word.slice(0, position);
}
