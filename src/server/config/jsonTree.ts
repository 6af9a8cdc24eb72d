/** A JSON text with the place of each value. Offsets count UTF-16 units from the beginning of the text. */
export type JsonNode =
  | { readonly kind: 'object'; readonly start: number; readonly end: number; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly start: number; readonly end: number; readonly items: readonly JsonNode[] }
  | JsonString
  | { readonly kind: 'other'; readonly start: number; readonly end: number };

/** With its quotes; the last one may be missing while it is typed. */
export interface JsonString {
  readonly kind: 'string';
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

export interface JsonMember {
  readonly key: JsonString;
  /** Null while it is being written. */
  readonly value: JsonNode | null;
}

const STRING = /"(?:[^"\\\n]|\\.)*"?/y;
const SPACE = /\s*/y;
const WORD = /[^\s{}[\],:"]+/y;

/** Reads what is there, complete or not: a text is mostly looked at while somebody writes it. Null for an empty one. */
export function parseJsonTree(text: string): JsonNode | null {
  return new Reader(text).value();
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(): JsonNode | null {
    switch (this.peek()) {
      case '{':
        return this.object();
      case '[':
        return this.array();
      case '"':
        return this.string();
      default: {
        const start = this.at;
        return this.take(WORD) === '' ? null : { kind: 'other', start, end: this.at };
      }
    }
  }

  private object(): JsonNode {
    const start = this.at;
    this.at += 1;
    const members: JsonMember[] = [];
    for (let next = this.peek(); next !== '' && next !== '}'; next = this.peek()) {
      if (next !== '"') {
        // A comma, or something that does not belong here.
        this.at += 1;
        continue;
      }
      const key = this.string();
      if (this.peek() === ':') {
        this.at += 1;
        members.push({ key, value: this.value() });
      } else {
        members.push({ key, value: null });
      }
    }
    this.at += this.peek() === '}' ? 1 : 0;
    return { kind: 'object', start, end: this.at, members };
  }

  private array(): JsonNode {
    const start = this.at;
    this.at += 1;
    const items: JsonNode[] = [];
    for (let next = this.peek(); next !== '' && next !== ']'; next = this.peek()) {
      const item = next === ',' ? null : this.value();
      if (item === null) {
        this.at += 1;
      } else {
        items.push(item);
      }
    }
    this.at += this.peek() === ']' ? 1 : 0;
    return { kind: 'array', start, end: this.at, items };
  }

  private string(): JsonString {
    const start = this.at;
    const raw = this.take(STRING);
    return { kind: 'string', start, end: this.at, value: unquote(raw) };
  }

  private peek(): string {
    this.take(SPACE);
    return this.text[this.at] ?? '';
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [found = ''] = pattern.exec(this.text) ?? [];
    this.at += found.length;
    return found;
  }
}

function unquote(raw: string): string {
  const isWhole = raw.length > 1 && raw.endsWith('"');
  try {
    return JSON.parse(isWhole ? raw : `${raw}"`) as string;
  } catch {
    // An escape that is not finished.
    return raw.slice(1, isWhole ? -1 : undefined);
  }
}

/** The member of an object, the last of several as JSON has it. */
export function memberOf(node: JsonNode | null, key: string): JsonMember | null {
  return node?.kind === 'object' ? (node.members.findLast((member) => member.key.value === key) ?? null) : null;
}

/** The value at a path of keys. */
export function valueAt(node: JsonNode | null, path: readonly string[]): JsonNode | null {
  return path.reduce<JsonNode | null>((inner, key) => memberOf(inner, key)?.value ?? null, node);
}

export interface JsonPlace {
  /** Keys, and indexes of arrays, down to where the offset lies. */
  readonly path: readonly (string | number)[];
  /** The text under the offset: a key or a value. */
  readonly string: JsonString | null;
  readonly isKey: boolean;
}

/** Where in the tree an offset lies. In an object, between its members, it is where a key would be written. */
export function placeAt(node: JsonNode | null, offset: number): JsonPlace | null {
  if (node === null || offset < node.start || offset > node.end) {
    return null;
  }
  return within(node, offset, []);
}

function within(node: JsonNode, offset: number, path: readonly (string | number)[]): JsonPlace {
  switch (node.kind) {
    case 'string':
      return { path, string: node, isKey: false };
    case 'other':
      return { path, string: null, isKey: false };
    case 'array': {
      const index = node.items.findIndex((item) => item.start <= offset && offset <= item.end);
      const item = node.items[index];
      return item === undefined
        ? { path: [...path, node.items.length], string: null, isKey: false }
        : within(item, offset, [...path, index]);
    }
    case 'object': {
      const member = node.members.find(
        ({ key, value }) => key.start <= offset && offset <= (value?.end ?? key.end) && key.start < offset,
      );
      if (member === undefined) {
        return { path, string: null, isKey: true };
      }
      if (offset <= member.key.end) {
        return { path, string: member.key, isKey: true };
      }
      const inner = [...path, member.key.value];
      return member.value !== null && member.value.start <= offset
        ? within(member.value, offset, inner)
        : { path: inner, string: null, isKey: false };
    }
    default:
      return node satisfies never;
  }
}
