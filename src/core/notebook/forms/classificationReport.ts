import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';

const HEADER = /^\s*(?:class(?:es)?|label|type)?\s*precision\s+recall\s+f1[- ]?(?:score)?(?:\s+support)?\s*$/i;
const IMBALANCED_HEADER = /^\s*pre\s+rec\s+spe\s+f1\s+geo\s+iba\s+sup\s*$/;
const LONGEST_REPORT = 2_000;
const COLUMNS = ['precision', 'recall', 'f1'];

/** Reads every classification report of scikit-learn or seqeval in the block; returns the lines it used as well. */
export function readClassificationReports(block: OutputBlock, used: Set<number>): Reading[] {
  const readings: Reading[] = [];
  block.lines.forEach((line, index) => {
    if (line.length < 200 && HEADER.test(line)) {
      readings.push(...readReport(block, index, used));
    } else if (line.length < 200 && IMBALANCED_HEADER.test(line)) {
      skipReport(block, index, used);
    }
  });
  return readings;
}

function readReport(block: OutputBlock, header: number, used: Set<number>): Reading[] {
  const readings: Reading[] = [];
  let blanks = 0;
  let hasRows = false;
  let isSummed = false;
  used.add(header);
  const end = Math.min(block.lines.length, header + LONGEST_REPORT);
  for (let index = header + 1; index < end; index += 1) {
    const line = block.lines[index] ?? '';
    if (line.trim() === '') {
      blanks += 1;
      if (blanks > 2) {
        break;
      }
      continue;
    }
    const row = readRow(line);
    if (row === null) {
      break;
    }
    const summary = isSummary(row.label);
    // No class comes after the averages; `ROC-AUC: 0.91` below them is another line.
    if (!summary && (isSummed || (blanks > 1 && hasRows))) {
      break;
    }
    blanks = 0;
    hasRows = true;
    isSummed ||= summary;
    used.add(index);
    readings.push(...readSummary(block, index, row));
  }
  return readings;
}

interface ReportRow {
  readonly label: string;
  readonly values: readonly number[];
}

/** The label and the numbers at the end of the row; labels may themselves hold spaces and numbers. */
function readRow(line: string): ReportRow | null {
  const words = line.trim().split(/\s+/);
  const values: number[] = [];
  while (words.length > 0 && values.length < 4 && /^(?:\d+(?:\.\d*)?|nan)$/i.test(words.at(-1) ?? '')) {
    values.unshift(Number(words.pop()));
  }
  // The accuracy row has two numbers; a class may be named by a number.
  return values.length >= 1 ? { label: words.join(' '), values } : null;
}

function isSummary(label: string): boolean {
  return summaryKind(label) !== null;
}

function summaryKind(label: string): string | null {
  const text = label.toLowerCase();
  if (text === 'accuracy') {
    return 'accuracy';
  }
  if (/^avg ?\/ ?total$/.test(text)) {
    return 'weighted';
  }
  return /^(macro|micro|weighted|samples)[ _]?avg$/.exec(text)?.[1] ?? null;
}

function readSummary(block: OutputBlock, line: number, row: ReportRow): Reading[] {
  const kind = summaryKind(row.label);
  const form = 'classification-report';
  const [first] = row.values;
  if (kind === null || first === undefined) {
    return [];
  }
  if (kind === 'accuracy') {
    return [makeReading(block, { name: 'accuracy', value: first, form, line })];
  }
  return COLUMNS.flatMap((column, index) => {
    const value = row.values[index];
    return value === undefined || Number.isNaN(value) || row.values.length < 3
      ? []
      : [makeReading(block, { name: `${column}_${kind}`, value, form, line })];
  });
}

function skipReport(block: OutputBlock, header: number, used: Set<number>): void {
  for (let index = header; index < block.lines.length && index < header + LONGEST_REPORT; index += 1) {
    used.add(index);
    if (/^\s*avg ?\/ ?total/.test(block.lines[index] ?? '')) {
      return;
    }
  }
}
