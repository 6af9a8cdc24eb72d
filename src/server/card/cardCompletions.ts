import { type CompletionItem, CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver';
import type { Position } from '../../core/card/place';
import { DOCUMENTATION_FIELDS, SECTION_TITLES } from '../../core/card/sections';
import { yamlScalar } from '../../core/card/yamlScalar';
import { cellName } from '../../core/cellName';
import { identityText } from '../../core/compare';
import { describeChanges } from '../../core/draft/changes';
import { describeImpact } from '../../core/draft/impact';
import { formatReference, type DocumentationField, type ParamValue } from '../../core/model';
import { fieldOf, sectionOf, type Card } from './card';
import { completionSpot, type CompletionSpot } from './completionSpot';
import { fieldMeaning } from './fieldMeanings';
import { metricEntries, metricFields, metricValues, printedMetrics } from './metricCompletions';
import type { Offer } from './offer';
import { previousOf } from './previousOf';
import type { Surroundings } from './surroundings';

/** What can be written at the caret, the likeliest first. */
export function cardCompletions(card: Card, position: Position, surroundings: Surroundings): CompletionItem[] {
  const spot = card.kind === 'shown' ? null : completionSpot(card.lines, position);
  if (spot === null) {
    return [];
  }
  const offers = offersAt(spot, card, surroundings);
  const unique = offers.filter(({ label }, index) => offers.findIndex((other) => other.label === label) === index);
  return unique.map((offer, index) => toItem(offer, index, spot));
}

function toItem(offer: Offer, index: number, { replace, prefix }: CompletionSpot): CompletionItem {
  return {
    label: offer.label,
    kind: offer.kind,
    ...(offer.detail === undefined ? {} : { detail: offer.detail }),
    ...(offer.documentation === undefined
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: offer.documentation } }),
    sortText: String(index).padStart(5, '0'),
    filterText: offer.filter ?? offer.label,
    insertTextFormat: offer.isSnippet === true ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: replace, newText: `${prefix}${offer.text ?? offer.label}` },
  };
}

function offersAt(spot: CompletionSpot, card: Card, surroundings: Surroundings): readonly Offer[] {
  switch (spot.kind) {
    case 'field':
      return fields(card);
    case 'value':
      return values(spot.field, card, surroundings);
    case 'metric':
      return [...printedMetrics(card, surroundings), ...metricEntries(card, surroundings)];
    case 'metricField':
      return metricFields(spot.entry);
    case 'metricValue':
      return metricValues(spot.field, spot.entry, card, surroundings);
    case 'name':
      return names(spot.list, card, surroundings);
    case 'named':
      return namedValues(spot.list, spot.name, surroundings);
    case 'path':
      return paths(spot.list, card, surroundings);
    case 'sourceField':
      return ['kind', 'path'].map((name) => ({ label: name, text: `${name}: `, kind: CompletionItemKind.Field }));
    case 'heading':
      return headings(card);
    case 'prose':
      return prose(spot.field, card, surroundings);
    default:
      return spot satisfies never;
  }
}

const DRAFT_FIELDS: Readonly<Record<string, string>> = {
  model: 'model: ',
  source: 'source: { kind: ${1:notebook}, path: $0 }',
  metrics: 'metrics:\n  - { name: $1, value: $2 }$0',
  params: 'params:\n  $0',
  data: 'data:\n  - $0',
  artifacts: 'artifacts:\n  - $0',
  tags: 'tags:\n  $0',
};

function fields(card: Card): readonly Offer[] {
  return Object.entries(DRAFT_FIELDS)
    .filter(([name]) => fieldOf(card, name) === null)
    .map(([label, text]) => ({
      label,
      text,
      isSnippet: true,
      kind: CompletionItemKind.Field,
      documentation: fieldMeaning(label),
    }));
}

function values(field: string, card: Card, { models, config, files }: Surroundings): readonly Offer[] {
  switch (field) {
    case 'model':
      return models.map(({ model, versions }) => ({
        label: model,
        text: yamlScalar(model),
        kind: CompletionItemKind.Class,
        detail: versions[0] === undefined ? undefined : `newest is v${versions[0].version}`,
      }));
    case 'stage':
      return card.kind === 'draft'
        ? []
        : config.stages.map((stage) => ({ label: stage, kind: CompletionItemKind.EnumMember }));
    case 'source.kind':
      return ['notebook', 'artifact', 'script', 'metrics', 'none'].map((label) => ({
        label,
        kind: CompletionItemKind.EnumMember,
      }));
    case 'source.path':
      return files.toSorted(byNotebook).map(fileOffer);
    default:
      return [];
  }
}

function byNotebook(a: string, b: string): number {
  return Number(b.endsWith('.ipynb')) - Number(a.endsWith('.ipynb'));
}

function names(list: 'params' | 'tags', card: Card, surroundings: Surroundings): readonly Offer[] {
  const present = new Set(
    list === 'params' ? card.reading.draft.params.map(({ name }) => name) : Object.keys(card.reading.draft.tags),
  );
  const found = list === 'params' ? earlierParams(surroundings) : earlierTags(surroundings);
  return found
    .filter(({ name }) => !present.has(name))
    .map(({ name, value, from }) => ({
      label: name,
      text: `${yamlScalar(name)}: ${paramText(value)}`,
      kind: CompletionItemKind.Property,
      detail: `${String(value)}, ${from}`,
    }));
}

