import type { Place } from '../../core/card/place';
import { DOCUMENTATION_FIELDS, SECTION_TITLES } from '../../core/card/sections';
import type { DocumentationField } from '../../core/model';
import { linePlace, sectionOf, type Card } from './card';
import type { Change } from './finding';

/** Takes the lines of an entry out; null where other things stand on them too, as inside brackets. */
export function removeLines(card: Card, { start, end }: Place): Change | null {
  const before = (card.lines[start.line] ?? '').slice(0, start.character);
  const after = (card.lines[end.line] ?? '').slice(end.character);
  if (!/^[ \t]*(?:-[ \t]+)?$/.test(before) || !/^[ \t]*(?:#.*)?$/.test(after)) {
    return null;
  }
  return { place: wholeLines(start.line, end.line), text: '' };
}

export function wholeLines(first: number, last: number): Place {
  return { start: { line: first, character: 0 }, end: { line: last + 1, character: 0 } };
}

export function insertLine(line: number, text: string): Change {
  const at = { line, character: 0 };
  return { place: { start: at, end: at }, text: `${text}\n` };
}

/** Adds lines at the end of a section, after a blank line unless they go on with a list; an empty one begins with them. */
export function appendToSection(card: Card, field: DocumentationField, lines: readonly string[]): Change | null {
  const span = sectionOf(card, field);
  if (span === null) {
    return null;
  }
  if (card.reading.draft.documentation[field] === '') {
    return replaceSection(card, field, lines.join('\n'));
  }
  const last = lastWritten(card, span.first, span.end);
  const text = card.lines[last] ?? '';
  const gap = /^\s*[-*+] /.test(text) && lines[0]?.startsWith('- ') === true ? '\n' : '\n\n';
  const at = { line: last, character: text.length };
  return { place: { start: at, end: at }, text: `${gap}${lines.join('\n')}` };
}

/** Everything under the heading, hints included, becomes this text. */
export function replaceSection(card: Card, field: DocumentationField, text: string): Change | null {
  const span = sectionOf(card, field);
  if (span === null) {
    return null;
  }
  const last = Math.max(span.first - 1, lastWritten(card, span.first, span.end));
  const heading = span.first - 1;
  return {
    place: {
      start: { line: heading, character: card.lines[heading]?.length ?? 0 },
      end: { line: last, character: card.lines[last]?.length ?? 0 },
    },
    text: `\n\n${text}`,
  };
}

/** The heading, at its place among the others. */
export function insertSection(card: Card, field: DocumentationField): Change {
  const later = DOCUMENTATION_FIELDS.slice(DOCUMENTATION_FIELDS.indexOf(field) + 1);
  const next = later.map((name) => sectionOf(card, name)?.heading ?? null).find((line) => line !== null);
  if (next !== undefined) {
    return insertLine(next, `## ${SECTION_TITLES[field]}\n\n`);
  }
  const spans = card.reading.outline.sections;
  const end = spans.at(-1)?.end ?? (card.reading.outline.frontMatter?.last ?? -1) + 1;
  const last = Math.min(lastWritten(card, 0, end), card.lines.length - 1);
  const at = { line: Math.max(0, last), character: card.lines[last]?.length ?? 0 };
  const gap = last < 0 ? '' : '\n\n';
  return {
    place: { start: at, end: at },
    text: `${gap}## ${SECTION_TITLES[field]}\n${end < card.lines.length ? '' : '\n'}`,
  };
}

/** The heading of a section, else the end of what stands before the text. */
export function sectionPlace(card: Card, field: DocumentationField): Place {
  const heading = sectionOf(card, field)?.heading;
  return linePlace(card.lines, heading ?? card.reading.outline.frontMatter?.last ?? 0);
}

function lastWritten(card: Card, first: number, end: number): number {
  for (let line = Math.min(end, card.lines.length) - 1; line >= first; line -= 1) {
    if ((card.lines[line] ?? '').trim() !== '') {
      return line;
    }
  }
  return first - 1;
}
