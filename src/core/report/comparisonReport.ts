import {
  compareVersions,
  type ComparedMetric,
  type ComparedParam,
  type ComparedText,
  type Comparison,
} from '../compare';
import type { DifferenceItem, DifferenceSection, VersionDifference } from '../difference/versionDifference';
import { formatDelta, formatMetric, judge, metricLabel } from '../metricRows';
import { formatReference, type Version } from '../model';
import { element, escapeHtml, type Html } from './html';
import { REPORT_STYLE } from './reportStyle';

export interface ReportDrawing {
  readonly title: string;
  readonly description: string;
  readonly svg: string;
}

export interface ReportOptions {
  /** Index of the version that the others are measured against. */
  readonly baseline: number;
  readonly drawings: readonly ReportDrawing[];
  readonly differences: readonly VersionDifference[];
}

/** More versions than this stand below each other. */
const SIDE_BY_SIDE = 8;

/**
 * The comparison as one web page that needs nothing else: no script, no other file, nothing from the network, and a
 * policy that says so. Every text of the ledger is escaped; drawings are pictures, which cannot run anything either.
 */
export function comparisonReport(versions: readonly Version[], options: ReportOptions): string {
  const references = versions.map((version) => formatReference(version.model, version.version));
  const models = [...new Set(versions.map(({ model }) => model))];
  const title = models.length === 1 ? `Versions of ${models[0] ?? ''}` : 'Comparison of versions';
  const comparison = versions.length > 1 ? compareVersions(versions, options.baseline) : null;
  const body = [
    element('h1', {}, escapeHtml(title)),
    element('p', { class: 'lead' }, escapeHtml(summarise(references, options.baseline))),
    element('div', { class: 'cards' }, versions.length <= SIDE_BY_SIDE ? versions.map(versionCard).join('') : ''),
    ...(comparison === null ? [] : tables(comparison)),
    ...(options.drawings.length === 0 ? [] : [element('h2', {}, 'Charts'), options.drawings.map(drawing).join('')]),
    ...options.differences.map(differenceSection),
  ].join('\n');
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${REPORT_STYLE}</style>`,
    '</head>',
    `<body><main>\n${body}\n</main></body>`,
    '</html>',
    '',
  ].join('\n');
}

function summarise(references: readonly string[], baseline: number): string {
  return references.length === 1
    ? (references[0] ?? '')
    : `${references.length} versions, measured against ${references[baseline] ?? references[0] ?? ''}.`;
}

function versionCard(version: Version): Html {
  const { rationale } = version.documentation;
  const standing = [...version.aliases, ...(version.stage === 'none' ? [] : [version.stage])];
  return element(
    'section',
    { class: 'card' },
    [
      element('h2', {}, escapeHtml(formatReference(version.model, version.version))),
      element('p', { class: 'quiet' }, escapeHtml(`${version.at.slice(0, 10)} · ${version.by.name}`)),
      standing.map((text) => element('span', { class: 'badge' }, escapeHtml(text))).join(' '),
      rationale.trim() === ''
        ? element('p', { class: 'quiet' }, 'No rationale was written.')
        : element('p', { class: 'text' }, escapeHtml(rationale.trim())),
    ].join(''),
  );
}

function tables(comparison: Comparison): readonly Html[] {
  const { versions, baseline, metrics } = comparison;
  const names = versions.map(({ reference }, index) => (index === baseline ? `${reference} (baseline)` : reference));
  const facts = [
    ['Params', comparison.params.map(paramRow)],
    ['Data', comparison.data.map(textRow)],
    ['Code', comparison.code.map(textRow)],
    ['Environment', comparison.environment.map(textRow)],
  ] as const;
  const shown = facts.filter(([, rows]) => rows.length > 0);
  return [
    element('h2', {}, 'Metrics'),
    table(
      ['Metric', ...names],
      metrics.map((metric) => metricRow(metric, baseline)),
    ),
    ...shown.flatMap(([title, rows]) => [element('h2', {}, `${title} that differ`), table([title, ...names], rows)]),
  ];
}

type Row = readonly Html[];

/** Transposed when there are more versions than fit beside each other. */
function table(header: readonly string[], rows: readonly Row[]): Html {
  const isWide = header.length - 1 > SIDE_BY_SIDE;
  const cells: readonly Row[] = [header.map(escapeHtml), ...rows];
  const laid = isWide ? header.map((_, column) => cells.map((row) => row[column] ?? '')) : cells;
  const [head = [], ...body] = laid;
  const line = (row: Row, tag: string): Html =>
    element(
      'tr',
      {},
      row.map((cell, index) => element(index === 0 ? 'th' : tag, { scope: index === 0 ? 'row' : '' }, cell)).join(''),
    );
  return element(
    'div',
    { class: 'wide' },
    element(
      'table',
      {},
      element('thead', {}, line(head, 'th')) + element('tbody', {}, body.map((row) => line(row, 'td')).join('')),
    ),
  );
}

function metricRow(metric: ComparedMetric, baseline: number): Row {
  const arrow = metric.higherIsBetter === null ? '' : metric.higherIsBetter ? ' ↑' : ' ↓';
  const from = metric.values[baseline] ?? null;
  const cells = metric.values.map((value, index) => {
    if (value === null) {
      return element('span', { class: 'quiet' }, '–');
    }
    const text = escapeHtml(formatMetric(value));
    const delta = metric.deltas[index] ?? null;
    const verdict = from === null ? 'same' : judge(from, value, metric.higherIsBetter);
    const words = verdict === 'better' || verdict === 'worse' ? ` ${verdict}` : '';
    const change =
      index === baseline || delta === null || delta === 0
        ? ''
        : ` ${element('span', { class: `change ${verdict}` }, escapeHtml(formatDelta(delta)) + element('span', { class: 'spoken' }, words))}`;
    return (metric.best === index ? element('strong', {}, `${text} ★`) : text) + change;
  });
  return [escapeHtml(metricLabel(metric) + arrow), ...cells];
}

function paramRow({ name, values, set }: ComparedParam): Row {
  return [escapeHtml(name), ...values.map((value, index) => (set[index] === true ? escapeHtml(String(value)) : '–'))];
}

function textRow({ name, values }: ComparedText): Row {
  return [
    escapeHtml(name),
    ...values.map((value) =>
      value === null ? '–' : escapeHtml(value.replace(/\b([0-9a-f]{10})[0-9a-f]{22,}\b/g, '$1…')),
    ),
  ];
}

function drawing({ title, description, svg }: ReportDrawing): Html {
  // As a picture: what is inside cannot reach the page, whatever it holds.
  const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  return element(
    'figure',
    {},
    `<img alt="${escapeHtml(description)}" src="${escapeHtml(source)}">${element('figcaption', {}, `${element('strong', {}, escapeHtml(title))} ${escapeHtml(description)}`)}`,
  );
}

function differenceSection(difference: VersionDifference): Html {
  return [
    element('h2', {}, escapeHtml(`What changed from ${difference.from.reference} to ${difference.to.reference}`)),
    element('p', { class: 'lead' }, escapeHtml(difference.headline)),
    ...difference.sections.filter(({ items, notes }) => items.length + notes.length > 0).map(sectionBlock),
  ].join('');
}

function sectionBlock({ title, summary, items, notes }: DifferenceSection): Html {
  return element(
    'details',
    { open: '' },
    [
      element(
        'summary',
        {},
        `${element('strong', {}, escapeHtml(title))} ${element('span', { class: 'quiet' }, escapeHtml(summary))}`,
      ),
      items.length === 0 ? '' : element('ul', {}, items.map(itemLine).join('')),
      ...notes.map((note) => element('p', { class: 'quiet' }, escapeHtml(note))),
    ].join(''),
  );
}

const MARKS = { added: '+', removed: '−', changed: '~' } as const;

function itemLine({ name, kind, from, to, note, verdict }: DifferenceItem): Html {
  const change = from !== null && to !== null ? `${from} → ${to}` : (to ?? from ?? '');
  const words = [
    element('code', {}, escapeHtml(name)),
    ...(change === '' ? [] : [escapeHtml(change)]),
    ...(note === '' ? [] : [element('span', { class: verdict ?? 'quiet' }, escapeHtml(note))]),
  ];
  return element(
    'li',
    { class: kind },
    `<span class="mark" aria-hidden="true">${MARKS[kind]}</span><span class="spoken">${kind}</span> ${words.join(' ')}`,
  );
}
