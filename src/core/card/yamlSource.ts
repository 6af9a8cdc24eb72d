import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml';
import type { Place, Position } from './place';

/** A YAML text inside a larger one, parsed, with where everything stands in the larger one. */
export class YamlSource {
  readonly document: Document.Parsed;
  private readonly lines = new LineCounter();

  constructor(
    readonly text: string,
    /** Line of the larger text on which `text` begins, from 0. */
    private readonly firstLine: number,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, logLevel: 'silent', prettyErrors: false });
  }

  /** The pairs at the top; empty where the text is no map. */
  get pairs(): readonly Pair[] {
    const { contents } = this.document;
    return isMap(contents) ? contents.items : [];
  }

  node(key: string): Node | null {
    const { contents } = this.document;
    const node: unknown = isMap(contents) ? contents.get(key, true) : undefined;
    return (node as Node | undefined) ?? null;
  }

  /** The node without the spaces and comments after it. */
  placeOf(node: unknown): Place | null {
    const range = (node as Node | null | undefined)?.range;
    return range === null || range === undefined ? null : this.place(range[0], range[1]);
  }

  /** From the key to the end of the value. A key without a value ends where its own text ends. */
  placeOfPair({ key, value }: Pair): Place {
    const first = (key as Node | null)?.range;
    const last = (value as Node | null)?.range;
    const isWritten = last !== null && last !== undefined && !(isScalar(value) && last[0] === last[1]);
    return this.place(first?.[0] ?? 0, isWritten ? last[1] : (first?.[1] ?? 0));
  }

  /** Offsets are those of the YAML text. Line ends and spaces at the end are left out. */
  place(from: number, to: number): Place {
    const written = this.text.slice(from, to).trimEnd().length;
    return { start: this.position(from), end: this.position(from + written) };
  }

  /** The parser points at the first character of what it does not like: the word there is what a person looks for. */
  placeOfError([from, to]: readonly [number, number]): Place {
    const word = /^[\w.-]+/.exec(this.text.slice(from))?.[0].length ?? 0;
    return this.place(from, Math.max(to, from + word));
  }

  private position(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { line: this.firstLine + Math.max(0, line - 1), character: Math.max(0, col - 1) };
  }
}
