import type { CardEntry, EntryOf, FieldPlace, SectionSpan } from '../../core/card/cardOutline';
import { parseCard, type CardReading } from '../../core/card/parseDraft';
import type { Place } from '../../core/card/place';
import { formatReference, type DocumentationField } from '../../core/model';

/**
 * `draft`: a version not yet registered. `documentation`: the three texts of a version, being edited. `exported`: a card
 * in a file of the repository. `shown`: a card that the extension shows, which nobody can edit.
 */
export type CardKind = 'draft' | 'documentation' | 'exported' | 'shown';

/** What the address of the document says. */
export interface CardAddress {
  readonly kind: CardKind;
  /** Null where only the text can say it. */
  readonly model: string | null;
  readonly version: number | null;
}

/** A model card or draft as its text says it at this moment. */
export interface Card {
  readonly kind: CardKind;
  /** Empty when it is not written yet. */
  readonly model: string;
  readonly version: number | null;
  readonly lines: readonly string[];
  readonly reading: CardReading;
}

export function readCard(text: string, address: CardAddress, direction?: (name: string) => boolean | null): Card {
  const reading = parseCard(text, direction === undefined ? {} : { direction });
  const lines = text.split(/\r?\n/);
  const model = reading.draft.model === '' ? (address.model ?? '') : reading.draft.model;
  const version = address.version ?? writtenVersion(reading, lines);
  return { kind: address.kind, model, version, lines, reading };
}

function writtenVersion({ outline }: CardReading, lines: readonly string[]): number | null {
  const field = outline.fields.find(({ name }) => name === 'version');
  const text = field?.value === null || field === undefined ? '' : textAt(lines, field.value);
  return /^[1-9]\d*$/.test(text) ? Number(text) : null;
}

/** `churn@v3`, or what can be said of a version without a number. */
export function referenceOf({ model, version }: Card): string {
  return version === null ? model || 'This version' : formatReference(model, version);
}

export function entriesOf<K extends CardEntry['kind']>(card: Card, kind: K): readonly EntryOf<K>[] {
  return card.reading.outline.entries.filter((entry): entry is EntryOf<K> => entry.kind === kind);
}

export function fieldOf(card: Card, name: string): FieldPlace | null {
  return card.reading.outline.fields.find((field) => field.name === name) ?? null;
}

export function sectionOf(card: Card, field: DocumentationField): SectionSpan | null {
  return card.reading.outline.sections.find((span) => span.field === field && span.heading !== null) ?? null;
}

/** Of one line or several; lines are joined by `\n`. */
export function textAt(lines: readonly string[], { start, end }: Place): string {
  const covered = lines.slice(start.line, end.line + 1);
  const last = covered.length - 1;
  return covered
    .map((line, index) => line.slice(index === 0 ? start.character : 0, index === last ? end.character : undefined))
    .join('\n');
}

/** A line without the spaces around its text. */
export function linePlace(lines: readonly string[], line: number): Place {
  const text = lines[line] ?? '';
  const first = text.length - text.trimStart().length;
  return { start: { line, character: first }, end: { line, character: Math.max(first, text.trimEnd().length) } };
}

export function contains({ start, end }: Place, { line, character }: Place['start']): boolean {
  const isAfter = line > start.line || (line === start.line && character >= start.character);
  return isAfter && (line < end.line || (line === end.line && character <= end.character));
}
