import { readMetricLabel } from '../../metric/metricLabel';
import { wholeNumber } from '../numbers';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading } from '../reading';

/** A table of texts with one header row, however it was printed. */
export interface TextTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many of the first columns are an index without meaning of its own or row names. */
  readonly labelColumns: number;
  readonly line: number;
  readonly form: string;
}

const STEP_COLUMNS = /^(?:epoch|step|iter(?:ation)?|round|global_step|#?iter)s?$/i;
const MAX_ROWS = 2_000;

/** Metrics as columns (one row per model or epoch), or as rows (one column per model or split). */
export function readTable(block: OutputBlock, table: TextTable): Reading[] {
  const rows = table.rows.slice(0, MAX_ROWS);
  const metricColumns = table.header.map((name, index) => (index < table.labelColumns ? null : columnMetric(name)));
  const named = metricColumns.filter((column) => column !== null).length;
  if (isStatistics(table)) {
    return [];
  }
  if (named > 0) {
    return readColumns(block, table, rows, metricColumns);
  }
  return readRows(block, table, rows);
}

/** `describe()` and correlation tables. */
function isStatistics(table: TextTable): boolean {
  const first = table.rows.map((row) => row[0] ?? '');
  const isDescription = first.includes('count') && first.includes('mean') && first.includes('std');
  const header = new Set(table.header.filter((name) => name !== ''));
  const isSquare = header.size > 2 && first.length === header.size && first.every((name) => header.has(name));
  return isDescription || isSquare;
}

interface ColumnMetric {
  readonly name: string;
  readonly split: string | null;
  readonly isFold: boolean;
}

function columnMetric(title: string): ColumnMetric | null {
  if (title.length > 60 || title === '') {
    return null;
  }
  const label = readMetricLabel(title);
  if (label.name === null || label.isForeign || label.isSpread || label.rest.length > 1 || label.name === 'score') {
    return null;
  }
  return { name: label.name, split: label.split, isFold: false };
}

function readColumns(
  block: OutputBlock,
  table: TextTable,
  rows: readonly (readonly string[])[],
  columns: readonly (ColumnMetric | null)[],
): Reading[] {
  const stepColumn = table.header.findIndex((name) => STEP_COLUMNS.test(name));
  const isFolds = /^(?:fold|split)$/i.test(table.header[0] ?? '') || /^fold/i.test(rows[0]?.[0] ?? '');
  const nameColumn = findNameColumn(table, rows, columns);
  return rows.flatMap((row, rowIndex) => {
    const step = stepColumn < 0 ? null : (wholeNumber(row[stepColumn] ?? '')?.value ?? null);
    const rowName = nameColumn === null ? null : (row[nameColumn] ?? null);
    const rowLabel = rowName === null ? null : readMetricLabel(rowName);
    return columns.flatMap((column, index) => {
      const number = column === null ? null : readCell(row[index]);
      if (column === null || number === null || !isPlausible(column.name, number.value, number.isPercent)) {
        return [];
      }
      const isMean = /^mean$/i.test(rowName ?? '');
      return [
        makeReading(block, {
          name: column.name,
          value: number.value,
          isPercent: number.isPercent,
          split: column.split ?? rowLabel?.split ?? (isFolds ? 'cv' : null),
          model: rowLabel?.split != null || isMean ? null : rowName,
          role: /^(?:std|sd)$/i.test(rowName ?? '')
            ? 'spread'
            : isFolds && !isMean
              ? 'fold'
              : step === null
                ? 'final'
                : 'step',
          step,
          form: stepColumn < 0 ? table.form : `${table.form}-epochs`,
          confidence: 'high',
          line: table.line + rowIndex,
        }),
      ];
    });
  });
}

/** The column that names the row: a label column, else the first one without numbers. */
function findNameColumn(
  table: TextTable,
  rows: readonly (readonly string[])[],
  columns: readonly (ColumnMetric | null)[],
): number | null {
  for (let index = 0; index < table.header.length; index += 1) {
    const isText = rows.every((row) => wholeNumber(row[index] ?? '') === null && (row[index] ?? '') !== '');
    if (columns[index] === null && isText && rows.length > 0) {
      return index;
    }
  }
  return null;
}

function readRows(block: OutputBlock, table: TextTable, rows: readonly (readonly string[])[]): Reading[] {
  const labelColumn = Math.max(table.labelColumns - 1, 0);
  const valueColumns = table.header.map((_, index) => index).filter((index) => index > labelColumn);
  const labels = rows.map((row) => columnMetric(row[labelColumn] ?? ''));
  // One row that happens to be called like a metric is no table of metrics.
  if (labels.filter((label) => label !== null).length * 2 < rows.length || valueColumns.length > 12) {
    return [];
  }
  return rows.flatMap((row, rowIndex) => {
    const label = labels[rowIndex] ?? null;
    return valueColumns.flatMap((index) => {
      const number = readCell(row[index]);
      if (label === null || number === null || !isPlausible(label.name, number.value, number.isPercent)) {
        return [];
      }
      const title = table.header[index] ?? '';
      const column = readMetricLabel(title);
      const hasTitle = title !== '' && !/^\d+$/.test(title) && !/^(?:value|values|score|result|metric)s?$/i.test(title);
      return [
        makeReading(block, {
          name: label.name,
          value: number.value,
          isPercent: number.isPercent,
          split: label.split ?? column.split,
          model: hasTitle && column.split === null ? title : null,
          form: table.form,
          line: table.line + rowIndex,
        }),
      ];
    });
  });
}

/** A cell's number; `0.93 ± 0.02` is its first one. */
function readCell(text: string | undefined): { value: number; isPercent: boolean } | null {
  if (text === undefined || text.length > 60) {
    return null;
  }
  return wholeNumber(text.replace(/\s*(?:±|\+\/-).*$/, '').replace(/^\[|\]$/g, ''));
}
