import type { Comparison } from '../core/compare';
import { formatDelta, formatMetric, metricLabel } from '../core/metricRows';
import type { ParamValue } from '../core/model';
import { csvCell } from '../core/table/tableCsv';
import type { Paint } from './paint';
import { plainLine } from './plainText';
import { formatTable } from './table';

interface Row {
  readonly label: string;
  readonly cells: readonly string[];
  /** Index of the cell to stress. */
  readonly best: number | null;
}

interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** For a terminal: one aligned table per kind of fact, best values in colour. */
export function comparisonTable(comparison: Comparison, paint: Paint): string {
  const names = comparison.versions.map((version) => version.reference);
  const tables = sections(comparison).map(({ title, rows }) =>
    formatTable(
      rows,
      [
        { title, cell: (row) => row.label },
        ...names.map((name, index) => ({
          title: name,
          cell: (row: Row) => row.cells[index] ?? '',
          align: 'right' as const,
          paint: (row: Row) => (row.best === index ? ('green' as const) : null),
        })),
      ],
      paint,
    ),
  );
  return tables.join('\n\n');
}

export function comparisonMarkdown(comparison: Comparison): string {
  const names = comparison.versions.map((version) => version.reference);
  return sections(comparison)
    .map(({ title, rows }) =>
      [
        `| ${[title, ...names].map(markdownCell).join(' | ')} |`,
        `| --- |${names.map(() => ' ---: |').join('')}`,
        ...rows.map(({ label, cells, best }) => {
          const shown = cells.map((cell, index) => (best === index ? `**${markdownCell(cell)}**` : markdownCell(cell)));
          return `| ${[markdownCell(label), ...shown].join(' | ')} |`;
        }),
      ].join('\n'),
    )
    .join('\n\n');
}

/** One line per fact, with the numbers as they are: `kind,name,split,<version>…`. */
export function comparisonCsv(comparison: Comparison): string {
  const head = ['kind', 'name', 'split', ...comparison.versions.map((version) => version.reference)];
  const metrics = comparison.metrics.map(({ name, split, model, values }) => [
    'metric',
    model === null ? name : `${name} [${model}]`,
    split ?? '',
    ...values.map((value) => (value === null ? '' : String(value))),
  ]);
  const params = comparison.params.map(({ name, values, set }) => [
    'param',
    name,
    '',
    ...values.map((value, index) => (set[index] === true ? String(value) : '')),
  ]);
  const texts = (['data', 'code', 'environment'] as const).flatMap((kind) =>
    comparison[kind].map(({ name, values }) => [kind, name, '', ...values.map((value) => value ?? '')]),
  );
  return [head, ...metrics, ...params, ...texts].map((line) => line.map(csvCell).join(',')).join('\n');
}

function sections(comparison: Comparison): readonly Section[] {
  const { baseline, metrics, params } = comparison;
  const metricRows = metrics.map((metric) => ({
    label: `${metricLabel(metric)}${arrow(metric.higherIsBetter)}`,
    cells: metric.values.map((value, index) => metricCell(value, metric.deltas[index] ?? null, index === baseline)),
    best: metric.best,
  }));
  const paramRows = params.map(({ name, values, set }) => ({
    label: name,
    cells: values.map((value, index) => (set[index] === true ? paramCell(value) : '–')),
    best: null,
  }));
  const texts = (['data', 'code', 'environment'] as const).map((kind) => ({
    title: kind,
    rows: comparison[kind].map(({ name, values }) => ({
      label: name,
      cells: values.map((value) => (value === null ? '–' : shorten(value))),
      best: null,
    })),
  }));
  const all = [{ title: 'metric', rows: metricRows }, { title: 'param', rows: paramRows }, ...texts];
  return all.filter(({ rows }) => rows.length > 0);
}

function arrow(higherIsBetter: boolean | null): string {
  return higherIsBetter === null ? '' : higherIsBetter ? ' ↑' : ' ↓';
}

function metricCell(value: number | null, delta: number | null, isBaseline: boolean): string {
  if (value === null) {
    return '–';
  }
  return isBaseline || delta === null ? formatMetric(value) : `${formatMetric(value)} (${formatDelta(delta)})`;
}

function paramCell(value: ParamValue): string {
  return value === null ? 'null' : String(value);
}

/** A digest is told apart by its beginning. */
function shorten(value: string): string {
  return value.replace(/\b([0-9a-f]{10})[0-9a-f]{22,}\b/g, '$1…');
}

function markdownCell(text: string): string {
  return plainLine(text).replace(/[\\|*_`<]/g, '\\$&');
}
