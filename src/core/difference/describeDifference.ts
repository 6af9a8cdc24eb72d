import { difference } from '../compare';
import { alignMetrics, formatDelta, formatMetric, judge, metricLabel, type MetricRow } from '../metricRows';
import { formatReference, type Dataset, type DocumentationField, type Version } from '../model';
import { formatBytes, formatCell, formatNumber, numberFormat } from '../table/formatCell';
import { describeCells, describeCode } from './codeSections';
import type { DifferenceFacts } from './differenceFacts';
import { artifactSection } from './artifactSection';
import { joinWords, plural, section, summarise } from './sectionWords';
import type { DifferenceItem, DifferenceSection, VersionDifference } from './versionDifference';

/** What changed from one version to another: every kind of fact, each with how to see the whole of it. */
export function describeDifference(from: Version, to: Version, facts: DifferenceFacts): VersionDifference {
  const sections = [
    metricSection(from, to),
    paramSection(from, to),
    dataSection(from, to, facts),
    describeCells(facts.cells),
    describeCode(facts.code),
    environmentSection(from, to),
    artifactSection(facts.structures),
    documentationSection(from, to),
  ];
  return {
    from: { id: from.id, reference: formatReference(from.model, from.version) },
    to: { id: to.id, reference: formatReference(to.model, to.version) },
    headline: writeHeadline(from, to, sections, facts),
    sections,
  };
}

const COUNTED: Readonly<Partial<Record<DifferenceSection['group'], string>>> = {
  params: 'param',
  data: 'dataset',
  cells: 'notebook cell',
  code: 'code file',
  environment: 'environment fact',
};

function writeHeadline(
  from: Version,
  to: Version,
  sections: readonly DifferenceSection[],
  { structures }: DifferenceFacts,
): string {
  const name = (version: Version): string =>
    from.model === to.model ? `v${version.version}` : formatReference(version.model, version.version);
  const counted = sections.flatMap(({ group, items }) => {
    const noun = COUNTED[group];
    return noun === undefined || items.length === 0 ? [] : [plural(items.length, noun)];
  });
  // A model file's section tells of its layers too.
  const files = structures.filter((pair) => pair.from?.sha256 !== pair.to?.sha256).length;
  const changed = files === 0 ? counted : [...counted, plural(files, 'model file')];
  const doing = changed.length === 0 ? 'Nothing that was recorded changed besides.' : `Changed: ${joinWords(changed)}.`;
  return `From ${name(from)} to ${name(to)}, ${helped(from, to)}. ${doing}`;
}

/** `roc_auc (test) went from 0.8485 to 0.8683, better by 0.0198; of 6 metrics 4 are better and 1 is worse`. */
function helped(from: Version, to: Version): string {
  const rows = alignMetrics([from, to]).filter(({ metrics }) => metrics[0] !== null && metrics[1] !== null);
  const verdicts = rows.map((row) => judge(valueOf(row, 0), valueOf(row, 1), row.higherIsBetter));
  const [first] = rows;
  if (first === undefined) {
    return 'no metric is measured in both';
  }
  const better = verdicts.filter((verdict) => verdict === 'better').length;
  const worse = verdicts.filter((verdict) => verdict === 'worse').length;
  const counts = [
    ...(better === 0 ? [] : [`${better} ${better === 1 ? 'is' : 'are'} better`]),
    ...(worse === 0 ? [] : [`${worse} ${worse === 1 ? 'is' : 'are'} worse`]),
  ];
  const others =
    rows.length === 1
      ? ''
      : `; of ${rows.length} metrics ${counts.length === 0 ? 'none changed' : counts.join(' and ')}`;
  const [before, after] = [valueOf(first, 0), valueOf(first, 1)];
  const verdict = verdicts[0];
  const change = formatDelta(Math.abs(difference(after, before))).slice(1);
  const words =
    verdict === 'same'
      ? `stayed at ${formatMetric(after)}`
      : `went from ${formatMetric(before)} to ${formatMetric(after)}${verdict === 'unknown' ? '' : `, ${verdict ?? ''} by ${change}`}`;
  return `${metricLabel(first)} ${words}${others}`;
}

function valueOf(row: MetricRow, index: number): number {
  return row.metrics[index]?.value ?? Number.NaN;
}

function metricSection(from: Version, to: Version): DifferenceSection {
  const rows = alignMetrics([from, to]);
  const items = rows.flatMap((row): readonly DifferenceItem[] => {
    const [before = null, after = null] = row.metrics.map((metric) => metric?.value ?? null);
    if (before === after) {
      return [];
    }
    const verdict = before === null || after === null ? 'unknown' : judge(before, after, row.higherIsBetter);
    const change = before === null || after === null ? '' : formatDelta(difference(after, before));
    // 0.31 → 0.2665 would not line up.
    const format = numberFormat([before ?? Number.NaN, after ?? Number.NaN]);
    return [
      {
        name: metricLabel(row),
        kind: before === null ? 'added' : after === null ? 'removed' : 'changed',
        from: before === null ? null : formatNumber(before, format),
        to: after === null ? null : formatNumber(after, format),
        note: verdict === 'better' || verdict === 'worse' ? `${change}, ${verdict}` : change,
        verdict: verdict === 'better' || verdict === 'worse' ? verdict : null,
        opens: null,
      },
    ];
  });
  return section('metrics', 'Metrics', summarise(items, rows.length - items.length), byKind(items));
}

