/** A token of one character has its code for its kind. */
export const PAREN = 40;
export const PAREN_END = 41;
export const STAR = 42;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const SLASH = 47;
export const COLON = 58;
export const SEMICOLON = 59;
export const EQUALS = 61;
export const AT = 64;
export const SQUARE = 91;
export const SQUARE_END = 93;
export const BRACE = 123;
export const BRACE_END = 125;
export const TILDE = 126;
export const END = 0;
export const NEWLINE = 10;
export const NAME = 300;
export const KEYWORD = 301;
export const NUMBER = 302;
export const TEXT = 303;
export const FORMAT_TEXT = 304;
export const UPDATE = 305;
export const ELLIPSIS = 306;
/** `==`, `<`, `!=` and their like. */
export const COMPARE = 307;
/** `!r` in an f-string. */
export const CONVERSION = 308;
/** Tokens of two characters: `**`, `//`, `<<`, `>>`, `->`, `:=`. */
export const POWER = 310;
export const FLOOR = 311;
export const SHIFT = 312;
export const ARROW = 313;
export const WALRUS = 314;

/** Thrown where code is not plain, and caught in one place; no stack is worth taking, so there is one for all. */
export const NOT_PLAIN = new Error('This code is not plain.');

const KEYWORDS = new Set(
  (
    'and as assert async await break class continue def del elif else except False finally for from global if import ' +
    'in is lambda None nonlocal not or pass raise return True try while with yield'
  ).split(' '),
);
const PREFIX = /^(?:[uU]|[bB]|[rR][bB]?|[bB][rR]|[fF]|[rR][fF]|[fF][rR])$/;
const NUMBER_SHAPE =
  /0[bB][_01]+|0[oO][_0-7]+|0[xX][_0-9a-fA-F]+|(?:\d[_\d]*(?:\.(?:\d[_\d]*)?)?|\.\d[_\d]*)(?:[eE][+-]?\d[_\d]*)?[jJ]?/y;

const LETTER = 1;
const DIGIT = 2;
const SHAPES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[A-Za-z_]/.test(character) ? LETTER : /\d/.test(character) ? DIGIT : 0;
});

/** Letters, digits and what lies above Latin-1's signs, as Python's own names are written. */
function shapeOf(code: number): number {
  return code < 128 ? (SHAPES[code] ?? 0) : code > 0xa0 ? LETTER : 0;
}

/** One token of Python at a time. Gives up by `NOT_PLAIN` where a second look would be needed. */
export class PlainTokens {
  protected kind = END;
  protected start = 0;
  protected end = 0;
  /** End of the token before. */
  protected lastEnd = 0;
  /** Of a name or keyword. */
  protected word = '';
  /** Line of the token, from 0. */
  protected line = 0;
  /** Line that `end` is on. */
  private lineAtEnd = 0;
  /** Open brackets: inside them a line break is a space. */
  protected nesting = 0;
  /** Indentation of the next line that has code; -1 at the end. */
  protected column = 0;

  constructor(protected readonly source: string) {}

  protected giveUp(): never {
    throw NOT_PLAIN;
  }

  /** Goes to the next line with code, at its first character. */
  protected goToLine(): void {
    let at = this.end;
    let column = 0;
    for (;;) {
      const code = this.source.charCodeAt(at);
      if (code === 32) {
        column += 1;
      } else if (code === 9) {
        column += 8 - (column % 8);
      } else if (code === 10) {
        column = 0;
        this.lineAtEnd += 1;
      } else if (code === 35) {
        at = this.lineEnd(at) - 1;
      } else {
        this.column = at >= this.source.length ? -1 : column;
        this.end = at;
        return;
      }
      at += 1;
    }
  }

  private lineEnd(from: number): number {
    const at = this.source.indexOf('\n', from);
    return at < 0 ? this.source.length : at;
  }

  protected next(): void {
    this.lastEnd = this.end;
    const { source } = this;
    let at = this.end;
    let code = source.charCodeAt(at);
    for (;;) {
      if (code === 32 || code === 9 || code === 12) {
        at += 1;
      } else if (code === 10 && this.nesting > 0) {
        at += 1;
        this.lineAtEnd += 1;
      } else if (code === 35) {
        at = this.lineEnd(at);
      } else if (code === 92) {
        at = this.continueLine(at);
      } else {
        break;
      }
      code = source.charCodeAt(at);
    }
    this.start = at;
    this.line = this.lineAtEnd;
    const shape = shapeOf(code);
    if (shape === LETTER) {
      this.readWord();
    } else if (shape === DIGIT) {
      this.readNumber();
    } else {
      this.readSign(code);
    }
  }

  /** A line that goes on at its very start may end a block for the full parser. */
  private continueLine(at: number): number {
    const after = this.source.charCodeAt(at + 2);
    if (this.source.charCodeAt(at + 1) !== 10 || (after !== 32 && after !== 9)) {
      this.giveUp();
    }
    this.lineAtEnd += 1;
    return at + 2;
  }

