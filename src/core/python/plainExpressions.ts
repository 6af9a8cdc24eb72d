import { PlainTexts } from './plainTexts';
import {
  AT,
  BRACE,
  COLON,
  COMMA,
  COMPARE,
  DOT,
  ELLIPSIS,
  EQUALS,
  FLOOR,
  FORMAT_TEXT,
  KEYWORD,
  MINUS,
  NAME,
  NUMBER,
  PAREN,
  PLUS,
  POWER,
  SHIFT,
  SLASH,
  SQUARE,
  STAR,
  TEXT,
  TILDE,
  WALRUS,
} from './plainTokens';
import type { Expression } from './syntax';

/** Less than where the full parser's reader stops, which then decides. */
const MAX_HEIGHT = 50;
const MAX_DEPTH = 150;

const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARISON = 4;
/** What stands to the left of `in` in a loop. */
const EXPRESSION = 5;

function precedenceOf(kind: number, word: string): number {
  switch (kind) {
    case KEYWORD:
      return word === 'or'
        ? OR
        : word === 'and'
          ? AND
          : word === 'in' || word === 'is' || word === 'not'
            ? COMPARISON
            : 0;
    case COMPARE:
      return COMPARISON;
    case 124: // |
      return EXPRESSION;
    case 94: // ^
      return 6;
    case 38: // &
      return 7;
    case SHIFT:
      return 8;
    case PLUS: // +
    case MINUS: // -
      return 9;
    case STAR: // *
    case SLASH: // /
    case 37: // %
    case AT: // @
    case FLOOR:
      return 10;
    default:
      return 0;
  }
}

/** Expressions of plain code, straight from its characters. Every method leaves the token behind what it read. */
export class PlainExpressions extends PlainTexts {
  private depth = 0;

  protected readNamed(): Expression {
    const value = this.readTest();
    if (this.kind !== WALRUS) {
      return value;
    }
    this.next();
    return this.raise(this.readTest());
  }

  protected readTest(): Expression {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) {
      this.giveUp();
    }
    const value = this.isWord('lambda') ? this.readLambda() : this.readChoice();
    this.depth -= 1;
    if (this.height > MAX_HEIGHT) {
      this.giveUp();
    }
    return value;
  }

  private readChoice(): Expression {
    const yes = this.readBinary(OR);
    if (!this.isWord('if')) {
      return yes;
    }
    let { height } = this;
    this.next();
    const test = this.readBinary(OR);
    height = Math.max(height, this.height);
    this.takeWord('else');
    const no = this.readTest();
    this.height = Math.max(height, this.height) + 1;
    return { kind: 'choice', yes, test, no };
  }

  private readLambda(): Expression {
    this.next();
    const params: { name: string; fallback: Expression | null; isRest: boolean }[] = [];
    let height = 0;
    let isRest = false;
    while (!this.is(COLON)) {
      if (this.is(STAR) || this.is(POWER)) {
        isRest = true;
        this.next();
      }
      if (this.is(NAME)) {
        const name = this.word;
        this.next();
        let fallback: Expression | null = null;
        if (this.is(EQUALS)) {
          this.next();
          fallback = this.readTest();
          height = Math.max(height, this.height);
        }
        params.push({ name, fallback, isRest });
        isRest = false;
      }
      if (!this.is(COLON)) {
        this.take(COMMA);
        if (this.is(COLON)) {
          this.giveUp();
        }
      }
    }
    this.next();
    const body = this.readTest();
    this.height = Math.max(height, this.height) + 1;
    return { kind: 'lambda', params, body };
  }

  protected readExpression(): Expression {
    return this.readBinary(EXPRESSION);
  }

  protected readOperation(): Expression {
    return this.readBinary(OR);
  }

  private readBinary(least: number): Expression {
    let left: Expression;
    if (this.isWord('not')) {
      if (least > NOT) {
        this.giveUp();
      }
      this.depth += 1;
      if (this.depth > MAX_DEPTH) {
        this.giveUp();
      }
      this.next();
      const operand = this.readBinary(NOT);
      this.depth -= 1;
      left = this.raise({ kind: 'unary', operator: 'not', operand });
    } else {
      left = this.readUnary();
    }
    for (;;) {
      const precedence = precedenceOf(this.kind, this.word);
      if (precedence === 0 || precedence < least) {
        return left;
      }
      const { height } = this;
      const operator = this.source.slice(this.start, this.end);
      this.next();
      if (operator === 'not') {
        this.takeWord('in');
      } else if (operator === 'is' && this.isWord('not')) {
        this.next();
      }
      const right = this.readBinary(precedence + 1);
      this.height = Math.max(height, this.height) + 1;
      left = { kind: 'binary', operator, left, right };
    }
  }

  private readUnary(): Expression {
    if (this.kind !== MINUS && this.kind !== PLUS && this.kind !== TILDE) {
      return this.readPower();
    }
    const operator = this.kind === MINUS ? '-' : this.kind === PLUS ? '+' : '~';
    this.depth += 1;
    if (this.depth > MAX_DEPTH) {
      this.giveUp();
    }
    this.next();
    const operand = this.readUnary();
    this.depth -= 1;
    this.height += 1;
    return operator === '-' && operand.kind === 'number'
      ? { kind: 'number', value: -operand.value, text: `-${operand.text}` }
      : { kind: 'unary', operator, operand };
  }

  private readPower(): Expression {
    const left = this.readPrimary();
    if (this.kind !== POWER) {
      return left;
    }
    const { height } = this;
    this.next();
    const right = this.readUnary();
    this.height = Math.max(height, this.height) + 1;
    return { kind: 'binary', operator: '**', left, right };
  }

  private readPrimary(): Expression {
    const { line } = this;
    let value = this.readAtom();
    for (;;) {
      if (this.kind === DOT) {
        this.next();
        if (!this.is(NAME) && !this.is(KEYWORD)) {
          this.giveUp();
        }
        value = { kind: 'attribute', object: value, name: this.word };
        this.height += 1;
        this.next();
      } else if (this.kind === PAREN) {
        const { height } = this;
        const args = this.readArguments();
        this.height = Math.max(height, this.height) + 1;
        value = { kind: 'call', callee: value, args, line };
      } else if (this.kind === SQUARE) {
        const { height } = this;
        value = this.readSubscript(value);
        this.height = Math.max(height, this.height) + 1;
      } else {
        return value;
      }
    }
  }

  private readAtom(): Expression {
    this.height = 0;
    switch (this.kind) {
      case NAME: {
        const name = this.word;
        this.next();
        return { kind: 'name', name };
      }
      case NUMBER: {
        const text = this.source.slice(this.start, this.end);
        this.next();
        return { kind: 'number', value: Number(text.includes('_') ? text.replace(/_/g, '') : text), text };
      }
      case TEXT:
      case FORMAT_TEXT:
        return this.readTexts();
      case KEYWORD:
        return this.readConstant();
      case ELLIPSIS:
        this.next();
        return { kind: 'other', children: [] };
      case PAREN:
        return this.readParentheses();
      case SQUARE:
        return this.readArray();
      case BRACE:
        return this.readBraces();
      default:
        return this.giveUp();
    }
  }

  private readConstant(): Expression {
    const { word } = this;
    if (word !== 'None' && word !== 'True' && word !== 'False') {
      this.giveUp();
    }
    this.next();
    return { kind: 'constant', value: word === 'None' ? null : word === 'True' };
  }
}