function namedValues(list: 'params' | 'tags', name: string, surroundings: Surroundings): readonly Offer[] {
  const found = list === 'params' ? earlierParams(surroundings) : earlierTags(surroundings);
  return found
    .filter((item) => item.name === name)
    .map(({ value, from }) => ({
      label: String(value),
      text: paramText(value),
      kind: CompletionItemKind.Value,
      detail: from,
    }));
}

interface EarlierValue {
  readonly name: string;
  readonly value: ParamValue;
  /** Where it was: `cell 4`, `churn@v2`. */
  readonly from: string;
}

function earlierParams({ source, versions }: Surroundings): readonly EarlierValue[] {
  return [
    ...(source?.params ?? []).toReversed().map(({ name, value, source: place }) => ({
      name,
      value,
      from: place.cell === undefined ? 'notebook' : cellName({ index: place.cell }),
    })),
    ...versions.flatMap((version) =>
      version.params.map(({ name, value }) => ({ name, value, from: formatReference(version.model, version.version) })),
    ),
  ];
}

function earlierTags({ models, versions }: Surroundings): readonly EarlierValue[] {
  const own = versions.flatMap((version) => tagsOf(version));
  const others = models.flatMap((model) => model.versions.slice(0, 20).flatMap((version) => tagsOf(version)));
  return [...own, ...others];
}

function tagsOf(version: {
  readonly model: string;
  readonly version: number;
  readonly tags: Readonly<Record<string, string>>;
}): readonly EarlierValue[] {
  const from = formatReference(version.model, version.version);
  return Object.entries(version.tags).map(([name, value]) => ({ name, value, from }));
}

function paramText(value: ParamValue): string {
  return typeof value === 'string' ? yamlScalar(value) : String(value);
}

function paths(list: 'data' | 'artifacts', card: Card, { files, source, versions }: Surroundings): readonly Offer[] {
  const { draft } = card.reading;
  const present = new Set(draft[list]);
  const there = new Set(files);
  const named = ((list === 'data' ? source?.datasets : source?.artifacts) ?? []).filter(({ path }) => there.has(path));
  const earlier = versions.flatMap((version) =>
    list === 'data'
      ? version.datasets.map((dataset) => ({ path: dataset.path, version, identity: identityText(dataset) }))
      : version.artifacts.map(({ path, sha256 }) => ({ path, version, identity: `sha256:${sha256}` })),
  );
  const offers: readonly Offer[] = [
    ...named.map(({ path }) => ({ ...fileOffer(path), detail: 'named by the notebook' })),
    ...earlier.map(({ path, version }) => ({
      ...fileOffer(path),
      detail: `as in ${formatReference(version.model, version.version)}`,
    })),
    ...files.map(fileOffer),
  ];
  return offers.filter(({ label }) => !present.has(label));
}

function fileOffer(path: string): Offer {
  return { label: path, text: yamlScalar(path), kind: CompletionItemKind.File };
}

function headings(card: Card): readonly Offer[] {
  return DOCUMENTATION_FIELDS.filter((field) => sectionOf(card, field) === null).map((field) => ({
    label: `## ${SECTION_TITLES[field]}`,
    text: `## ${SECTION_TITLES[field]}\n\n`,
    kind: CompletionItemKind.Struct,
  }));
}

function prose(field: DocumentationField, card: Card, surroundings: Surroundings): readonly Offer[] {
  const own = field === 'rationale' ? [] : missingLines(field, card, surroundings);
  const earlier = surroundings.versions.flatMap((version) => {
    const text = version.documentation[field].trim();
    const reference = formatReference(version.model, version.version);
    return text === '' || version.version === card.version
      ? []
      : [
          {
            label: `${reference}: ${text.replaceAll(/\s+/g, ' ').slice(0, 60)}`,
            text,
            kind: CompletionItemKind.Text,
            detail: `${SECTION_TITLES[field]} of ${reference}`,
            documentation: text,
            filter: text.slice(0, 200),
          },
        ];
  });
  return [...own, ...(field === 'rationale' ? earlier : [])];
}

/** Lines that follow from the facts and do not stand there yet. */
function missingLines(field: 'changes' | 'impact', card: Card, surroundings: Surroundings): readonly Offer[] {
  const previous = previousOf(card, surroundings);
  const { draft } = card.reading;
  if (card.kind !== 'draft' || previous === null) {
    return [];
  }
  const datasets = draft.data.map(
    (path) =>
      previous.datasets.find((dataset) => dataset.path === path) ?? { path, identity: { kind: 'unresolved' } as const },
  );
  const text =
    field === 'impact'
      ? describeImpact(previous, draft.metrics)
      : describeChanges(previous, { params: draft.params, datasets });
  return text
    .split('\n')
    .filter((line) => line.startsWith('- ') && !card.lines.includes(line))
    .map((line) => ({
      label: line,
      kind: CompletionItemKind.Text,
      detail: `Since ${formatReference(previous.model, previous.version)}`,
    }));
}
