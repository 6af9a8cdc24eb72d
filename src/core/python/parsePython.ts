import { parser } from '@lezer/python';
import { cleanSource } from './cleanSource';
import { readPlainCode } from './readPlainCode';
import { StatementReader } from './readStatements';
import type { Statement } from './syntax';

/** Longer cells hold data, not code. */
const LONGEST_SOURCE = 200_000;

/** Reads a cell's code. Magics and shell lines are left out; broken code gives what can be read. Never throws. */
export function parsePython(source: string): readonly Statement[] {
  const text = cleanSource(source);
  if (text.length > LONGEST_SOURCE || text.trim() === '') {
    return [];
  }
  return readPlainCode(text) ?? new StatementReader(text).readAll(parser.parse(text).topNode);
}
