import { readMetricLabel } from '../../metric/metricLabel';
import type { OutputBlock } from '../outputBlocks';

const END = /^(?:Name: .*, )?(?:Length: \d+, )?dtype: (\w+)$/;
const ROW = /^(.*\S)\s{2,}-?(?:\d[\d.e+-]*|NaN)$/i;
const LONGEST = 200;

/**
 * Takes pandas Series that hold no metrics: counts are whole numbers, and where fewer than half of the rows are called
 * like a metric, one that is has its name by chance: a sector `Energy`, a word `map`.
 */
export function markSeries(block: OutputBlock, used: Set<number>): void {
  block.lines.forEach((line, index) => {
    const type = line.startsWith('Name:') || line.startsWith('dtype:') ? END.exec(line)?.[1] : undefined;
    if (type === undefined) {
      return;
    }
    const rows = rowsAbove(block.lines, index);
    const named = rows.filter((row) => isMetric(ROW.exec(block.lines[row] ?? '')?.[1] ?? ''));
    if (/int/.test(type) || named.length * 2 < rows.length) {
      rows.forEach((row) => used.add(row));
    }
  });
}

function rowsAbove(lines: readonly string[], end: number): number[] {
  const rows: number[] = [];
  for (let index = end - 1; index >= 0 && rows.length < LONGEST; index -= 1) {
    const line = lines[index] ?? '';
    if (line.length > 200 || !(ROW.test(line) || /^\s*\.\.\.\s*$/.test(line))) {
      break;
    }
    rows.push(index);
  }
  return rows;
}

function isMetric(text: string): boolean {
  const label = readMetricLabel(text);
  return label.name !== null && !label.isForeign;
}
