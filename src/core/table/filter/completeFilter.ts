import { claimNamed, filterNames, findFilterField, type FilterField, type FilterScope } from './filterFields';
import { filterTokens, quoteFilterText, type FilterToken } from './filterTokens';
import { isWord } from './parseFilter';
import { cellSearchText } from './searchText';

export interface FilterCompletion {
  /** The part of the text that a completion replaces. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly CompletionItem[];
}

export interface CompletionItem {
  /** What is shown, and written in place of what was typed. */
  readonly text: string;
  readonly detail: string;
}

const MOST_ITEMS = 60;
const MOST_VALUES = 500;

/** What can be written at the caret: names, then operators, then the values that occur, then what joins comparisons. */
export function completeFilter(source: string, caret: number, scope: FilterScope): FilterCompletion {
  const tokens = filterTokens(source.slice(0, caret));
  const last = tokens.at(-1);
  const isTyping = last !== undefined && last.to === caret && (last.kind === 'word' || !last.isClosed);
  const before = isTyping ? tokens.slice(0, -1) : tokens;
  const from = isTyping ? last.from : caret;
  const typed = isTyping ? last.text : '';
  const end = isTyping ? wordEnd(source, last) : caret;
  return { from, to: end, items: rank(candidates(before, scope), typed) };
}

/**
 * True when the text ends in what may become the name of a comparison: to look for it as a text would empty the table at
 * every first word.
 */
export function isNameBegun(source: string, scope: FilterScope): boolean {
  const tokens = filterTokens(source);
  const last = tokens.at(-1);
  if (last?.kind !== 'word' || placeAfter(tokens).name !== last || claimNamed(last.text, scope) !== null) {
    return false;
  }
  const typed = last.text.toLowerCase();
  return filterNames(scope).some(({ text }) => text.toLowerCase().startsWith(typed));
}

/** A caret inside a word replaces the whole word. */
function wordEnd(source: string, { from, to }: FilterToken): number {
  return filterTokens(source).find((token) => token.from === from)?.to ?? to;
}

function candidates(before: readonly FilterToken[], scope: FilterScope): readonly CompletionItem[] {
  const place = placeAfter(before);
  const field = place.name === undefined ? null : findFilterField(place.name.text, scope);
  switch (place.expects) {
    case 'name':
      return [...filterNames(scope), ...STARTERS];
    case 'operator':
      return field === null ? [...JOINERS, ...filterNames(scope)] : [...operatorsOf(field), ...JOINERS];
    case 'list':
      return [{ text: '(', detail: 'several values' }];
    case 'value':
      return field === null ? [] : valuesOf(field, scope);
    case 'join':
      return JOINERS;
  }
}

const JOINERS: readonly CompletionItem[] = [
  { text: 'and', detail: 'both must hold' },
  { text: 'or', detail: 'one must hold' },
];

const STARTERS: readonly CompletionItem[] = [
  { text: 'not', detail: 'what follows must not hold' },
  { text: 'has', detail: 'it has a value there' },
];

interface Place {
  readonly expects: 'name' | 'operator' | 'value' | 'list' | 'join';
  readonly name?: FilterToken | undefined;
}

function placeAfter(tokens: readonly FilterToken[]): Place {
  let place: Place = { expects: 'name' };
  for (const token of tokens) {
    place = nextPlace(place, token);
  }
  return place;
}

function nextPlace({ expects, name }: Place, token: FilterToken): Place {
  if (isWord(token, 'and') || isWord(token, 'or') || isWord(token, 'not')) {
    return { expects: 'name' };
  }
  if (expects === 'list') {
    return { expects: 'value', name };
  }
  switch (token.kind) {
    case '(':
      return { expects: 'name' };
    case ')':
      return { expects: 'join' };
    case ',':
      return { expects: 'value', name };
    case 'operator':
      return { expects: 'value', name };
    case 'word':
    case 'text':
      if (expects === 'value') {
        // The name is kept: in a list, a comma may follow.
        return { expects: 'join', name };
      }
      if (expects === 'operator' && isWord(token, 'in')) {
        return { expects: 'list', name };
      }
      return isWord(token, 'has') && expects !== 'operator'
        ? { expects: 'name' }
        : { expects: 'operator', name: token };
  }
}

