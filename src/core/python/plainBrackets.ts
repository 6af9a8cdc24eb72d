import {
  BRACE_END,
  COLON,
  COMMA,
  EQUALS,
  KEYWORD,
  NAME,
  PAREN_END,
  POWER,
  PlainTokens,
  SQUARE_END,
  STAR,
  WALRUS,
} from './plainTokens';
import type { Argument, DictEntry, Expression } from './syntax';

const NOTHING: Expression = { kind: 'other', children: [] };

/** What stands in brackets: lists, dicts, comprehensions, subscripts, arguments. */
export abstract class PlainBrackets extends PlainTokens {
  /** How deep the expression that was read last is nested. */
  protected height = 0;

  /** What may stand between commas. */
  protected abstract readTest(): Expression;
  /** A test, and where an assignment may be an expression. */
  protected abstract readNamed(): Expression;
  /** What may stand to the left of `in` in a loop. */
  protected abstract readExpression(): Expression;
  /** A test without a choice at its top: what may stand to the right of `in`. */
  protected abstract readOperation(): Expression;

  protected is(kind: number): boolean {
    return this.kind === kind;
  }

  protected isWord(word: string): boolean {
    return this.kind === KEYWORD && this.word === word;
  }

  protected take(kind: number): void {
    if (this.kind !== kind) {
      this.giveUp();
    }
    this.next();
  }

  protected takeWord(word: string): void {
    if (!this.isWord(word)) {
      this.giveUp();
    }
    this.next();
  }

  /** A bracket was just taken as the token: what follows may go over several lines until `close`. */
  protected open(): void {
    this.nesting += 1;
    this.next();
  }

  protected close(kind: number): void {
    if (this.kind !== kind) {
      this.giveUp();
    }
    this.nesting -= 1;
    this.next();
  }

  protected raise<T>(value: T): T {
    this.height += 1;
    return value;
  }

  protected readParentheses(): Expression {
    this.open();
    if (this.is(PAREN_END)) {
      this.close(PAREN_END);
      return { kind: 'list', items: [], isTuple: true };
    }
    const isStar = this.is(STAR);
    const first = this.readItem();
    if (this.isWord('for')) {
      return isStar ? this.giveUp() : this.readComprehension(first, null, PAREN_END);
    }
    if (this.is(COMMA)) {
      return { kind: 'list', items: this.readItems(first, PAREN_END), isTuple: true };
    }
    if (isStar) {
      this.giveUp();
    }
    this.close(PAREN_END);
    return this.raise(first);
  }

  protected readArray(): Expression {
    this.open();
    if (this.is(SQUARE_END)) {
      this.close(SQUARE_END);
      return { kind: 'list', items: [], isTuple: false };
    }
    const isStar = this.is(STAR);
    const first = this.readItem();
    if (this.isWord('for')) {
      return isStar ? this.giveUp() : this.readComprehension(first, null, SQUARE_END);
    }
    return { kind: 'list', items: this.readItems(first, SQUARE_END), isTuple: false };
  }

  private readItem(): Expression {
    if (!this.is(STAR)) {
      return this.readNamed();
    }
    this.next();
    return { kind: 'star', operand: this.readExpression(), isDouble: false };
  }

  /** The items after the first, up to the bracket that closes them. */
  private readItems(first: Expression, close: number): Expression[] {
    const items = [first];
    let { height } = this;
    while (this.is(COMMA)) {
      this.next();
      if (this.is(close)) {
        break;
      }
      items.push(this.readItem());
      height = Math.max(height, this.height);
    }
    this.close(close);
    this.height = height + 1;
    return items;
  }

  protected readBraces(): Expression {
    this.open();
    if (this.is(BRACE_END)) {
      this.close(BRACE_END);
      return { kind: 'dict', entries: [] };
    }
    if (this.is(POWER)) {
      return this.readEntries([], 0);
    }
    const isStar = this.is(STAR);
    const first = isStar ? this.readItem() : this.readTest();
    if (!isStar && this.is(COLON)) {
      let { height } = this;
      this.next();
      const value = this.readTest();
      height = Math.max(height, this.height);
      if (this.isWord('for')) {
        this.height = height;
        return this.readComprehension(first, value, BRACE_END);
      }
      if (this.is(COMMA)) {
        this.next();
      } else if (!this.is(BRACE_END)) {
        this.giveUp();
      }
      return this.readEntries([{ key: first, value }], height);
    }
    if (this.isWord('for')) {
      return isStar ? this.giveUp() : this.readComprehension(first, null, BRACE_END);
    }
    return { kind: 'list', items: this.readItems(first, BRACE_END), isTuple: false };
  }

