import { isModelWord } from '../../metric/modelWords';
import { wholeNumber } from '../numbers';
import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';
import type { TextTable } from './textTable';

const COLUMN = /^(precision|recall|f1)(?:[-_ ]?score)?$/i;
const SUMMARY = /^(macro|micro|weighted|samples)[ _-]avg$/i;

/** True for a classification report as a data frame, classes as rows or as columns. */
export function isReportTable(table: TextTable): boolean {
  const rowNames = table.rows.map((row) => row[0] ?? '');
  return (
    [rowNames, table.header].some((names) => names.some((name) => SUMMARY.test(name))) ||
    (isOfSupports(table.header) && !rowNames.some(namesModel)) ||
    (isOfSupports(rowNames) && !table.header.some(namesModel))
  );
}

/** `precision recall fscore support` of each class, as `precision_recall_fscore_support` computes them: no averages. */
function isOfSupports(names: readonly string[]): boolean {
  return ['support', 'precision', 'recall'].every((wanted) => names.some((name) => name.toLowerCase() === wanted));
}

/** A support that all models share may stand beside their scores. */
function namesModel(name: string): boolean {
  return name.split(/[^A-Za-z]+/).some((word) => isModelWord(word.toLowerCase()));
}

/** The averages and the accuracy of such a table; rows of classes are left out. */
export function readReportTable(block: OutputBlock, table: TextTable): Reading[] {
  const isTransposed = table.header.some((name) => SUMMARY.test(name));
  const cells = isTransposed ? transpose(table) : cellsOf(table);
  const seen = new Set<string>();
  return cells.flatMap(({ summary, column, text, line }) => {
    const number = wholeNumber(text);
    const name = cellName(summary, column);
    if (number === null || name === null || seen.has(name)) {
      return [];
    }
    seen.add(name);
    return [makeReading(block, { name, value: number.value, form: 'classification-report', line })];
  });
}

interface ReportCell {
  readonly summary: string;
  readonly column: string;
  readonly text: string;
  readonly line: number;
}

function cellName(summary: string, column: string): string | null {
  if (summary.toLowerCase() === 'accuracy') {
    return 'accuracy';
  }
  const kind = SUMMARY.exec(summary)?.[1]?.toLowerCase();
  const metric = COLUMN.exec(column)?.[1]?.toLowerCase();
  return kind === undefined || metric === undefined ? null : `${metric}_${kind}`;
}

function cellsOf(table: TextTable): ReportCell[] {
  return table.rows.flatMap((row, index) =>
    table.header.slice(1).map((column, at) => ({
      summary: row[0] ?? '',
      column,
      text: row[at + 1] ?? '',
      line: table.line + index,
    })),
  );
}

function transpose(table: TextTable): ReportCell[] {
  return table.rows.flatMap((row, index) =>
    table.header.slice(1).map((summary, at) => ({
      summary,
      column: row[0] ?? '',
      text: row[at + 1] ?? '',
      line: table.line + index,
    })),
  );
}