  private readWord(): void {
    const { source, start } = this;
    let at = start + 1;
    while (shapeOf(source.charCodeAt(at)) !== 0) {
      at += 1;
    }
    this.end = at;
    const code = source.charCodeAt(at);
    const word = source.slice(start, at);
    if (code === 39 || code === 34) {
      if (!PREFIX.test(word)) {
        this.giveUp();
      }
      this.readText(word);
      return;
    }
    this.word = word;
    this.kind = KEYWORDS.has(word) ? KEYWORD : NAME;
    if (word === 'print' && !/[(.\n#]/.test(source.charAt(this.skipSpaces(at)))) {
      // It may be the statement of Python 2.
      this.giveUp();
    }
  }

  private skipSpaces(from: number): number {
    let at = from;
    while (this.source.charCodeAt(at) === 32 || this.source.charCodeAt(at) === 9) {
      at += 1;
    }
    return at;
  }

  private readNumber(): void {
    NUMBER_SHAPE.lastIndex = this.start;
    if (!NUMBER_SHAPE.test(this.source)) {
      this.giveUp();
    }
    this.kind = NUMBER;
    this.end = NUMBER_SHAPE.lastIndex;
    const code = this.source.charCodeAt(this.end);
    // `1.real`, `1if`: readings differ.
    if (code === 46 || shapeOf(code) !== 0) {
      this.giveUp();
    }
  }

  /** Text without holes is read to its end; of an f-string only the quotes that open it. */
  private readText(prefix: string): void {
    const quote = this.source.charAt(this.end);
    const isLong = this.source.startsWith(quote.repeat(3), this.end);
    this.end += isLong ? 3 : 1;
    if (/f/i.test(prefix)) {
      this.kind = FORMAT_TEXT;
      return;
    }
    this.kind = TEXT;
    let at = this.end;
    for (;;) {
      const code = this.source.charCodeAt(at);
      if (code === quote.charCodeAt(0) && (!isLong || this.source.startsWith(quote.repeat(3), at))) {
        this.end = at + (isLong ? 3 : 1);
        return;
      }
      at = this.skipInText(at, code, isLong);
    }
  }

  /** The place after one character of a text, an escape taken as one. */
  protected skipInText(at: number, code: number, isLong: boolean): number {
    if (code === 10) {
      if (!isLong) {
        this.giveUp();
      }
      this.lineAtEnd += 1;
      return at + 1;
    }
    if (code === 92) {
      const escaped = this.source.charCodeAt(at + 1);
      if (escaped === 78 && this.source.charCodeAt(at + 2) === 123) {
        this.giveUp();
      }
      this.lineAtEnd += escaped === 10 ? 1 : 0;
      return at + 2;
    }
    return at >= this.source.length ? this.giveUp() : at + 1;
  }

  private readSign(code: number): void {
    const { source, start } = this;
    const second = source.charCodeAt(start + 1);
    let kind = code;
    let length = 1;
    switch (code) {
      case 39: // '
      case 34: // "
        this.end = start;
        this.readText('');
        return;
      case 46: // .
        if (shapeOf(second) === DIGIT) {
          this.readNumber();
          return;
        }
        if (second === 46 && source.charCodeAt(start + 2) === 46) {
          kind = ELLIPSIS;
          length = 3;
        }
        break;
      case 60: // <
      case 62: // >
        kind = COMPARE;
        if (second === code) {
          kind = SHIFT;
          length = 2;
        } else if (second === 61 || (code === 60 && second === 62)) {
          length = 2;
        }
        break;
      case 61: // =
        if (second === 61) {
          kind = COMPARE;
          length = 2;
        }
        break;
      case 33: // !
        if (second !== 61 && second !== 114 && second !== 115 && second !== 97) {
          this.giveUp();
        }
        kind = second === 61 ? COMPARE : CONVERSION;
        length = 2;
        break;
      case 42: // *
      case 47: // /
        if (second === code) {
          kind = code === 42 ? POWER : FLOOR;
          length = 2;
        }
        break;
      case 45: // -
        if (second === 62) {
          kind = ARROW;
          length = 2;
        }
        break;
      case 58: // :
        if (second === 61) {
          kind = WALRUS;
          length = 2;
        }
        break;
      case 37: // %
      case 38: // &
      case 40: // (
      case 41: // )
      case 43: // +
      case 44: // ,
      case 59: // ;
      case 64: // @
      case 91: // [
      case 93: // ]
      case 94: // ^
      case 123: // {
      case 124: // |
      case 125: // }
      case 126: // ~
      case 10:
        break;
      default:
        if (start < source.length) {
          this.giveUp();
        }
        kind = END;
        length = 0;
    }
    this.end = start + length;
    if (isUpdated(kind, code) && source.charCodeAt(this.end) === 61) {
      kind = UPDATE;
      this.end += 1;
    }
    this.kind = kind;
  }
}

/** Whether `=` behind the operator makes it an assignment. */
function isUpdated(kind: number, code: number): boolean {
  return (
    kind === SHIFT ||
    kind === POWER ||
    kind === FLOOR ||
    (kind === code && (code === 42 || code === 47 || code === 43 || code === 45 || code === 37)) ||
    (kind === code && (code === 38 || code === 124 || code === 94 || code === 64))
  );
}
