import { asOne, PlainStatements } from './plainStatements';
import {
  ARROW,
  AT,
  COLON,
  COMMA,
  EQUALS,
  KEYWORD,
  NAME,
  NEWLINE,
  NOT_PLAIN,
  PAREN,
  PAREN_END,
  POWER,
  SLASH,
  STAR,
} from './plainTokens';
import type { Branch, Expression, Parameter, Statement, WithItem } from './syntax';

const MAX_BLOCKS = 25;

/**
 * Most cells hold plain code: whole, and without anything rare. Reading it in one pass is ten times as fast as with the
 * full parser, which reads what this gives up on (null). Both give the same statements; a test holds them together.
 */
export function readPlainCode(source: string): readonly Statement[] | null {
  if (source.includes('\r')) {
    return null;
  }
  try {
    return new PlainBlocks(source).readAll();
  } catch (error) {
    if (error === NOT_PLAIN) {
      return null;
    }
    throw error;
  }
}

class PlainBlocks extends PlainStatements {
  private blocks = 0;
  /** The first token of the next statement is read already. */
  private isAhead = false;

  readAll(): readonly Statement[] {
    this.goToLine();
    if (this.column > 0) {
      this.giveUp();
    }
    const statements = this.readBlock(0);
    if (this.column >= 0) {
      this.giveUp();
    }
    return statements;
  }

  private readBlock(column: number): Statement[] {
    const statements: Statement[] = [];
    this.blocks += 1;
    if (this.blocks > MAX_BLOCKS) {
      this.giveUp();
    }
    while (this.column === column) {
      if (!this.isAhead) {
        this.next();
      }
      this.isAhead = false;
      this.readStatement(statements, column);
    }
    if (this.column > column) {
      this.giveUp();
    }
    this.blocks -= 1;
    return statements;
  }

  private readStatement(into: Statement[], column: number): void {
    while (this.is(AT)) {
      this.skipDecorator(column);
    }
    const { line } = this;
    if (!this.is(KEYWORD)) {
      this.readSimpleLine(into);
      return;
    }
    switch (this.word) {
      case 'if':
        into.push({ line, kind: 'if', branches: this.readBranches(column) });
        return;
      case 'for':
        into.push(this.readFor(line, column));
        return;
      case 'while': {
        this.next();
        const test = this.readNamed();
        into.push({ line, kind: 'while', test, body: this.readBody(column) });
        this.skipElse(column);
        return;
      }
      case 'with': {
        const items = this.readWithItems();
        into.push({ line, kind: 'with', items, body: this.readBody(column) });
        return;
      }
      case 'try':
        into.push({ line, kind: 'try', bodies: this.readTry(column) });
        return;
      case 'def':
      case 'class':
        into.push(this.readDefinition(line, column));
        return;
      case 'async': {
        this.next();
        if (!this.isWord('def') && !this.isWord('for') && !this.isWord('with')) {
          this.giveUp();
        }
        this.readStatement(into, column);
        return;
      }
      default:
        this.readSimpleLine(into);
    }
  }

  /** Of decorators only what they stand on is kept. */
  private skipDecorator(column: number): void {
    this.next();
    this.readDotted();
    if (this.is(PAREN)) {
      this.readArguments();
    }
    this.endLine();
    if (this.column !== column) {
      this.giveUp();
    }
    this.next();
    if (!this.is(AT) && !this.isWord('def') && !this.isWord('class') && !this.isWord('async')) {
      this.giveUp();
    }
  }

  private readBody(column: number): Statement[] {
    if (!this.is(COLON)) {
      this.giveUp();
    }
    this.next();
    if (!this.is(NEWLINE)) {
      const statements: Statement[] = [];
      this.readSimpleLine(statements);
      return statements;
    }
    this.endLine();
    if (this.column <= column) {
      this.giveUp();
    }
    return this.readBlock(this.column);
  }

