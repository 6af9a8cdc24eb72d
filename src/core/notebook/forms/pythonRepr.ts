/** A literal as Python prints it. Numbers that print as text (`'0.6926'`, as newer Trainers do) stay text here. */
export type ReprValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly ReprValue[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [string, ReprValue])[] }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'other' };

const OTHER: ReprValue = { kind: 'other' };
const MAX_DEPTH = 12;
const LONGEST_OBJECT = 300;

/** Reads a dict, list, tuple, number or call such as `array([…])` starting at `start`; null when it is none. */
export function readRepr(text: string, start = 0): { value: ReprValue; end: number } | null {
  const reader = new ReprReader(text, start);
  const value = reader.read(0);
  return value === null ? null : { value, end: reader.position };
}

class ReprReader {
  constructor(
    private readonly text: string,
    public position: number,
  ) {}

  read(depth: number): ReprValue | null {
    this.skipSpace();
    const char = this.text[this.position];
    if (char === undefined || depth > MAX_DEPTH) {
      return null;
    }
    if (char === '{') {
      return this.readDict(depth);
    }
    if (char === '[' || char === '(') {
      return this.readList(char === '[' ? ']' : ')', depth);
    }
    if (char === "'" || char === '"') {
      const value = this.readText(char);
      return value === null ? null : { kind: 'text', value };
    }
    return char === '<' ? this.readObject() : this.readWord(depth);
  }

  /** `<function tokenizer at 0x10f>`, also with another in it. */
  private readObject(): ReprValue | null {
    const start = this.position;
    let open = 0;
    for (; this.position < this.text.length && this.position - start < LONGEST_OBJECT; this.position += 1) {
      const char = this.text[this.position];
      open += char === '<' ? 1 : char === '>' ? -1 : 0;
      if (open === 0) {
        this.position += 1;
        return OTHER;
      }
    }
    return null;
  }

  private readDict(depth: number): ReprValue | null {
    this.position += 1;
    const entries: [string, ReprValue][] = [];
    for (;;) {
      this.skipSpace();
      if (this.take('}')) {
        return { kind: 'dict', entries };
      }
      const key = this.read(depth + 1);
      this.skipSpace();
      if (key === null || !this.take(':')) {
        return null;
      }
      const value = this.read(depth + 1);
      if (value === null) {
        return null;
      }
      entries.push([key.kind === 'text' ? key.value : key.kind === 'number' ? String(key.value) : '', value]);
      this.skipSpace();
      if (!this.take(',') && this.text[this.position] !== '}') {
        return null;
      }
    }
  }

  private readList(close: string, depth: number): ReprValue | null {
    this.position += 1;
    const items: ReprValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.take(close)) {
        return { kind: 'list', items };
      }
      if (this.text.startsWith('...', this.position)) {
        this.position += 3;
        items.push(OTHER);
        continue;
      }
      const item = this.read(depth + 1);
      if (item === null) {
        return null;
      }
      // Keyword arguments of calls: `device='cuda:0'`.
      this.skipSpace();
      if (this.take('=')) {
        if (this.read(depth + 1) === null) {
          return null;
        }
      } else {
        items.push(item);
      }
      this.skipSpace();
      // Arrays print without commas.
      this.take(',');
    }
  }

  private readText(quote: string): string | null {
    const start = this.position + 1;
    let end = start;
    while (end < this.text.length && this.text[end] !== quote) {
      end += this.text[end] === '\\' ? 2 : 1;
    }
    this.position = end + 1;
    return end < this.text.length ? this.text.slice(start, end) : null;
  }

  private readWord(depth: number): ReprValue | null {
    const word = WORD;
    word.lastIndex = this.position;
    const match = word.exec(this.text)?.[0];
    if (match === undefined || match === '') {
      return null;
    }
    this.position += match.length;
    const quote = this.text[this.position];
    if (/^[ubrf]{1,2}$/i.test(match) && (quote === "'" || quote === '"')) {
      const text = this.readText(quote);
      return text === null ? null : { kind: 'text', value: text };
    }
    const value = Number(match.replace(/_/g, ''));
    if (/^[-+.\d]/.test(match) && !Number.isNaN(value)) {
      return { kind: 'number', value };
    }
    if (/^[-+]?(?:nan|inf)$/i.test(match)) {
      return { kind: 'number', value: NaN };
    }
    if (match === 'True' || match === 'False') {
      return { kind: 'flag', value: match === 'True' };
    }
    return this.text[this.position] === '(' ? this.readCall(match, depth) : OTHER;
  }

  /** `np.float64(0.9)`, `tensor(0.1, device='cuda:0')`, `array([…])` and `Decimal('0.1')` are their first argument. */
  private readCall(name: string, depth: number): ReprValue | null {
    const list = this.readList(')', depth + 1);
    if (list?.kind !== 'list') {
      return null;
    }
    if (
      /^(?:np\.|numpy\.|torch\.|jnp\.)?(?:u?int\d*|float\d*|tensor|array|Array|asarray|OrderedDict|defaultdict)$/.test(
        name,
      )
    ) {
      return list.items.find((item) => item.kind !== 'other') ?? OTHER;
    }
    return OTHER;
  }

  private take(char: string): boolean {
    if (this.text[this.position] !== char) {
      return false;
    }
    this.position += 1;
    return true;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.position] ?? '')) {
      this.position += 1;
    }
  }
}

const WORD = /[-+.\w]*/y;