  private readEntries(entries: DictEntry[], outer: number): Expression {
    let height = outer;
    while (!this.is(BRACE_END)) {
      if (this.is(POWER)) {
        this.next();
        entries.push({ key: null, value: this.readExpression() });
      } else {
        const key = this.readTest();
        height = Math.max(height, this.height);
        this.take(COLON);
        entries.push({ key, value: this.readTest() });
      }
      height = Math.max(height, this.height);
      if (!this.is(BRACE_END)) {
        this.take(COMMA);
      }
    }
    this.close(BRACE_END);
    this.height = height + 1;
    return { kind: 'dict', entries };
  }

  private readComprehension(element: Expression, value: Expression | null, close: number): Expression {
    let { height } = this;
    this.next();
    const targets = this.readTargets();
    height = Math.max(height, this.height);
    const [only] = targets;
    const target: Expression =
      targets.length === 1 && only !== undefined ? only : { kind: 'list', items: targets, isTuple: true };
    const source = this.readOperation();
    height = Math.max(height, this.height);
    this.skipClauses();
    this.close(close);
    this.height = height + 1;
    return { kind: 'comprehension', element, value, target, source };
  }

  /** `a, b in`. */
  private readTargets(): Expression[] {
    const targets = [this.readExpression()];
    let { height } = this;
    while (this.is(COMMA)) {
      this.next();
      if (this.isWord('in')) {
        break;
      }
      targets.push(this.readExpression());
      height = Math.max(height, this.height);
    }
    this.takeWord('in');
    this.height = height;
    return targets;
  }

  /** What follows the first loop of a comprehension is not kept. */
  private skipClauses(): void {
    for (;;) {
      if (this.isWord('if')) {
        this.next();
        this.readOperation();
      } else if (this.isWord('for')) {
        this.next();
        this.readTargets();
        this.readOperation();
      } else {
        return;
      }
    }
  }

  protected readSubscript(object: Expression): Expression {
    this.open();
    const items: Expression[] = [];
    let height = 0;
    let isSlice = false;
    for (;;) {
      let colons = 0;
      let parts = 0;
      while (!this.is(COMMA) && !this.is(SQUARE_END)) {
        if (this.is(COLON)) {
          colons += 1;
          this.next();
        } else if (parts > colons) {
          this.giveUp();
        } else {
          parts = colons + 1;
          items.push(this.readNamed());
          height = Math.max(height, this.height);
        }
      }
      if ((colons === 0 && parts === 0) || colons > 2) {
        this.giveUp();
      }
      isSlice ||= colons > 0;
      if (this.is(COMMA)) {
        this.next();
      }
      if (this.is(SQUARE_END)) {
        break;
      }
    }
    this.close(SQUARE_END);
    this.height = height;
    const [only] = items;
    const index: Expression = items.length === 1 && only !== undefined ? only : { kind: 'list', items, isTuple: true };
    return { kind: 'index', object, index, isSlice };
  }

  protected readArguments(): Argument[] {
    this.open();
    const args: Argument[] = [];
    let height = 0;
    while (!this.is(PAREN_END)) {
      if (this.is(STAR) || this.is(POWER)) {
        const isDouble = this.is(POWER);
        this.next();
        args.push({ name: null, value: { kind: 'star', operand: this.readTest(), isDouble } });
      } else {
        const isName = this.is(NAME);
        const value = this.readTest();
        if (this.is(EQUALS) || this.is(WALRUS)) {
          if (!isName || value.kind !== 'name') {
            return this.giveUp();
          }
          this.next();
          args.push({ name: value.name, value: this.readTest() });
        } else if (this.isWord('for')) {
          return [{ name: null, value: this.readGenerator(value) }];
        } else {
          args.push({ name: null, value });
        }
      }
      height = Math.max(height, this.height);
      if (!this.is(PAREN_END)) {
        this.take(COMMA);
      }
    }
    this.close(PAREN_END);
    this.height = height;
    return args;
  }

  /** `sum(x for x in y)`. */
  private readGenerator(element: Expression): Expression {
    const read = this.readComprehension(element, null, PAREN_END);
    return read.kind === 'comprehension' ? { ...read, target: null } : NOTHING;
  }
}
