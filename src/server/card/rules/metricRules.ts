import type { EntryOf } from '../../../core/card/cardOutline';
import { METRIC_NAMES, knownMetric, metricDirection } from '../../../core/metric/catalogue';
import { metricLabel } from '../../../core/metricRows';
import { nearestName } from '../../../core/nearestName';
import { entriesOf, textAt, type Card } from '../card';
import { removeLines } from '../cardChanges';
import type { Finding, Fix } from '../finding';
import type { Surroundings } from '../surroundings';

type MetricEntry = EntryOf<'metric'>;

const SHORT = 5;

/** Names that nobody has used before, and values given twice. */
export function metricFindings(card: Card, surroundings: Surroundings): readonly Finding[] {
  const entries = entriesOf(card, 'metric').filter(({ list }) => list === 'metrics');
  return [...entries.flatMap((entry) => nameFinding(card, entry, surroundings)), ...duplicates(card, entries)];
}

function nameFinding(card: Card, entry: MetricEntry, surroundings: Surroundings): readonly Finding[] {
  const place = entry.parts.get('name');
  const { name } = entry.metric;
  const own = ownNames(card.model, surroundings);
  if (card.kind !== 'draft' || place === undefined || own.has(name)) {
    return [];
  }
  const canonical = knownMetric(name);
  if (canonical === name) {
    return [];
  }
  // Among so many short names every other one is near.
  const meant = canonical ?? (name.length < SHORT ? null : nearestName(name, [...own, ...METRIC_NAMES]));
  if (meant !== null) {
    const isOtherName = canonical !== null;
    return [
      {
        code: 'metric-unknown',
        place,
        severity: isOtherName ? 'information' : 'warning',
        message: isOtherName
          ? `${name} is recorded as ${meant} elsewhere. Under another name its values are not compared.`
          : `No metric is known as ${name}. ${meant} is meant, perhaps.`,
        fixes: [{ title: `Change to ${meant}`, changes: [{ place, text: meant }], isPreferred: true }],
      },
    ];
  }
  return directionFinding(card, entry, place, surroundings);
}

/** A new name is welcome; without a direction nobody can say whether it got better. */
function directionFinding(
  card: Card,
  entry: MetricEntry,
  place: Finding['place'],
  { config }: Surroundings,
): readonly Finding[] {
  const { name } = entry.metric;
  const isFlow = textAt(card.lines, entry.whole).trimEnd().endsWith('}');
  if (entry.parts.has('better') || metricDirection(name, config.metrics) !== null) {
    return [];
  }
  const last = [...entry.parts.values()].reduce((a, b) =>
    a.end.line * 1e6 + a.end.character > b.end.line * 1e6 + b.end.character ? a : b,
  );
  const fixes: Fix[] = isFlow
    ? ['higher', 'lower'].map((word) => ({
        title: `Say that ${word} is better`,
        changes: [{ place: { start: last.end, end: last.end }, text: `, better: ${word}` }],
      }))
    : [];
  return [
    {
      code: 'metric-direction',
      place,
      severity: 'information',
      message: `Nothing says whether a higher ${name} is better, so it is never called better or worse. Add better: higher or better: lower here, or set its direction in .model-ledger/config.json.`,
      fixes,
    },
  ];
}

/** Names that this model, its notebook or the team uses. */
function ownNames(model: string, { config, models, source }: Surroundings): ReadonlySet<string> {
  const summaries = models.find((summary) => summary.model === model)?.versions ?? [];
  return new Set([
    ...Object.keys(config.metrics),
    ...summaries.flatMap(({ metrics }) => metrics.map(({ name }) => name)),
    ...(source?.metrics ?? []).map(({ name }) => name),
  ]);
}

function duplicates(card: Card, entries: readonly MetricEntry[]): readonly Finding[] {
  const seen = new Map<string, MetricEntry>();
  return entries.flatMap((entry): Finding[] => {
    const { metric } = entry;
    const key = JSON.stringify([metric.name, metric.split, metric.model ?? null]);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, entry);
      return [];
    }
    const isSame = first.metric.value === metric.value;
    const own = removeLines(card, entry.whole);
    const other = removeLines(card, first.whole);
    return [
      {
        code: 'metric-duplicate',
        place: entry.whole,
        severity: 'warning',
        message: isSame
          ? `${metricLabel(metric)} is given twice, on line ${first.whole.start.line + 1} too. Remove one.`
          : `${metricLabel(metric)} is given twice: ${first.metric.value} on line ${first.whole.start.line + 1}, ${metric.value} here. Remove one, or say what sets them apart with split or model.`,
        fixes: [
          ...(own === null
            ? []
            : [{ title: `Remove this line (${metric.value})`, changes: [own], isPreferred: isSame }]),
          ...(other === null || isSame
            ? []
            : [{ title: `Remove the other line (${first.metric.value})`, changes: [other] }]),
        ],
      },
    ];
  });
}
