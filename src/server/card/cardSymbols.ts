import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import type { CardEntry, FieldPlace } from '../../core/card/cardOutline';
import { metricLabel } from '../../core/metricRows';
import type { Place } from '../../core/card/place';
import { linePlace, textAt, type Card } from './card';

const KINDS: Readonly<Record<CardEntry['kind'], SymbolKind>> = {
  metric: SymbolKind.Number,
  param: SymbolKind.Property,
  path: SymbolKind.File,
  tag: SymbolKind.Key,
};

/** The front matter, group by group, and the sections below it. */
export function cardSymbols(card: Card): DocumentSymbol[] {
  return [...frontMatter(card), ...sections(card)];
}

function frontMatter(card: Card): DocumentSymbol[] {
  const { frontMatter: fences, fields, entries } = card.reading.outline;
  if (fences === null) {
    return [];
  }
  const range = lines(card, fences.first, fences.last);
  const children = fields.map((field): DocumentSymbol => {
    const facts = entries.filter((entry) => fieldOfEntry(entry) === field.name && isInside(entry.whole, field.whole));
    const isList = facts.length > 0;
    return {
      name: field.name,
      detail: isList ? String(facts.length) : shortValue(card, field),
      kind: isList ? SymbolKind.Array : SymbolKind.Field,
      range: field.whole,
      selectionRange: field.key,
      children: facts.map((entry) => factSymbol(entry, field.whole)),
    };
  });
  return [
    {
      name: 'Facts',
      detail: card.model,
      kind: SymbolKind.Object,
      range,
      selectionRange: linePlace(card.lines, fences.first),
      children,
    },
  ];
}

function factSymbol(entry: CardEntry, within: Place): DocumentSymbol {
  const selectionRange = isInside(entry.whole, within) ? entry.whole : within;
  return { ...factWords(entry), kind: KINDS[entry.kind], range: selectionRange, selectionRange };
}

function factWords(entry: CardEntry): { readonly name: string; readonly detail: string } {
  switch (entry.kind) {
    case 'metric':
      return { name: metricLabel(entry.metric), detail: String(entry.metric.value) };
    case 'param':
      return { name: entry.param.name, detail: String(entry.param.value) };
    case 'path':
      return { name: entry.path, detail: '' };
    case 'tag':
      return { name: entry.name || '(unnamed)', detail: entry.text };
    default:
      return entry satisfies never;
  }
}

function fieldOfEntry(entry: CardEntry): string {
  switch (entry.kind) {
    case 'metric':
    case 'path':
      return entry.list;
    case 'param':
      return 'params';
    case 'tag':
      return 'tags';
    default:
      return entry satisfies never;
  }
}

function shortValue(card: Card, { value }: FieldPlace): string {
  return value === null || value.start.line !== value.end.line ? '' : textAt(card.lines, value).slice(0, 80);
}

function isInside(inner: Place, outer: Place): boolean {
  return inner.start.line >= outer.start.line && inner.end.line <= outer.end.line;
}

/** Every heading of the second level, ours and those that a card goes on with. */
function sections(card: Card): DocumentSymbol[] {
  const headings = headingLines(card);
  return headings.map((line, index): DocumentSymbol => {
    const end = (headings[index + 1] ?? card.lines.length) - 1;
    const name = (card.lines[line] ?? '').replace(/^##[ \t]+/, '').replace(/[ \t#]+$/, '');
    return {
      name: name === '' ? '(untitled)' : name,
      kind: SymbolKind.String,
      range: lines(card, line, end),
      selectionRange: linePlace(card.lines, line),
    };
  });
}

/** Headings of the second level, those in code aside. */
export function headingLines(card: Card): readonly number[] {
  const first = (card.reading.outline.frontMatter?.last ?? -1) + 1;
  let isCode = false;
  return card.lines.flatMap((text, line) => {
    if (line >= first && /^(?:```|~~~)/.test(text)) {
      isCode = !isCode;
    }
    return line >= first && !isCode && /^##[ \t]/.test(text) ? [line] : [];
  });
}

function lines(card: Card, first: number, last: number): Place {
  return { start: { line: first, character: 0 }, end: { line: last, character: card.lines[last]?.length ?? 0 } };
}
