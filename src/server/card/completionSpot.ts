import type { Place, Position } from '../../core/card/place';
import type { DocumentationField } from '../../core/model';

/**
 * What can be written at the caret. Read from the lines alone: while somebody types, the front matter is not always YAML.
 * `replace` is the word at the caret; a `prefix` is what is missing before it.
 */
export type CompletionSpot = { readonly replace: Place; readonly prefix: string } & (
  | { readonly kind: 'field' }
  | { readonly kind: 'value'; readonly field: string }
  | { readonly kind: 'metric' }
  | { readonly kind: 'metricField'; readonly entry: string }
  | { readonly kind: 'metricValue'; readonly field: string; readonly entry: string }
  | { readonly kind: 'name'; readonly list: 'params' | 'tags' }
  | { readonly kind: 'named'; readonly list: 'params' | 'tags'; readonly name: string }
  | { readonly kind: 'path'; readonly list: 'data' | 'artifacts' }
  | { readonly kind: 'sourceField' }
  | { readonly kind: 'heading' }
  | { readonly kind: 'prose'; readonly field: DocumentationField }
);

const WORD = /[^\s,{}[\]:"'#]*$/;
const VALUE = /[^\s,{}[\]"'#][^,{}[\]"'#]*$|$/;

export function completionSpot(lines: readonly string[], position: Position): CompletionSpot | null {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findIndex((line, index) => index > first && /^---[ \t]*$/.test(line));
  const hasFacts = first >= 0 && /^---[ \t]*$/.test(lines[first] ?? '');
  if (hasFacts && position.line > first && (last < 0 || position.line < last)) {
    return inFacts(lines, position, first);
  }
  return hasFacts && position.line <= (last < 0 ? first : last) ? null : inText(lines, position);
}

function inFacts(lines: readonly string[], position: Position, first: number): CompletionSpot | null {
  const line = lines[position.line] ?? '';
  const before = line.slice(0, position.character);
  if (/(?:^|\s)#/.test(before)) {
    return null;
  }
  if (/^[A-Za-z_-]*$/.test(before)) {
    return { kind: 'field', ...replacing(line, position, before.length) };
  }
  const top = topField(lines, position.line, first);
  if (top === null) {
    return null;
  }
  const inline = /^[A-Za-z_][\w-]*:/.exec(before)?.[0].length ?? 0;
  return inField(top, { line, position, before: before.slice(inline), isInline: inline > 0 });
}

interface Typed {
  readonly line: string;
  readonly position: Position;
  /** What stands before the caret, a key at the top aside. */
  readonly before: string;
  readonly isInline: boolean;
}

function inField(field: string, typed: Typed): CompletionSpot | null {
  switch (field) {
    case 'metrics':
    case 'uncertain':
      return inMetrics(typed);
    case 'params':
    case 'tags':
      return inMap(field, typed);
    case 'data':
    case 'artifacts':
      return inPaths(field, typed);
    case 'source':
      return inSource(typed);
    default:
      return typed.isInline ? { kind: 'value', field, ...valueAt(typed) } : null;
  }
}

function inMetrics(typed: Typed): CompletionSpot | null {
  const { before, line, position } = typed;
  const item = /^\s*-(?<gap>\s*)(?<word>[^\s{}[\],:]*)$/.exec(before)?.groups;
  if (item !== undefined) {
    const word = item['word']?.length ?? 0;
    return { kind: 'metric', ...replacing(line, position, word, item['gap'] === '' && word === 0 ? ' ' : '') };
  }
  if (/^\s*$/.test(before) && !typed.isInline) {
    return { kind: 'metric', ...replacing(line, position, 0, '- ') };
  }
  const entry = entryAround(line, position.character);
  const segment = /[{,]?(?<segment>[^{,]*)$/.exec(before)?.groups?.['segment'] ?? '';
  const pair = /^\s*(?:-\s+)?(?<key>\w+):(?<value>.*)$/.exec(segment)?.groups;
  if (pair !== undefined) {
    return { kind: 'metricValue', field: pair['key'] ?? '', entry, ...valueAt(typed) };
  }
  return before.includes('{') ? { kind: 'metricField', entry, ...wordAt(typed) } : null;
}

/** The text of the entry at the caret, as far as it stands on this line. */
function entryAround(line: string, character: number): string {
  const start = line.lastIndexOf('{', character - 1);
  const end = line.indexOf('}', character);
  return start < 0 ? line : line.slice(start + 1, end < 0 ? undefined : end);
}

function inMap(list: 'params' | 'tags', typed: Typed): CompletionSpot | null {
  const segment = /(?:^|[{,])(?<segment>[^{,]*)$/.exec(typed.before)?.groups?.['segment'] ?? '';
  const pair = /^\s*(?<name>[^:]+?)\s*:(?:\s|$)/.exec(segment)?.groups;
  if (pair !== undefined) {
    return { kind: 'named', list, name: (pair['name'] ?? '').replaceAll(/^["']|["']$/g, ''), ...valueAt(typed) };
  }
  const isRoom = !typed.isInline || typed.before.includes('{');
  return isRoom ? { kind: 'name', list, ...wordAt(typed) } : null;
}

function inPaths(list: 'data' | 'artifacts', typed: Typed): CompletionSpot | null {
  const { before, line, position } = typed;
  const item = /(?:^\s*-|^\s*\[|,|^(?=\s))(?<gap>\s*)(?<word>[^\s,[\]{}]*)$/.exec(before)?.groups;
  if (item === undefined) {
    return null;
  }
  const word = item['word']?.length ?? 0;
  const isBlank = /^\s*$/.test(before) && !typed.isInline;
  const isTight = /-$/.test(before);
  return { kind: 'path', list, ...replacing(line, position, word, isBlank ? '- ' : isTight ? ' ' : '') };
}

function inSource(typed: Typed): CompletionSpot | null {
  const segment = /[{,]?(?<segment>[^{,]*)$/.exec(typed.before)?.groups?.['segment'] ?? '';
  const key = /^\s*(?<key>kind|path):/.exec(segment)?.groups?.['key'];
  if (key !== undefined) {
    return { kind: 'value', field: `source.${key}`, ...valueAt(typed) };
  }
  if (typed.before.includes('{') || !typed.isInline) {
    return { kind: 'sourceField', ...wordAt(typed) };
  }
  return { kind: 'value', field: 'source.path', ...valueAt(typed) };
}

function wordAt({ line, position, before }: Typed): Pick<CompletionSpot, 'replace' | 'prefix'> {
  const word = WORD.exec(before)?.[0] ?? '';
  const isTight = word === '' && /[{,]$/.test(before);
  return replacing(line, position, word.length, isTight ? ' ' : '');
}

function valueAt({ line, position, before }: Typed): Pick<CompletionSpot, 'replace' | 'prefix'> {
  const value = before.slice(before.lastIndexOf(':') + 1);
  const written = VALUE.exec(value)?.[0] ?? '';
  const isTight = /:$/.test(before) || before === '';
  return replacing(line, position, written.length, isTight ? ' ' : '');
}

/** From so many characters before the caret to the end of the word at it. */
function replacing(
  line: string,
  { line: number, character }: Position,
  length: number,
  prefix = '',
): Pick<CompletionSpot, 'replace' | 'prefix'> {
  const rest = /^[^\s,{}[\]:"'#]*/.exec(line.slice(character))?.[0].length ?? 0;
  return {
    replace: {
      start: { line: number, character: character - length },
      end: { line: number, character: character + rest },
    },
    prefix,
  };
}

function topField(lines: readonly string[], from: number, first: number): string | null {
  for (let line = from; line > first; line -= 1) {
    const key = /^(?<key>[A-Za-z_][\w-]*):/.exec(lines[line] ?? '')?.groups?.['key'];
    if (key !== undefined) {
      return key;
    }
  }
  return null;
}

function inText(lines: readonly string[], position: Position): CompletionSpot | null {
  const line = lines[position.line] ?? '';
  const before = line.slice(0, position.character);
  if (/^#{1,2}[ \t]*\w*$/.test(before)) {
    return { kind: 'heading', ...replacing(line, position, before.length) };
  }
  const field = sectionAt(lines, position.line);
  const isHint = /^<!--.*-->\s*$/.test(line);
  const start = before.length - before.trimStart().length;
  const end = isHint ? line.length : position.character;
  const at = { line: position.line, character: start };
  return field === null || /^##[ \t]/.test(line)
    ? null
    : { kind: 'prose', field, replace: { start: at, end: { ...at, character: end } }, prefix: '' };
}

function sectionAt(lines: readonly string[], from: number): DocumentationField | null {
  for (let line = from; line >= 0; line -= 1) {
    const title = /^##[ \t]+(rationale|changes|impact)[ \t]*#*[ \t]*$/i.exec(lines[line] ?? '')?.[1]?.toLowerCase();
    if (title === 'rationale' || title === 'changes' || title === 'impact') {
      return title;
    }
  }
  return null;
}
