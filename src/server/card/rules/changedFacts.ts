import { describeChanges } from '../../../core/draft/changes';
import { describeImpact } from '../../../core/draft/impact';
import type { Place } from '../../../core/card/place';
import { formatMetric, judge, metricLabel } from '../../../core/metricRows';
import { formatReference, type Metric, type Param, type Version } from '../../../core/model';
import { entriesOf, fieldOf, type Card } from '../card';

/** A fact of a draft that is not what it was in the version before. */
export interface ChangedFact {
  readonly place: Place;
  /** By which a text mentions it. */
  readonly name: string;
  /** The beginning of a sentence: `max_depth was 6 in churn@v2`. */
  readonly what: string;
  readonly field: 'changes' | 'impact';
  /** What a text has of its kind when it sums up the rest: `and 5 more parameters`. */
  readonly kind: 'parameters' | 'datasets' | 'metrics';
  /** As the draft's text would have it. */
  readonly lines: readonly string[];
  /** It was in the version before and is not here: such facts have no line of their own. */
  readonly isGone: boolean;
}

export function changedFacts(card: Card, previous: Version): readonly ChangedFact[] {
  return [...changedParams(card, previous), ...changedData(card, previous), ...changedMetrics(card, previous)];
}

function changedParams(card: Card, previous: Version): readonly ChangedFact[] {
  const { params } = card.reading.draft;
  const place = fieldOf(card, 'params')?.key;
  // As where Changes is written: a draft without params says nothing about them.
  if (params.length === 0 || place === undefined) {
    return [];
  }
  const reference = formatReference(previous.model, previous.version);
  const before = new Map(previous.params.map((param) => [param.name, param]));
  const names = new Set(params.map(({ name }) => name));
  const kind = { field: 'changes', kind: 'parameters' } as const;
  const changed = entriesOf(card, 'param')
    .filter(({ param }) => isChanged(param, before.get(param.name)))
    .map(({ name, param }): ChangedFact => {
      const was = before.get(param.name);
      const what =
        was === undefined
          ? `${param.name} is new since ${reference}`
          : `${param.name} was ${String(was.value)} in ${reference}`;
      const lines = changeLines(previous, { params: [param], paths: [] });
      return { ...kind, place: name, name: param.name, what, lines, isGone: false };
    });
  const gone = previous.params
    .filter(({ name }) => !names.has(name))
    .map(({ name, value }): ChangedFact => {
      const what = `${name} is no longer set (was ${String(value)} in ${reference})`;
      const lines = [`- \`${name}\` no longer set (was ${String(value)})`];
      return { ...kind, place, name, what, lines, isGone: true };
    });
  return [...changed, ...gone];
}

function isChanged(param: Param, before: Param | undefined): boolean {
  return before === undefined || String(before.value) !== String(param.value);
}

/** Lines as a draft's Changes has them, so that what is added later looks the same. */
function changeLines(
  previous: Version,
  { params, paths }: { readonly params: readonly Param[]; readonly paths: readonly string[] },
): readonly string[] {
  const datasets = paths.map((path) => ({ path, identity: { kind: 'unresolved' } as const }));
  const names = new Set(params.map(({ name }) => name));
  const before = { ...previous, params: previous.params.filter(({ name }) => names.has(name)), datasets: [] };
  return listLines(describeChanges(before, { params, datasets }));
}

function changedData(card: Card, previous: Version): readonly ChangedFact[] {
  const { data } = card.reading.draft;
  const place = fieldOf(card, 'data')?.key;
  if (data.length === 0 || place === undefined) {
    return [];
  }
  const reference = formatReference(previous.model, previous.version);
  const known = new Set(previous.datasets.map(({ path }) => path));
  const kind = { field: 'changes', kind: 'datasets' } as const;
  const added = entriesOf(card, 'path')
    .filter(({ list, path }) => list === 'data' && !known.has(path))
    .map(({ path, value }): ChangedFact => {
      const lines = changeLines(previous, { params: [], paths: [path] });
      return { ...kind, place: value, name: path, what: `${path} was not read for ${reference}`, lines, isGone: false };
    });
  const gone = [...known]
    .filter((path) => !data.includes(path))
    .map((path): ChangedFact => {
      const what = `${path} was read for ${reference} and is not read any more`;
      return { ...kind, place, name: path, what, lines: [`- data no longer read: \`${path}\``], isGone: true };
    });
  return [...added, ...gone];
}

function changedMetrics(card: Card, previous: Version): readonly ChangedFact[] {
  const reference = formatReference(previous.model, previous.version);
  const seen = new Set<string>();
  return entriesOf(card, 'metric').flatMap(({ list, metric, parts }): ChangedFact[] => {
    const before = valueBefore(metric, previous);
    const place = parts.get('value');
    const label = metricLabel({ ...metric, model: null });
    if (list !== 'metrics' || place === undefined || seen.has(label) || before?.value === metric.value) {
      return [];
    }
    seen.add(label);
    const what =
      before === null
        ? `${label} was not measured for ${reference}`
        : `${label} was ${formatMetric(before.value)} in ${reference}${worse(before, metric)}`;
    const lines = impactLines(previous, [metric]).filter((line) => line.startsWith(`- ${label}:`));
    return [{ place, name: metric.name, what, field: 'impact', kind: 'metrics', lines, isGone: false }];
  });
}

function valueBefore({ name, split }: Metric, previous: Version): Metric | null {
  const named = previous.metrics.filter((metric) => metric.name === name && metric.split === split);
  return named.find(({ headline }) => headline) ?? named[0] ?? null;
}

function worse(before: Metric, now: Metric): string {
  return judge(before.value, now.value, now.higherIsBetter) === 'worse' ? ' (worse now)' : '';
}

/** The lines that a draft's Impact has for these metrics. */
export function impactLines(previous: Version, metrics: readonly Metric[]): readonly string[] {
  return listLines(describeImpact(previous, metrics));
}

function listLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith('- '));
}
