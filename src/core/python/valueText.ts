import type { ParamValue } from '../model';
import { isOver, LONGEST_TEXT, MOST_LOOKS } from './values';
import type { Look, Value } from './values';

/** The text of a value that is known completely; null otherwise. */
export function knownText(value: Value | undefined): string | null {
  if (value?.kind === 'literal' && typeof value.value === 'string') {
    return value.value;
  }
  if (value?.kind !== 'text') {
    return null;
  }
  let text = '';
  for (const part of value.parts) {
    const piece = typeof part === 'string' ? part : printedText(part);
    if (piece === null || text.length > LONGEST_TEXT) {
      return null;
    }
    text += piece;
  }
  return text;
}

/** How `print` would show it, where that is known. */
export function printedText(value: Value): string | null {
  if (value.kind !== 'literal') {
    return knownText(value);
  }
  if (value.value === null) {
    return 'None';
  }
  if (typeof value.value === 'boolean') {
    return value.value ? 'True' : 'False';
  }
  return String(value.value);
}

/** A literal, or a list of literals in Python's spelling, as the value of a parameter. */
export function paramValue(value: Value, look: Look = { left: MOST_LOOKS }): ParamValue | undefined {
  if (value.kind === 'literal') {
    return value.value;
  }
  if (value.kind === 'text') {
    return knownText(value) ?? undefined;
  }
  if (value.kind === 'list' && value.items.length <= 20 && !isOver(look)) {
    const items = value.items.map((item) => reprText(item, look));
    const isWhole = items.every((item) => item !== null);
    if (!isWhole) {
      return undefined;
    }
    return value.isTuple ? `(${items.join(', ')}${items.length === 1 ? ',' : ''})` : `[${items.join(', ')}]`;
  }
  return undefined;
}

function reprText(value: Value, look: Look): string | null {
  if (value.kind === 'literal' && typeof value.value === 'string') {
    return `'${value.value}'`;
  }
  if (value.kind === 'literal') {
    return printedText(value);
  }
  const inner = paramValue(value, look);
  return typeof inner === 'string' ? inner : null;
}
