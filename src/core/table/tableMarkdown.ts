import { formatReference } from '../model';
import { formatCell, formatChange, formatNumber } from './formatCell';
import type { Judgement } from './judgement';
import { isFact } from './tableData';
import type { TableColumn } from './versionTable';

/** Which part of the table to write, in the order in which to write it. */
export interface MarkdownSelection {
  readonly versions: readonly number[];
  readonly columns: readonly number[];
}

/** Up to this many versions stand side by side; more stand below each other. */
const SIDE_BY_SIDE = 8;

/** The comparison as GitHub-flavoured Markdown: a table, the best values bold, then the reasons. Ends in a newline. */
export function tableMarkdown(judgement: Judgement, { versions, columns }: MarkdownSelection): string {
  const { data } = judgement;
  const heads = columns.map((column) => data.table.columns[column]);
  const texts = columns.filter((_, index) => heads[index]?.group === 'documentation');
  const cells = columns.filter((_, index) => heads[index]?.group !== 'documentation');
  const label = (column: number): string => labelOf(data.table.columns[column]);
  const name = (row: number): string => versionName(judgement, row);
  const table =
    versions.length <= SIDE_BY_SIDE
      ? markdownTable(
          ['', ...versions.map(name)],
          cells.map((column) => [label(column), ...versions.map((row) => cellText(judgement, column, row))]),
        )
      : markdownTable(
          ['Version', ...cells.map(label)],
          versions.map((row) => [name(row), ...cells.map((column) => cellText(judgement, column, row))]),
        );
  return [...(cells.length === 0 ? [] : [table]), ...texts.flatMap((column) => textBlocks(judgement, column, versions))]
    .join('\n\n')
    .concat('\n');
}

function versionName({ data, baselineRow }: Judgement, row: number): string {
  const head = data.head(row);
  if (head === undefined) {
    return '';
  }
  return formatReference(head.model, head.version) + (baselineRow === row && data.table.rows > 1 ? ' (baseline)' : '');
}

function labelOf(column: TableColumn | undefined): string {
  if (column === undefined) {
    return '';
  }
  if (isFact(column)) {
    return escapeCell(column.name);
  }
  const details = [column.split, column.model].filter((part) => part !== null);
  const direction = column.higherIsBetter === null ? '' : column.higherIsBetter ? ' ↑' : ' ↓';
  return escapeCell(column.name + (details.length === 0 ? '' : ` (${details.join(', ')})`) + direction);
}

function cellText(judgement: Judgement, column: number, row: number): string {
  const { data } = judgement;
  if (data.table.columns[column]?.group !== 'metric') {
    const value = data.fact(column, row);
    return value === undefined ? '' : escapeCell(formatCell(value).text);
  }
  const value = data.values(column)[row] ?? Number.NaN;
  if (Number.isNaN(value)) {
    return '';
  }
  const format = judgement.format(column);
  const text = formatNumber(value, format);
  const change = judgement.change(column, row);
  const shown = judgement.isBest(column, row) ? `**${text}**` : text;
  return change === null || change.change === 0 ? shown : `${shown} (${formatChange(change.change, format)})`;
}

function textBlocks(judgement: Judgement, column: number, versions: readonly number[]): readonly string[] {
  const { data } = judgement;
  const name = data.table.columns[column]?.name ?? '';
  return versions.flatMap((row) => {
    const head = data.head(row);
    const text = data.fact(column, row);
    return head === undefined || typeof text !== 'string'
      ? []
      : [
          `**${name.charAt(0).toUpperCase()}${name.slice(1)} of ${formatReference(head.model, head.version)}**`,
          text.trim(),
        ];
  });
}

function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function escapeCell(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, ' ');
}