const ORDERED: readonly CompletionItem[] = [
  { text: '>', detail: 'more than' },
  { text: '>=', detail: 'at least' },
  { text: '<', detail: 'less than' },
  { text: '<=', detail: 'at most' },
];
const EQUAL: readonly CompletionItem[] = [
  { text: '=', detail: 'is' },
  { text: '!=', detail: 'is not' },
];
const CONTAINS: readonly CompletionItem[] = [
  { text: '~', detail: 'contains' },
  { text: '!~', detail: 'does not contain' },
  { text: 'in', detail: 'is one of' },
];

function operatorsOf(field: FilterField): readonly CompletionItem[] {
  switch (field.kind) {
    case 'number':
      return [...ORDERED, ...EQUAL];
    case 'time':
      return [
        { text: '>', detail: 'after' },
        { text: '>=', detail: 'from … on' },
        { text: '<', detail: 'before' },
        { text: '<=', detail: 'until' },
        { text: '=', detail: 'on' },
      ];
    case 'claim':
      return [];
    case 'texts':
      return [...EQUAL, ...CONTAINS];
    case 'fact':
      return [...EQUAL, ...CONTAINS, ...ORDERED];
  }
}

/** The values that occur, the most frequent first; of a metric its best ones would say little, so only its range. */
function valuesOf(field: FilterField, { data }: FilterScope): readonly CompletionItem[] {
  const counts = new Map<string, number>();
  const count = (text: string): void => {
    counts.set(text, (counts.get(text) ?? 0) + 1);
  };
  switch (field.kind) {
    case 'claim':
      return [];
    case 'number':
      return rangeOf(field, data.loaded);
    case 'time':
      for (let row = 0; row < data.loaded; row += 1) {
        count(data.head(row)?.at.slice(0, 10) ?? '');
      }
      return [...counts]
        .sort(([a], [b]) => (a < b ? 1 : -1))
        .slice(0, MOST_VALUES)
        .map(([text, number]) => valueItem(text, number));
    case 'texts':
      for (let row = 0; row < data.loaded; row += 1) {
        field.texts(row).forEach(count);
      }
      break;
    case 'fact': {
      const values = data.dictionary(field.column);
      for (let row = 0; row < data.loaded; row += 1) {
        const value = values[data.code(field.column, row) - 1];
        if (value !== undefined) {
          count(cellSearchText(value));
        }
      }
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_VALUES)
    .map(([text, number]) => valueItem(text, number));
}

const LONGEST_VALUE = 60;

function valueItem(value: string, count: number): CompletionItem {
  return {
    text: quoteFilterText(value.slice(0, LONGEST_VALUE)),
    detail: count === 1 ? '1 version' : `${count} versions`,
  };
}

function rangeOf(field: Extract<FilterField, { kind: 'number' }>, rows: number): readonly CompletionItem[] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rows; row += 1) {
    const value = field.value(row);
    least = value < least ? value : least;
    most = value > most ? value : most;
  }
  if (least > most) {
    return [];
  }
  return least === most
    ? [{ text: String(least), detail: 'everywhere' }]
    : [
        { text: String(most), detail: 'most' },
        { text: String(least), detail: 'least' },
      ];
}

/** Those that begin with what was typed, then those that contain it. */
function rank(items: readonly CompletionItem[], typed: string): readonly CompletionItem[] {
  const wanted = typed.toLowerCase();
  const plain = ({ text }: CompletionItem): string => text.toLowerCase().replaceAll('"', '');
  const starts = items.filter((item) => plain(item).startsWith(wanted));
  const contains = items.filter((item) => !plain(item).startsWith(wanted) && plain(item).includes(wanted));
  const found = [...starts, ...contains];
  // Nothing is left to complete when the only proposal has been typed.
  const isDone = found.length === 1 && found[0] !== undefined && found[0].text === typed;
  return isDone ? [] : found.slice(0, MOST_ITEMS);
}
