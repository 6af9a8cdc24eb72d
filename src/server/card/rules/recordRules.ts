import { yamlScalar } from '../../../core/card/yamlScalar';
import { metricLabel } from '../../../core/metricRows';
import { formatReference, type ParamValue } from '../../../core/model';
import { entriesOf, fieldOf, type Card } from '../card';
import type { Finding } from '../finding';
import { registeredOf } from '../previousOf';
import type { Surroundings } from '../surroundings';

/** An exported card that does not say what was registered. */
export function recordFindings(card: Card, surroundings: Surroundings): readonly Finding[] {
  if (card.kind !== 'exported') {
    return [];
  }
  const version = registeredOf(card, surroundings);
  if (version === null) {
    return unknownVersion(card, surroundings);
  }
  const reference = formatReference(version.model, version.version);
  const metrics = entriesOf(card, 'metric').flatMap((entry): Finding[] => {
    const { metric } = entry;
    const place = entry.parts.get('value');
    const recorded = version.metrics.filter(
      ({ name, split, model }) =>
        name === metric.name && split === metric.split && (model ?? null) === (metric.model ?? null),
    );
    const first = recorded[0];
    return place === undefined || first === undefined || recorded.some(({ value }) => value === metric.value)
      ? []
      : [
          differs({
            place,
            what: metricLabel(metric),
            written: String(metric.value),
            recorded: String(first.value),
            reference,
          }),
        ];
  });
  const params = entriesOf(card, 'param').flatMap(({ param, value: place }): Finding[] => {
    const recorded = version.params.find(({ name }) => name === param.name);
    return place === null || recorded === undefined || String(recorded.value) === String(param.value)
      ? []
      : [
          differs({
            place,
            what: param.name,
            written: String(param.value),
            recorded: paramText(recorded.value),
            reference,
          }),
        ];
  });
  return [...metrics, ...params];
}

function differs(fact: {
  readonly place: Finding['place'];
  readonly what: string;
  readonly written: string;
  readonly recorded: string;
  readonly reference: string;
}): Finding {
  return {
    code: 'record-differs',
    place: fact.place,
    severity: 'warning',
    message: `${fact.reference} is registered with ${fact.what} ${fact.recorded}, not ${fact.written}. Editing a card does not change the version.`,
    fixes: [
      { title: `Change to ${fact.recorded}`, changes: [{ place: fact.place, text: fact.recorded }], isPreferred: true },
    ],
  };
}

function unknownVersion(card: Card, { models }: Surroundings): readonly Finding[] {
  const place = fieldOf(card, 'version')?.value;
  const versions = models.find(({ model }) => model === card.model)?.versions;
  const newest = versions?.[0];
  if (place === undefined || place === null || card.version === null || newest === undefined) {
    return [];
  }
  // Older than what was read: it is there, and nothing is known that the card could differ from.
  if (versions?.some(({ version }) => version === card.version) === true) {
    return [];
  }
  return [
    {
      code: 'version-unknown',
      place,
      severity: 'warning',
      message: `${card.model} has no version ${card.version}. The newest is ${newest.version}.`,
      fixes: [{ title: `Change to ${newest.version}`, changes: [{ place, text: String(newest.version) }] }],
    },
  ];
}

function paramText(value: ParamValue): string {
  return typeof value === 'string' ? yamlScalar(value) : String(value);
}
