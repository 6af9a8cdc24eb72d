import { readMetricLabel } from '../../metric/metricLabel';
import { mayNameMetric } from '../../metric/metricWords';
import { isModelWord } from '../../metric/modelWords';
import type { OutputBlock } from '../outputBlocks';

const OPENING = /(?:^|[\s=([,'"])(?:[\w.]*\.)?[A-Z]\w+\(\s*(?:[A-Za-z_]\w*=|$)/;
const LONGEST = 80;

/**
 * Marks lines that show how an object was made, as estimators print themselves:
 * `LinearSVC(C=1.0, loss='squared_hinge', max_iter=1000)`. Their numbers are settings.
 */
export function markConstructors(block: OutputBlock, used: Set<number>): void {
  for (let index = 0; index < block.lines.length; index += 1) {
    const line = block.lines[index] ?? '';
    const start = line.length < 5_000 && line.includes('(') ? line.search(OPENING) : -1;
    if (start < 0 || used.has(index) || constructorBefore(line) !== null) {
      continue;
    }
    const end = closingLine(block.lines, index, start);
    if (end > index || settingsIn(line) > 1) {
      for (let marked = index; marked <= end; marked += 1) {
        used.add(marked);
      }
      index = end;
    }
  }
}

const BEFORE = /^\s*(([A-Z]\w{1,30})\([^()]*\))(?=\s*[:,-]?\s+[A-Za-z])/;
const LONGEST_BEFORE = 200;

/** `SVC(C=10) accuracy: 0.93`: the model as it prints itself, before its score. */
export function constructorBefore(line: string): { readonly text: string; readonly end: number } | null {
  const [all = '', text = '', name = ''] = line.includes('(') ? (BEFORE.exec(line.slice(0, LONGEST_BEFORE)) ?? []) : [];
  const isModel = text.includes('=') ? readMetricLabel(name).name === null : isModelWord(name.toLowerCase());
  return isModel && mayNameMetric(line.slice(all.length)) ? { text, end: all.length } : null;
}

function settingsIn(line: string): number {
  return line.match(/\b[A-Za-z_]\w*=[^\s=]/g)?.length ?? 0;
}

/** The line on which the parentheses opened at `start` close, or the first line when they do not. */
function closingLine(lines: readonly string[], first: number, start: number): number {
  let depth = 0;
  for (let index = first; index < lines.length && index < first + LONGEST; index += 1) {
    const line = lines[index] ?? '';
    for (const char of index === first ? line.slice(start) : line) {
      depth += char === '(' ? 1 : char === ')' ? -1 : 0;
      if (depth === 0 && char === ')') {
        return index;
      }
    }
  }
  return first;
}
