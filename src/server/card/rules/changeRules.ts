import type { Place } from '../../../core/card/place';
import { describeChanges } from '../../../core/draft/changes';
import { describeImpact } from '../../../core/draft/impact';
import { formatMetric, judge, metricLabel } from '../../../core/metricRows';
import { formatReference, type DocumentationField, type Metric, type Param, type Version } from '../../../core/model';
import { entriesOf, fieldOf, linePlace, sectionOf, type Card } from '../card';
import { appendToSection, insertSection } from '../cardChanges';
import type { Finding, Fix } from '../finding';
import { previousOf } from '../previousOf';
import type { Surroundings } from '../surroundings';

/** Facts that are not what they were in the version before, and that no text speaks of. */
export function changeFindings(card: Card, surroundings: Surroundings): readonly Finding[] {
  const previous = previousOf(card, surroundings);
  if (card.kind !== 'draft' || previous === null) {
    return [];
  }
  return [
    ...paramFindings(card, previous),
    ...dataFindings(card, previous),
    ...metricFindings(card, previous),
    ...staleImpact(card, previous),
  ];
}

function paramFindings(card: Card, previous: Version): readonly Finding[] {
  const { params } = card.reading.draft;
  // As where Changes is written: a draft without params says nothing about them.
  if (params.length === 0) {
    return [];
  }
  const before = new Map(previous.params.map((param) => [param.name, param]));
  const changed = entriesOf(card, 'param').filter(({ param }) => isChanged(param, before.get(param.name)));
  const found = changed.map((entry) => {
    const was = before.get(entry.param.name);
    const words = was === undefined ? 'is new' : `was ${String(was.value)}`;
    return undocumented(card, {
      place: entry.name,
      name: entry.param.name,
      what: `${entry.param.name} ${words} in ${formatReference(previous.model, previous.version)}`.replace(
        'is new in',
        'is new since',
      ),
      field: 'changes',
      lines: changeLines(previous, [entry.param], undefined, entry.param.name),
      isCovered: mentionsMore(card, 'changes', 'parameters'),
    });
  });
  const names = new Set(params.map(({ name }) => name));
  const gone = previous.params.filter(({ name }) => !names.has(name));
  const place = fieldOf(card, 'params')?.key;
  return [
    ...found.flatMap((finding) => finding ?? []),
    ...(place === undefined ? [] : gone).flatMap(
      (param) =>
        undocumented(card, {
          place: place as Place,
          name: param.name,
          what: `${param.name} is no longer set (was ${String(param.value)} in ${formatReference(previous.model, previous.version)})`,
          field: 'changes',
          lines: [`- \`${param.name}\` no longer set (was ${String(param.value)})`],
          isCovered: mentionsMore(card, 'changes', 'parameters'),
        }) ?? [],
    ),
  ];
}

function isChanged(param: Param, before: Param | undefined): boolean {
  return before === undefined || String(before.value) !== String(param.value);
}

/** One line as a draft's Changes has them, so that what is added later looks the same. */
function changeLines(
  previous: Version,
  params: readonly Param[],
  path: string | undefined,
  name: string,
): readonly string[] {
  const datasets = path === undefined ? [] : [{ path, identity: { kind: 'unresolved' } as const }];
  const before = { ...previous, params: previous.params.filter((param) => param.name === name), datasets: [] };
  return describeChanges(before, { params, datasets })
    .split('\n')
    .filter((line) => line.startsWith('- '));
}

function dataFindings(card: Card, previous: Version): readonly Finding[] {
  const { data } = card.reading.draft;
  if (data.length === 0) {
    return [];
  }
  const known = new Set(previous.datasets.map(({ path }) => path));
  const reference = formatReference(previous.model, previous.version);
  const added = entriesOf(card, 'path').filter(({ list, path }) => list === 'data' && !known.has(path));
  const place = fieldOf(card, 'data')?.key;
  const gone = place === undefined ? [] : previous.datasets.filter(({ path }) => !data.includes(path));
  return [
    ...added.map(({ path, value }) =>
      undocumented(card, {
        place: value,
        name: path,
        what: `${path} was not read for ${reference}`,
        field: 'changes',
        lines: changeLines(previous, [], path, path),
        isCovered: mentionsMore(card, 'changes', 'datasets'),
      }),
    ),
    ...gone.map(({ path }) =>
      undocumented(card, {
        place: place as Place,
        name: path,
        what: `${path} was read for ${reference} and is not read any more`,
        field: 'changes',
        lines: [`- data no longer read: \`${path}\``],
        isCovered: mentionsMore(card, 'changes', 'datasets'),
      }),
    ),
  ].flatMap((finding) => finding ?? []);
}

