/** A piece of a filter; `from` and `to` are where it stands in the text. */
export interface FilterToken {
  readonly kind: 'word' | 'text' | 'operator' | '(' | ')' | ',';
  /** Without quotes; an operator in its plain form (`≥` is `>=`, `==` is `=`). */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** False for a quoted text whose closing quote is missing. */
  readonly isClosed: boolean;
}

export type FilterOperator = '=' | '!=' | '>' | '>=' | '<' | '<=' | '~' | '!~';

const OPERATORS: readonly (readonly [written: string, operator: FilterOperator])[] = [
  ['!=', '!='],
  ['<>', '!='],
  ['≠', '!='],
  ['!~', '!~'],
  ['==', '='],
  ['>=', '>='],
  ['≥', '>='],
  ['<=', '<='],
  ['≤', '<='],
  ['=', '='],
  ['>', '>'],
  ['<', '<'],
  ['~', '~'],
];

const ENDS_WORD = /[\s(),=<>~≠≥≤!]/;

/** Cuts a filter into pieces; never fails. */
export function filterTokens(source: string): readonly FilterToken[] {
  const tokens: FilterToken[] = [];
  let at = 0;
  while (at < source.length) {
    if (/\s/.test(source.charAt(at))) {
      at += 1;
      continue;
    }
    const token = readToken(source, at);
    tokens.push(token);
    at = token.to;
  }
  return tokens;
}

function readToken(source: string, from: number): FilterToken {
  const letter = source.charAt(from);
  if (letter === '(' || letter === ')' || letter === ',') {
    return { kind: letter, text: letter, from, to: from + 1, isClosed: true };
  }
  const operator = OPERATORS.find(([written]) => source.startsWith(written, from));
  if (operator !== undefined) {
    return { kind: 'operator', text: operator[1], from, to: from + operator[0].length, isClosed: true };
  }
  if (isQuote(letter)) {
    const { text, to, isClosed } = readQuoted(source, from);
    return { kind: 'text', text, from, to, isClosed };
  }
  return readWord(source, from);
}

/** `roc_auc`, `roc_auc[test, SVC]`, `2026-01-31`, `param."max depth"`. */
function readWord(source: string, from: number): FilterToken {
  let at = from + 1;
  while (at < source.length) {
    const letter = source.charAt(at);
    if (letter === '[') {
      const end = source.indexOf(']', at);
      at = end < 0 ? source.length : end + 1;
      continue;
    }
    if (isQuote(letter) && source.charAt(at - 1) === '.') {
      const { text, to, isClosed } = readQuoted(source, at);
      return { kind: 'word', text: source.slice(from, at) + text, from, to, isClosed };
    }
    if (ENDS_WORD.test(letter)) {
      break;
    }
    at += 1;
  }
  return { kind: 'word', text: source.slice(from, at), from, to: at, isClosed: true };
}

/** A backslash keeps the quote (or backslash) after it. */
function readQuoted(source: string, from: number): { text: string; to: number; isClosed: boolean } {
  const quote = source.charAt(from);
  let text = '';
  for (let at = from + 1; at < source.length; at += 1) {
    const letter = source.charAt(at);
    if (letter === quote) {
      return { text, to: at + 1, isClosed: true };
    }
    if (letter === '\\' && at + 1 < source.length) {
      at += 1;
    }
    text += source.charAt(at);
  }
  return { text, to: source.length, isClosed: false };
}

function isQuote(letter: string): boolean {
  return letter === '"' || letter === "'";
}

const PLAIN = /^[^\s(),=<>~≠≥≤!"'[\]]+$/;
const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'has']);

/** The text as a filter must write it: with quotes where it would not be read as one word. */
export function quoteFilterText(text: string): string {
  return PLAIN.test(text) && !KEYWORDS.has(text.toLowerCase())
    ? text
    : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
