/** A list whose items are made when they are written, so that ten thousand of them are never there at once. */
export class LazyList<Item> {
  constructor(
    private readonly items: readonly Item[],
    private readonly make: (item: Item) => unknown,
  ) {}

  toJSON(): readonly unknown[] {
    return this.items.map(this.make);
  }

  /** The text between the brackets, a batch at a time. */
  *parts(): Generator<string> {
    for (let from = 0; from < this.items.length; from += BATCH) {
      const text = JSON.stringify(this.items.slice(from, from + BATCH).map(this.make));
      yield (from === 0 ? '' : ',') + text.slice(1, -1);
    }
  }
}

const BATCH = 40;

/** A document that is JSON text already. */
export class JsonBytes {
  constructor(readonly bytes: Uint8Array) {}

  toJSON(): unknown {
    return JSON.parse(Buffer.from(this.bytes).toString('utf8'));
  }
}

/** What `JSON.stringify` gives, as bytes, which unlike a long string are no burden for the garbage collector. */
export function jsonBytes(value: unknown): Uint8Array {
  const chunks: Buffer[] = [];
  let waiting = '';
  for (const part of jsonParts(value)) {
    waiting += part;
    if (waiting.length >= PIECE) {
      chunks.push(Buffer.from(waiting));
      waiting = '';
    }
  }
  return Buffer.concat([...chunks, Buffer.from(waiting)]);
}

/** Below the size from which V8 gives a string a place of its own and cleans it up late. */
export const PIECE = 64 * 1024;

/** What `JSON.stringify` gives, in pieces. Only the lists that are asked to be lazy are taken apart. */
export function* jsonParts(value: unknown): Generator<string> {
  if (value instanceof LazyList) {
    yield '[';
    yield* value.parts();
    yield ']';
  } else if (Array.isArray(value)) {
    yield '[';
    for (const [index, item] of value.entries()) {
      yield index === 0 ? '' : ',';
      yield* jsonParts(item);
    }
    yield ']';
  } else if (isRecord(value) && Object.values(value).some(isTakenApart)) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    for (const [index, [name, field]] of fields.entries()) {
      yield `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`;
      yield* jsonParts(field);
    }
    yield '}';
  } else {
    yield JSON.stringify(value);
  }
}

function isTakenApart(value: unknown): boolean {
  return value instanceof LazyList || (Array.isArray(value) && value.some(isRecord));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