function metricFindings(card: Card, previous: Version): readonly Finding[] {
  const isCovered = mentionsMore(card, 'impact', 'metrics');
  const seen = new Set<string>();
  return entriesOf(card, 'metric').flatMap((entry) => {
    const before = valueBefore(entry.metric, previous);
    const place = entry.parts.get('value');
    const label = metricLabel({ ...entry.metric, model: null });
    if (entry.list !== 'metrics' || place === undefined || seen.has(label) || before?.value === entry.metric.value) {
      return [];
    }
    seen.add(label);
    const reference = formatReference(previous.model, previous.version);
    const what =
      before === null
        ? `${label} was not measured for ${reference}`
        : `${label} was ${formatMetric(before.value)} in ${reference}${worse(before, entry.metric)}`;
    const lines = impactLines(previous, [entry.metric]).filter((line) => line.startsWith(`- ${label}:`));
    return undocumented(card, { place, name: entry.metric.name, what, field: 'impact', lines, isCovered }) ?? [];
  });
}

function valueBefore({ name, split }: Metric, previous: Version): Metric | null {
  const named = previous.metrics.filter((metric) => metric.name === name && metric.split === split);
  return named.find(({ headline }) => headline) ?? named[0] ?? null;
}

function worse(before: Metric, now: Metric): string {
  return judge(before.value, now.value, now.higherIsBetter) === 'worse' ? ' (worse now)' : '';
}

function impactLines(previous: Version, metrics: readonly Metric[]): readonly string[] {
  return describeImpact(previous, metrics)
    .split('\n')
    .filter((line) => line.startsWith('- '));
}

interface UndocumentedFact {
  readonly place: Place;
  readonly name: string;
  /** The beginning of the sentence. */
  readonly what: string;
  readonly field: DocumentationField;
  readonly lines: readonly string[];
  /** The text ends with "and 5 more": the rest is meant by that. */
  readonly isCovered: boolean;
}

function undocumented(card: Card, fact: UndocumentedFact): Finding | null {
  const { documentation } = card.reading.draft;
  const text = Object.values(documentation).join('\n');
  if (fact.isCovered || mentions(text, fact.name)) {
    return null;
  }
  const title = fact.field === 'changes' ? 'Changes' : 'Impact';
  return {
    code: 'fact-undocumented',
    place: fact.place,
    severity: 'information',
    message: `${fact.what}, and no text says so. Mention it in ${title}.`,
    fixes: addLines(card, fact, title),
  };
}

function addLines(card: Card, { field, lines }: UndocumentedFact, title: string): readonly Fix[] {
  if (lines.length === 0) {
    return [];
  }
  const appended = appendToSection(card, field, lines);
  const inserted = insertSection(card, field);
  const change = appended ?? { ...inserted, text: `${inserted.text.trimEnd()}\n\n${lines.join('\n')}\n\n` };
  return [{ title: `Add to ${title}: ${(lines[0] ?? '').slice(2)}`, changes: [change], isPreferred: true }];
}

/** The name as a word, however people write it: `max_depth`, `max depth`, `Max-Depth`; of a path its file name will do. */
export function mentions(text: string, name: string): boolean {
  const base = name.slice(name.lastIndexOf('/') + 1);
  const pattern = base
    .split(/[\s_-]+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s_-]*');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${pattern}(?![\\p{L}\\p{N}_])`, 'iu').test(text);
}

function mentionsMore(card: Card, field: DocumentationField, what: string): boolean {
  return new RegExp(`^- and \\d+ more ${what}`, 'm').test(card.reading.draft.documentation[field]);
}

const DELTA = /^- (?<label>[^:`]+): \S+ (?:→ \S+ )?\([^)]*\)\s*$/;

/** A line that was written from the facts, which have been edited since. */
function staleImpact(card: Card, previous: Version): readonly Finding[] {
  const span = sectionOf(card, 'impact');
  const { metrics } = card.reading.draft;
  if (span === null || metrics.length === 0) {
    return [];
  }
  const current = new Map(
    impactLines(previous, metrics).flatMap((line) => {
      const label = DELTA.exec(line)?.groups?.['label'];
      return label === undefined ? [] : [[label, line] as const];
    }),
  );
  return card.lines.slice(span.first, span.end).flatMap((text, index): Finding[] => {
    const label = DELTA.exec(text)?.groups?.['label'];
    const line = label === undefined ? undefined : current.get(label);
    if (line === undefined || text.trimEnd() === line || !text.includes('→')) {
      return [];
    }
    const place = linePlace(card.lines, span.first + index);
    return [
      {
        code: 'impact-outdated',
        place,
        severity: 'warning',
        message: `The values above say: ${line.slice(2)}. This line says something else.`,
        fixes: [{ title: `Change to ${line.slice(2)}`, changes: [{ place, text: line }], isPreferred: true }],
      },
    ];
  });
}
