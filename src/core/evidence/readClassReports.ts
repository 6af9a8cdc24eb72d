import type { ClassReport, ClassScores } from './versionEvidence';

const HEADER = /^\s*(?:class(?:es)?|label|type)?\s*precision\s+recall\s+f1[- ]?(?:score)?(?:\s+support)?\s*$/i;
const SUMMARY = /^(?:accuracy|avg ?\/ ?total|(?:macro|micro|weighted|samples)[ _]avg)$/i;
const LONGEST = 2_000;

/** The rows per class of every classification report in a printed text. */
export function readClassReports(text: string, cell: number | null): readonly ClassReport[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    if (line.length > 200 || !HEADER.test(line)) {
      return [];
    }
    const classes = readRows(lines.slice(index + 1, index + 1 + LONGEST));
    return classes.length === 0 ? [] : [{ cell, classes }];
  });
}

function readRows(lines: readonly string[]): readonly ClassScores[] {
  const classes: ClassScores[] = [];
  for (const line of lines) {
    if (line.trim() === '') {
      continue;
    }
    const row =
      /^\s*(.+?)\s+(\d+(?:\.\d+)?|nan)\s+(\d+(?:\.\d+)?|nan)\s+(\d+(?:\.\d+)?|nan)(?:\s+(\d+(?:\.\d+)?))?\s*$/.exec(
        line,
      );
    const [, name = '', precision, recall, f1, support] = row ?? [];
    if (row === null || SUMMARY.test(name.trim()) || HEADER.test(line)) {
      break;
    }
    classes.push({
      name: name.trim(),
      precision: Number(precision),
      recall: Number(recall),
      f1: Number(f1),
      support: support === undefined ? null : Number(support),
    });
  }
  return classes.filter(({ precision, recall, f1 }) => [precision, recall, f1].every(Number.isFinite));
}
