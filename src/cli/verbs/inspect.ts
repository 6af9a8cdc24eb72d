import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { cellNumber } from '../../core/cellName';
import type { LedgerConfig } from '../../core/config';
import { LedgerError } from '../../core/errors';
import { formatMetric, metricLabel } from '../../core/metricRows';
import type { Inspection } from '../../core/notebook/inspection';
import type { InspectionJson } from '../../core/notebook/inspectionJson';
import { plainLine } from '../plainText';
import type { Invocation, Outcome } from '../invocation';
import { formatTable } from '../table';
import type { Verb } from '../verb';

export const inspectVerb: Verb = (program, act) => {
  program
    .command('inspect')
    .summary('show what a notebook, metrics file or log says, without recording anything')
    .description(
      'Reads an executed notebook (.ipynb), a metrics file (.json, .yaml, .csv) or a training log and shows its metrics, params, data and model files. Nothing is run and nothing is written.',
    )
    .argument('<notebook>', 'notebook, metrics file or log')
    .action(act(inspect));
};

async function inspect(invocation: Invocation, notebook: string): Promise<Outcome> {
  const path = resolve(invocation.cwd, notebook);
  const text = await readSource(path, notebook);
  const { config } = await (await invocation.openLedger()).config();
  const inspection = await inspectSource(path, text, config);
  const { toInspectionJson } = await import('../../core/notebook/inspectionJson');
  const found = toInspectionJson(inspection);
  const warnings = inspection.warnings.map(({ code, message, source }) => ({
    code,
    message,
    cell: source.cell ?? null,
  }));
  return {
    json: () => ({ ...found, warnings }),
    text: () => inspectionText(found, warnings, invocation),
  };
}

async function readSource(path: string, given: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new LedgerError(
      'source-missing',
      `${given} cannot be read. Name a notebook or a log relative to the current folder or to --cwd.`,
      { path },
      { cause: error },
    );
  }
}

async function inspectSource(path: string, text: string, config: LedgerConfig): Promise<Inspection> {
  if (/\.ipynb$/i.test(path)) {
    const { parseNotebook } = await import('../../core/notebook/parseNotebook');
    const { inspectNotebook } = await import('../../core/notebook/inspectNotebook');
    return inspectNotebook(parseNotebook(text), { directions: config.metrics });
  }
  const { readMetricsFile } = await import('../../core/capture/metricsFile');
  const { NOTHING_INSPECTED } = await import('../../core/notebook/inspection');
  return { ...NOTHING_INSPECTED, ...readMetricsFile(basename(path), text, { directions: config.metrics }) };
}

function inspectionText(
  found: InspectionJson,
  warnings: readonly { readonly message: string }[],
  { paint }: Invocation,
): string {
  const cell = (row: { readonly cell: number | null }): string =>
    row.cell === null ? '' : String(cellNumber(row.cell));
  const parts = [
    found.framework.length === 0 ? '' : `${paint('dim', 'FRAMEWORK')}  ${found.framework.join(', ')}`,
    found.metrics.length === 0
      ? 'No metrics found.'
      : formatTable(
          found.metrics,
          [
            { title: 'METRIC', cell: metricLabel, paint: (row) => (row.headline ? 'bold' : null) },
            { title: 'VALUE', cell: (row) => formatMetric(row.value), align: 'right' },
            { title: 'CELL', cell, align: 'right' },
            { title: '', cell: (row) => (row.headline ? 'headline' : '') },
          ],
          paint,
        ),
    section('PARAM', found.params, ({ name, value }) => `${name} = ${String(value)}`, cell, paint),
    section('DATA', found.datasets, ({ path }) => path, cell, paint),
    section('ARTIFACT', found.artifacts, ({ path }) => path, cell, paint),
    warnings.map(({ message }) => `${paint('yellow', 'note')}  ${plainLine(message)}`).join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function section<Row extends { readonly cell: number | null }>(
  title: string,
  rows: readonly Row[],
  text: (row: Row) => string,
  cell: (row: Row) => string,
  paint: Invocation['paint'],
): string {
  const columns = [
    { title, cell: text },
    { title: 'CELL', cell, align: 'right' as const },
  ];
  return rows.length === 0 ? '' : formatTable(rows, columns, paint);
}