function paramSection(from: Version, to: Version): DifferenceSection {
  const entries = (version: Version) =>
    new Map(version.params.map(({ name, value }) => [name, formatCell(value).text]));
  const { items, same } = compareTexts(entries(from), entries(to));
  const named = items.map((item): DifferenceItem => ({ ...item, opens: { kind: 'param', name: item.name } }));
  return section('params', 'Params', summarise(items, same), named);
}

function dataSection(from: Version, to: Version, facts: DifferenceFacts): DifferenceSection {
  const entries = (version: Version, rows: ReadonlyMap<string, number>) =>
    new Map(version.datasets.map((dataset) => [dataset.path, describeDataset(dataset, rows.get(dataset.path))]));
  const { items, same } = compareTexts(entries(from, facts.rows.from), entries(to, facts.rows.to));
  const detailed = items.map((item): DifferenceItem => {
    const before = from.datasets.find(({ path }) => path === item.name);
    const after = to.datasets.find(({ path }) => path === item.name);
    const known = [before, after].some((dataset) => dataset !== undefined && dataset.identity.kind !== 'unresolved');
    return {
      ...item,
      note: [
        growth(facts.rows.from.get(item.name), facts.rows.to.get(item.name), (rows) => `${grouped(rows)} rows`),
        growth(before?.size, after?.size, formatBytes),
      ]
        .filter((text) => text !== '')
        .join(', '),
      opens: known ? { kind: 'data', path: item.name } : null,
    };
  });
  return section('data', 'Data', summarise(items, same), detailed);
}

function describeDataset({ identity, size }: Dataset, rows: number | undefined): string {
  const digest = identity.kind === 'unresolved' ? 'not found' : `${identity.kind} ${identity.digest.slice(0, 8)}`;
  return [
    digest,
    ...(rows === undefined ? [] : [`${grouped(rows)} rows`]),
    ...(size === undefined ? [] : [formatBytes(size)]),
  ].join(' · ');
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

function growth(before: number | undefined, after: number | undefined, format: (value: number) => string): string {
  if (before === undefined || after === undefined || before === after) {
    return '';
  }
  return `${after > before ? '+' : '−'}${format(Math.abs(after - before))}`;
}

function environmentSection(from: Version, to: Version): DifferenceSection {
  const entries = ({ environment }: Version) =>
    new Map([
      ...(environment.python === null ? [] : [['python', environment.python] as const]),
      ...(environment.framework.length === 0 ? [] : [['framework', environment.framework.join(', ')] as const]),
      ...(environment.kernel === null ? [] : [['kernel', environment.kernel] as const]),
      ...Object.entries(environment.packages ?? {}),
    ]);
  const { items, same } = compareTexts(entries(from), entries(to));
  const kept = [from, to].every(({ evidence }) => evidence.some(({ kind }) => kind === 'environment'));
  return section('environment', 'Environment', summarise(items, same), items, {
    opens: kept && items.length > 0 ? [{ label: 'Compare what was kept', target: { kind: 'environment' } }] : [],
    notes: [from, to].some(({ environment }) => environment.packages !== undefined)
      ? []
      : ['No lock file, requirements file or output named the versions of packages.'],
  });
}

const FIELDS: readonly DocumentationField[] = ['rationale', 'changes', 'impact'];
const SHOWN_TEXT = 90;

function documentationSection(from: Version, to: Version): DifferenceSection {
  const entries = ({ documentation }: Version) =>
    new Map(
      FIELDS.filter((field) => documentation[field].trim() !== '').map((field) => [field, documentation[field].trim()]),
    );
  const { items, same } = compareTexts<string>(entries(from), entries(to));
  const shown = items.map((item): DifferenceItem => ({
    ...item,
    from: item.from === null ? null : excerpt(item.from),
    to: item.to === null ? null : excerpt(item.to),
    opens: { kind: 'documentation' },
  }));
  return section('documentation', 'Documentation', summarise(items, same), shown, {
    opens: items.length === 0 ? [] : [{ label: 'Compare texts', target: { kind: 'documentation' } }],
  });
}

function excerpt(text: string): string {
  const lines = text
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*(?:[-*#>]+|\d+\.)\s+/, '')
        .replace(/\*\*|`/g, '')
        .trim(),
    )
    .filter((line) => line !== '');
  // A line that only introduces the next one says nothing.
  const line = lines.find((each) => !each.endsWith(':')) ?? lines[0] ?? '';
  return line.length <= SHOWN_TEXT ? line : `${line.slice(0, SHOWN_TEXT - 1)}…`;
}

function compareTexts<K extends string>(
  before: ReadonlyMap<K, string>,
  after: ReadonlyMap<K, string>,
): { readonly items: readonly DifferenceItem[]; readonly same: number } {
  const names = [...new Set([...after.keys(), ...before.keys()])];
  const items = names.flatMap((name): readonly DifferenceItem[] => {
    const from = before.get(name) ?? null;
    const to = after.get(name) ?? null;
    const kind = from === null ? 'added' : to === null ? 'removed' : 'changed';
    return from === to ? [] : [{ name, kind, from, to, note: '', verdict: null, opens: null }];
  });
  return { items: byKind(items), same: names.length - items.length };
}

const KINDS: readonly DifferenceItem['kind'][] = ['changed', 'added', 'removed'];

/** What can be compared comes first. */
function byKind(items: readonly DifferenceItem[]): readonly DifferenceItem[] {
  return items.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}