  /** Whether the next line at this indentation begins with the word, which then is the token. */
  private continues(column: number, word: string): boolean {
    if (this.column !== column) {
      return false;
    }
    if (!this.isAhead) {
      this.next();
      this.isAhead = true;
    }
    if (!this.isWord(word)) {
      return false;
    }
    this.isAhead = false;
    return true;
  }

  private readBranches(column: number): Branch[] {
    const branches: Branch[] = [];
    do {
      this.next();
      const test = this.readNamed();
      branches.push({ test, body: this.readBody(column) });
    } while (this.continues(column, 'elif'));
    if (this.continues(column, 'else')) {
      this.next();
      branches.push({ test: null, body: this.readBody(column) });
    }
    return branches;
  }

  private skipElse(column: number): void {
    if (this.continues(column, 'else')) {
      this.next();
      this.readBody(column);
    }
  }

  private readFor(line: number, column: number): Statement {
    this.next();
    const targets: Expression[] = [];
    while (!this.isWord('in')) {
      targets.push(this.readExpression());
      if (!this.isWord('in')) {
        this.take(COMMA);
      }
    }
    this.next();
    const sources: Expression[] = [];
    while (!this.is(COLON)) {
      sources.push(this.readTest());
      if (!this.is(COLON)) {
        this.take(COMMA);
      }
    }
    if (targets.length === 0 || sources.length === 0) {
      this.giveUp();
    }
    const body = this.readBody(column);
    this.skipElse(column);
    return { line, kind: 'for', target: asOne(targets), source: asOne(sources), body };
  }

  private readWithItems(): WithItem[] {
    const items: WithItem[] = [];
    do {
      this.next();
      const value = this.readTest();
      let target: Expression | null = null;
      if (this.isWord('as')) {
        this.next();
        if (!this.is(NAME)) {
          this.giveUp();
        }
        target = { kind: 'name', name: this.word };
        this.next();
      }
      items.push({ value, target });
    } while (this.is(COMMA));
    return items;
  }

  private readTry(column: number): Statement[][] {
    this.next();
    const bodies = [this.readBody(column)];
    while (this.continues(column, 'except')) {
      this.next();
      if (!this.is(COLON)) {
        this.readTest();
        if (this.isWord('as') || this.is(COMMA)) {
          this.next();
          this.take(NAME);
        }
      }
      bodies.push(this.readBody(column));
    }
    for (const word of ['else', 'finally']) {
      if (this.continues(column, word)) {
        this.next();
        bodies.push(this.readBody(column));
      }
    }
    return bodies;
  }

  private readDefinition(line: number, column: number): Statement {
    const isFunction = this.word === 'def';
    this.next();
    const name = this.word;
    this.take(NAME);
    if (isFunction) {
      const params = this.readParameters();
      if (this.is(ARROW)) {
        this.next();
        this.readTest();
      }
      return { line, kind: 'function', name, params, body: this.readBody(column) };
    }
    const bases = this.is(PAREN) ? this.readArguments().map((base) => base.value) : [];
    return { line, kind: 'class', name, bases, body: this.readBody(column) };
  }

  private readParameters(): Parameter[] {
    if (!this.is(PAREN)) {
      this.giveUp();
    }
    this.nesting += 1;
    this.next();
    const params: Parameter[] = [];
    let isRest = false;
    while (!this.is(PAREN_END)) {
      if (this.is(STAR) || this.is(POWER)) {
        isRest = true;
        this.next();
      } else if (this.is(SLASH)) {
        this.next();
      }
      if (this.is(NAME)) {
        params.push(this.readParameter(isRest));
        isRest = false;
      }
      if (!this.is(PAREN_END)) {
        this.take(COMMA);
      }
    }
    this.nesting -= 1;
    this.next();
    return params;
  }

  private readParameter(isRest: boolean): Parameter {
    const name = this.word;
    this.next();
    if (this.is(COLON)) {
      this.next();
      this.readTest();
    }
    if (!this.is(EQUALS)) {
      return { name, fallback: null, isRest };
    }
    this.next();
    return { name, fallback: this.readTest(), isRest };
  }
}
