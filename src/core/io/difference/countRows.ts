import type { Version } from '../../model';
import type { Ledger } from '../ledger/ledger';
import { readParquetRows } from '../../structure/parquetRows';
import { openDataset, type LocalBytes } from './localBytes';

/** Larger files are not read only to be counted. */
const LARGEST_COUNTED = 200_000_000;
const BLOCK = 1 << 20;
const NEWLINE = 10;

/** Rows of the datasets that are tables in text or in Parquet, by path; only of those whose bytes are on this machine. */
export async function countRows(ledger: Ledger, version: Version): Promise<ReadonlyMap<string, number>> {
  const rows = new Map<string, number>();
  for (const dataset of version.datasets) {
    const format = /\.(csv|tsv|jsonl|ndjson|parquet|pq)$/i.exec(dataset.path)?.[1]?.toLowerCase();
    const isParquet = format === 'parquet' || format === 'pq';
    if (format === undefined || (!isParquet && (dataset.size ?? 0) > LARGEST_COUNTED)) {
      continue;
    }
    const bytes = await openDataset(ledger, dataset);
    if (bytes !== null) {
      try {
        const count = isParquet ? await readParquetRows(bytes) : await countRecords(bytes, format);
        if (count !== null) {
          rows.set(dataset.path, count);
        }
      } finally {
        await bytes.close();
      }
    }
  }
  return rows;
}

async function countRecords(bytes: LocalBytes, format: string): Promise<number> {
  const hasHeader = format === 'csv' || format === 'tsv';
  return Math.max(0, (await countLines(bytes)) - (hasHeader ? 1 : 0));
}

/** Lines, also a last one without an end. A line break inside quotes counts too: this is a size, not a parser. */
async function countLines(source: LocalBytes): Promise<number> {
  let lines = 0;
  let last = NEWLINE;
  for (let offset = 0; offset < source.size; offset += BLOCK) {
    const block = await source.read(offset, BLOCK);
    for (let at = block.indexOf(NEWLINE); at >= 0; at = block.indexOf(NEWLINE, at + 1)) {
      lines += 1;
    }
    last = block.at(-1) ?? last;
  }
  return last === NEWLINE ? lines : lines + 1;
}
