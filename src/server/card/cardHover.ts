import { MarkupKind, type Hover } from 'vscode-languageserver';
import type { CardEntry } from '../../core/card/cardOutline';
import { markdownCode, markdownText } from '../../core/card/markdown';
import type { Place, Position } from '../../core/card/place';
import { cellName } from '../../core/cellName';
import { directionWords, metricDefinition } from '../../core/metric/definitions';
import { metricDirection } from '../../core/metric/catalogue';
import { metricLabel } from '../../core/metricRows';
import { formatReference, type Metric } from '../../core/model';
import { isWrittenAs } from '../../core/notebook/printedNumbers';
import { contains, linePlace, type Card } from './card';
import { fieldMeaning } from './fieldMeanings';
import { metricHistory, paramHistory, pathHistory } from './history';
import { previousOf, registeredOf } from './previousOf';
import type { Surroundings } from './surroundings';

/** What there is to know about the fact under the mouse. */
export function cardHover(card: Card, position: Position, surroundings: Surroundings): Hover | null {
  const found =
    aboutEntry(card, position, surroundings) ??
    aboutField(card, position) ??
    aboutHeading(card, position, surroundings) ??
    aboutRow(card, position, surroundings);
  return found === null || found.text === ''
    ? null
    : { contents: { kind: MarkupKind.Markdown, value: found.text }, range: found.place };
}

interface Words {
  readonly text: string;
  readonly place: Place;
}

function aboutEntry(card: Card, position: Position, surroundings: Surroundings): Words | null {
  const entry = card.reading.outline.entries.find(({ whole }) => contains(whole, position));
  if (entry === undefined) {
    return null;
  }
  return { text: paragraphs(entryWords(card, entry, surroundings)), place: entry.whole };
}

function entryWords(card: Card, entry: CardEntry, surroundings: Surroundings): readonly string[] {
  switch (entry.kind) {
    case 'metric':
      return metricWords(card, entry.metric, surroundings);
    case 'param':
      return [
        `**${markdownText(entry.param.name)}** (parameter)`,
        sourceParam(entry.param.name, surroundings),
        paramHistory(entry.param.name, surroundings.versions) || 'No earlier version sets it.',
      ];
    case 'path':
      return [
        `**${markdownText(entry.path)}** (${entry.list === 'data' ? 'dataset' : 'model file'})`,
        surroundings.exists.get(entry.path) === false ? 'Not there now.' : '',
        pathHistory(entry.path, entry.list, surroundings.versions) || 'No earlier version names it.',
      ];
    case 'tag':
      return [];
    default:
      return entry satisfies never;
  }
}

function metricWords(card: Card, metric: Metric, surroundings: Surroundings): readonly string[] {
  const { config, source } = surroundings;
  const direction = metric.higherIsBetter ?? metricDirection(metric.name, config.metrics);
  const history = metricHistory({ ...metric, higherIsBetter: direction }, card.model, surroundings);
  const printed = (source?.metrics ?? []).find(
    ({ name, split, value }) => name === metric.name && split === metric.split && isWrittenAs(metric.value, value),
  );
  const place =
    printed?.source.cell === undefined
      ? ''
      : `Printed by ${cellName({ index: printed.source.cell })} as ${printed.value}.`;
  return [
    `**${markdownText(metricLabel(metric))}**, ${directionWords(direction)}`,
    metricDefinition(metric.name) ?? '',
    card.kind === 'draft' ? place : '',
    history || 'No earlier version measures it.',
  ];
}

function sourceParam(name: string, { source }: Surroundings): string {
  const set = (source?.params ?? []).filter((param) => param.name === name).at(-1);
  return set?.source.cell === undefined
    ? ''
    : `Set to ${markdownCode(String(set.value))} in ${cellName({ index: set.source.cell })}.`;
}

function aboutField(card: Card, position: Position): Words | null {
  const field = card.reading.outline.fields.find(({ key }) => contains(key, position));
  const meaning = field === undefined ? undefined : fieldMeaning(field.name);
  return field === undefined || meaning === undefined
    ? null
    : { text: `**${field.name}**\n\n${meaning}`, place: field.key };
}

/** On a heading: what was written there last time. */
function aboutHeading(card: Card, { line }: Position, surroundings: Surroundings): Words | null {
  const span = card.reading.outline.sections.find(({ heading }) => heading === line);
  const previous = span === undefined ? null : previousOf(card, surroundings);
  const text = span === undefined || previous === null ? '' : previous.documentation[span.field].trim();
  if (previous === null || text === '') {
    return null;
  }
  const reference = markdownText(formatReference(previous.model, previous.version));
  return { text: `Of ${reference}:\n\n${text.slice(0, 2000)}`, place: linePlace(card.lines, line) };
}

/** A row of the tables of a card: its first cell names the fact. */
function aboutRow(card: Card, { line }: Position, surroundings: Surroundings): Words | null {
  const cell = /^\|\s*(?:\*\*)?(?<name>`[^`]+`|[^|*]+?)(?:\*\*)?\s*\|/.exec(card.lines[line] ?? '')?.groups?.['name'];
  const version = cell === undefined ? null : registeredOf(card, surroundings);
  if (cell === undefined || version === null) {
    return null;
  }
  const label = cell.replaceAll('`', '').replaceAll('\\', '');
  const place = linePlace(card.lines, line);
  const metric = version.metrics.find(
    (candidate) => metricLabel(candidate) === label || metricLabel({ ...candidate, model: null }) === label,
  );
  if (metric !== undefined) {
    return { text: paragraphs(metricWords(card, metric, surroundings)), place };
  }
  const rows = [
    paramHistory(label, surroundings.versions),
    pathHistory(label, 'data', surroundings.versions),
    pathHistory(label, 'artifacts', surroundings.versions),
  ];
  const text = rows.find((table) => table !== '');
  return text === undefined ? null : { text: paragraphs([`**${markdownText(label)}**`, text]), place };
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
