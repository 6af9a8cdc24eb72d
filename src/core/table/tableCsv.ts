import { formatReference } from '../model';
import type { Judgement } from './judgement';
import type { MarkdownSelection } from './tableMarkdown';
import { isFact } from './tableData';
import type { CellValue, TableColumn } from './versionTable';

/** The table as comma-separated values, a line per version, with the numbers as they are. Ends in a newline. */
export function tableCsv({ data }: Judgement, { versions, columns }: MarkdownSelection): string {
  const heads = columns.map((column) => data.table.columns[column]).map(nameOf);
  const lines = versions.map((row) => {
    const head = data.head(row);
    const standing =
      head === undefined
        ? []
        : [formatReference(head.model, head.version), head.name, head.at, head.by, head.stage, head.aliases.join(' ')];
    const cells = columns.map((column) => {
      const value = data.values(column)[row];
      return value === undefined ? factText(data.fact(column, row)) : Number.isNaN(value) ? '' : String(value);
    });
    return [...standing, ...cells];
  });
  const header = ['version', 'name', 'registered', 'by', 'stage', 'aliases', ...heads];
  return [header, ...lines]
    .map((line) => line.map(csvCell).join(','))
    .join('\r\n')
    .concat('\r\n');
}

/** Quoted where it must be. A text that a spreadsheet would take for a formula is kept from being one. */
export function csvCell(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function nameOf(column: TableColumn | undefined): string {
  if (column === undefined) {
    return '';
  }
  return isFact(column)
    ? `${column.group}: ${column.name}`
    : [column.name, column.split, column.model].filter((part) => part !== null).join(' ');
}

function factText(value: CellValue | undefined): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (typeof value !== 'object') {
    return String(value);
  }
  return value.kind === 'unresolved' ? 'unresolved' : `${value.kind}:${value.digest}`;
}
