import { present } from '../../present';
import type { OutputBlock } from '../outputBlocks';
import type { Reading } from '../reading';
import { isSummaryTable } from './statsSummary';
import { readTable } from './tableReadings';
import type { ToldColumns } from './tableTitles';

/** Data frames, Trainer and fastai progress tables, leaderboards. */
export function readHtmlTables(block: OutputBlock, told: ToldColumns): Reading[] {
  return block.tables.flatMap((table, index) => {
    if (isSummaryTable(table.rows)) {
      return [];
    }
    const headers = table.rows.slice(0, Math.max(table.headerRows, 1));
    const width = Math.max(...table.rows.map((row) => row.length));
    // Several header rows: a second one that only names the index adds nothing but that name.
    const header = Array.from({ length: width }, (_, column) => {
      const texts = present(headers, (row) => (row[column] === '' ? null : (row[column] ?? null)));
      return [...new Set(texts)].join(' ');
    });
    const shown = {
      header,
      rows: table.rows.slice(headers.length),
      labelColumns: table.labelColumns,
      line: index,
      form: 'html-table',
    };
    return readTable(block, shown, told);
  });
}
