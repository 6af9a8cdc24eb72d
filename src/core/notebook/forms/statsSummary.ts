import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';

const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\s)(?:Adj\. R-squared(?: \(uncentered\))?):\s+(-?[\d.]+)/, 'adj_r2'],
  [/(?:^|\s{2})(?:R-squared(?: \(uncentered\))?):\s+(-?[\d.]+)/, 'r2'],
  [/(?:^|\s)Pseudo R-squ(?:ared|\.)?(?: \(CS\))?:\s+(-?[\d.]+)/, 'pseudo_r2'],
  [/(?:^|\s)AIC:?\s+(-?[\d.]+(?:e[+-]?\d+)?)/, 'aic'],
  [/(?:^|\s)BIC:?\s+(-?[\d.]+(?:e[+-]?\d+)?)/, 'bic'],
  [/(?:^|\s)HQIC:?\s+(-?[\d.]+(?:e[+-]?\d+)?)/, 'hqic'],
  [/(?:^|\s)(?:Log-Likelihood|Log Likelihood):?\s+(-?[\d.]+(?:e[+-]?\d+)?)/, 'log_likelihood'],
];

const TITLE = /(?:Results|Summary)\s*$/;
const LONGEST = 40;
/** A model may have a coefficient for each of thousands of variables; the third ruler stands under them. */
const MOST_COEFFICIENTS = 5_000;

/** The head of a printed statsmodels summary: measures of the fit on the data it was fitted on. */
export function readStatsSummaries(block: OutputBlock, used: Set<number>): Reading[] {
  return block.lines.flatMap((line, index) =>
    !used.has(index) && /^\s*Dep(?:\.|endent) Variable:/.test(line) ? readHead(block, index, used) : [],
  );
}

/** The same as HTML. */
export function readStatsTables(block: OutputBlock): Reading[] {
  return block.tables.flatMap((table, index) => {
    const isSummary = table.rows.some((row) => /^Dep(?:\.|endent)\s+Variable:/.test(row[0] ?? ''));
    const textOf = (row: readonly string[]): string => row.map((cell) => cell.replace(/\s+/g, ' ')).join('  ');
    return isSummary ? table.rows.flatMap((row) => readFields(block, index, `  ${textOf(row)}`)) : [];
  });
}

/** True for a table that belongs to such a summary. */
export function isSummaryTable(rows: readonly (readonly string[])[]): boolean {
  return rows.some(
    (row) =>
      /^(?:Dep\. Variable:|Omnibus:|Ljung-Box|Prob\(Q\):|Skew:|coef$)/.test(row[0] ?? row[1] ?? '') ||
      row.includes('P>|t|') ||
      row.includes('P>|z|'),
  );
}

function readHead(block: OutputBlock, first: number, used: Set<number>): Reading[] {
  const readings: Reading[] = [];
  let rulers = 0;
  const end = (): number => first + (rulers === 1 || rulers === 2 ? MOST_COEFFICIENTS : LONGEST);
  for (let index = Math.max(0, first - 2); index < block.lines.length && index < end(); index += 1) {
    const line = block.lines[index] ?? '';
    const isRuler = /^\s*(?:={20,}|-{20,})\s*$/.test(line);
    rulers += isRuler && index > first ? 1 : 0;
    used.add(index);
    if (rulers === 0 && !TITLE.test(line)) {
      readings.push(...readFields(block, index, line));
    }
  }
  return readings;
}

function readFields(block: OutputBlock, line: number, text: string): Reading[] {
  if (text.length > 400) {
    return [];
  }
  return FIELDS.flatMap(([shape, name]) => {
    const value = Number(shape.exec(text)?.[1] ?? NaN);
    return Number.isFinite(value)
      ? [makeReading(block, { name, value, split: 'train', form: 'stats-summary', line })]
      : [];
  });
}
