import { CompletionItemKind } from 'vscode-languageserver';
import { METRIC_FIELDS } from '../../core/card/metricEntry';
import { yamlScalar } from '../../core/card/yamlScalar';
import { cellName, cellNumber } from '../../core/cellName';
import { METRIC_NAMES, metricDirection } from '../../core/metric/catalogue';
import { directionWords, metricDefinition } from '../../core/metric/definitions';
import { metricLabel } from '../../core/metricRows';
import { formatReference } from '../../core/model';
import type { InspectedMetric } from '../../core/notebook/inspection';
import type { Card } from './card';
import type { Offer } from './offer';
import type { Surroundings } from './surroundings';

/** Whole lines for what the notebook printed and the draft does not say. */
export function printedMetrics(card: Card, { source }: Surroundings): readonly Offer[] {
  const { metrics } = card.reading.draft;
  const isSaid = (printed: InspectedMetric) =>
    metrics.some(
      ({ name, split, model }) =>
        name === printed.name && split === printed.split && (model ?? null) === (printed.model ?? null),
    );
  return (source?.metrics ?? [])
    .filter((metric) => !isSaid(metric))
    .map((metric) => ({
      label: `${metricLabel(metric)}: ${metric.value}`,
      text: `{ ${[
        `name: ${yamlScalar(metric.name)}`,
        `value: ${metric.value}`,
        ...(metric.split === null ? [] : [`split: ${yamlScalar(metric.split)}`]),
        ...(metric.model === null || metric.model === undefined ? [] : [`model: ${yamlScalar(metric.model)}`]),
        ...(metric.source.cell === undefined ? [] : [`cell: ${cellNumber(metric.source.cell)}`]),
      ].join(', ')} }`,
      kind: CompletionItemKind.Value,
      detail:
        metric.source.cell === undefined ? 'from the notebook' : `from ${cellName({ index: metric.source.cell })}`,
      documentation: metricDefinition(metric.name) ?? undefined,
      filter: metric.name,
    }));
}

/** Names of this model first, then what the team has configured, then all others. */
function metricNames(card: Card, { config, models, source }: Surroundings): readonly Offer[] {
  const earlier = models.find(({ model }) => model === card.model)?.versions.flatMap(({ metrics }) => metrics) ?? [];
  const own = new Set([...(source?.metrics ?? []).map(({ name }) => name), ...earlier.map(({ name }) => name)]);
  const all = new Set([...own, ...Object.keys(config.metrics), ...METRIC_NAMES]);
  return [...all].map((name) => ({
    label: name,
    text: yamlScalar(name),
    kind: own.has(name) ? CompletionItemKind.Variable : CompletionItemKind.Constant,
    detail: directionWords(metricDirection(name, config.metrics)),
    documentation: metricDefinition(name) ?? undefined,
  }));
}

/** The same names as whole entries, to be filled in. */
export function metricEntries(card: Card, surroundings: Surroundings): readonly Offer[] {
  return metricNames(card, surroundings).map((offer) => ({
    ...offer,
    text: `{ name: ${offer.text ?? offer.label}, value: $1 }$0`,
    isSnippet: true,
  }));
}

export function metricFields(entry: string): readonly Offer[] {
  return METRIC_FIELDS.filter((name) => !new RegExp(`\\b${name}:`).test(entry)).map((name) => ({
    label: name,
    text: `${name}: `,
    kind: CompletionItemKind.Field,
  }));
}

export function metricValues(field: string, entry: string, card: Card, surroundings: Surroundings): readonly Offer[] {
  const name = /\bname:\s*([^\s,}]+)/.exec(entry)?.[1] ?? null;
  switch (field) {
    case 'name':
      return metricNames(card, surroundings);
    case 'value':
      return printedValues(name, surroundings);
    case 'split':
      return words([...usedSplits(surroundings), 'test', 'val', 'train', 'cv', 'oob']);
    case 'better':
      return words(['higher', 'lower', 'unknown']);
    case 'headline':
      return words(['true', 'false']);
    case 'model':
      return words(
        [...(surroundings.source?.metrics ?? []), ...surroundings.versions.flatMap(({ metrics }) => metrics)].flatMap(
          ({ model }) => model ?? [],
        ),
      );
    default:
      return [];
  }
}

function printedValues(name: string | null, { source, versions }: Surroundings): readonly Offer[] {
  const printed = (source?.metrics ?? []).filter((metric) => metric.name === name);
  const earlier = versions.flatMap((version) =>
    version.metrics.filter((metric) => metric.name === name).map((metric) => ({ metric, version })),
  );
  return [
    ...printed.map((metric) => ({
      label: String(metric.value),
      kind: CompletionItemKind.Value,
      detail: `${metricLabel(metric)}${metric.source.cell === undefined ? '' : `, ${cellName({ index: metric.source.cell })}`}`,
    })),
    ...earlier.map(({ metric, version }) => ({
      label: String(metric.value),
      kind: CompletionItemKind.Reference,
      detail: `${metricLabel(metric)} of ${formatReference(version.model, version.version)}`,
    })),
  ];
}

function usedSplits({ source, versions }: Surroundings): readonly string[] {
  const metrics = [...(source?.metrics ?? []), ...versions.flatMap((version) => version.metrics)];
  return metrics.flatMap(({ split }) => split ?? []);
}

function words(labels: readonly string[]): readonly Offer[] {
  return labels.map((label) => ({ label, text: yamlWord(label), kind: CompletionItemKind.EnumMember }));
}

function yamlWord(text: string): string {
  return /^(?:true|false)$/.test(text) ? text : yamlScalar(text);
}
