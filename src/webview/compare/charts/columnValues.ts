import { metricLabel } from '../../../core/metricRows';
import { formatCell } from '../../../core/table/formatCell';
import { isMetric, type TableData } from '../../../core/table/tableData';
import type { TableColumn } from '../../../core/table/versionTable';

/** A metric or a param by version. */
export interface ColumnValues {
  readonly id: string;
  readonly label: string;
  readonly isMetric: boolean;
  readonly higherIsBetter: boolean | null;
  /** In the order of the rows that were asked for; NaN for none. Texts are numbered in their order. */
  readonly values: readonly number[];
  /** What the numbers stand for; null for numbers. */
  readonly texts: readonly string[] | null;
}

/** Columns that a chart can show: metrics and params with a value for at least one of the versions. */
export function chartColumns(
  data: TableData,
): readonly { readonly id: string; readonly label: string; readonly isMetric: boolean }[] {
  return data.table.columns
    .filter((column) => column.group === 'metric' || column.group === 'param')
    .map((column) => ({ id: column.id, label: labelOf(column), isMetric: isMetric(column) }));
}

export function columnValues(data: TableData, id: string, rows: readonly number[]): ColumnValues | null {
  const index = data.columnIndex(id);
  const column = data.table.columns[index];
  if (column === undefined) {
    return null;
  }
  const label = labelOf(column);
  if (isMetric(column)) {
    const values = data.values(index);
    const { higherIsBetter } = column;
    return {
      id,
      label,
      isMetric: true,
      higherIsBetter,
      values: rows.map((row) => values[row] ?? Number.NaN),
      texts: null,
    };
  }
  const facts = rows.map((row) => data.fact(index, row));
  const isNumeric = facts.every((fact) => fact === undefined || typeof fact === 'number');
  const texts = isNumeric
    ? null
    : [...new Set(facts.flatMap((fact) => (fact === undefined ? [] : [formatCell(fact).text])))].sort();
  return {
    id,
    label,
    isMetric: false,
    higherIsBetter: null,
    values: facts.map((fact) =>
      fact === undefined ? Number.NaN : texts === null ? Number(fact) : texts.indexOf(formatCell(fact).text),
    ),
    texts,
  };
}

/** What the value is, as a person reads it; empty for none. */
export function valueText({ texts, values }: ColumnValues, index: number): string {
  const value = values[index] ?? Number.NaN;
  if (Number.isNaN(value)) {
    return '';
  }
  return texts === null ? String(Number(value.toPrecision(6))).replaceAll('-', '−') : (texts[value] ?? '');
}

function labelOf(column: TableColumn): string {
  return isMetric(column) ? metricLabel(column) : column.name;
}
