import {
  COLON,
  COMMA,
  COMPARE,
  DOT,
  ELLIPSIS,
  END,
  EQUALS,
  KEYWORD,
  NAME,
  NEWLINE,
  PAREN,
  PAREN_END,
  SEMICOLON,
  STAR,
  UPDATE,
  WALRUS,
} from './plainTokens';
import { PlainExpressions } from './plainExpressions';
import type { Expression, ImportedName, Statement } from './syntax';

/** Statements that hold no others: imports, assignments, calls. */
export class PlainStatements extends PlainExpressions {
  protected endLine(): void {
    if (!this.is(NEWLINE) && !this.is(END)) {
      this.giveUp();
    }
    this.end = this.start;
    this.goToLine();
  }

  /** Statements of one line, with semicolons between them. */
  protected readSimpleLine(into: Statement[]): void {
    this.readSimple(into);
    while (this.is(SEMICOLON)) {
      this.next();
      if (!this.is(NEWLINE) && !this.is(END) && !this.is(SEMICOLON)) {
        this.readSimple(into);
      }
    }
    this.endLine();
  }

  private readSimple(into: Statement[]): void {
    const { line } = this;
    if (!this.is(KEYWORD)) {
      this.readExpressionStatement(into, line);
      return;
    }
    switch (this.word) {
      case 'import':
        this.readImports(into, line);
        return;
      case 'from':
        into.push(this.readFromImport(line));
        return;
      case 'return': {
        this.next();
        const isBare = this.is(NEWLINE) || this.is(END) || this.is(SEMICOLON);
        into.push({ line, kind: 'return', value: isBare ? null : asOne(this.readList()) });
        return;
      }
      case 'pass':
        this.next();
        return;
      case 'break':
      case 'continue':
        this.next();
        into.push({ line, kind: 'break' });
        return;
      case 'raise':
        this.next();
        if (!this.is(NEWLINE) && !this.is(END) && !this.is(SEMICOLON)) {
          this.readTest();
          if (this.isWord('from')) {
            this.next();
            this.readTest();
          }
        }
        into.push({ line, kind: 'break' });
        return;
      case 'del':
      case 'assert':
        this.next();
        this.readList();
        return;
      case 'global':
      case 'nonlocal':
        do {
          this.next();
          this.take(NAME);
        } while (this.is(COMMA));
        return;
      case 'yield':
        this.next();
        if (this.isWord('from')) {
          this.next();
        }
        this.readList();
        return;
      default:
        this.readExpressionStatement(into, line);
    }
  }

  private readList(): Expression[] {
    const items: Expression[] = [];
    do {
      if (items.length > 0) {
        this.next();
        if (this.is(NEWLINE) || this.is(END) || this.is(EQUALS) || this.is(SEMICOLON)) {
          break;
        }
      }
      if (this.is(STAR)) {
        this.next();
        items.push(this.readExpression());
      } else {
        items.push(this.readTest());
      }
    } while (this.is(COMMA));
    return items;
  }

  private readExpressionStatement(into: Statement[], line: number): void {
    const groups = [this.readList()];
    if (this.is(UPDATE)) {
      const operator = this.source.slice(this.start, this.end - 1);
      this.next();
      const value = this.readTest();
      const [target, ...others] = groups[0] ?? [];
      if (target === undefined || others.length > 0 || this.is(COMMA)) {
        return this.giveUp();
      }
      into.push({ line, kind: 'update', target, operator, value });
      return;
    }
    const isTyped = this.is(COLON);
    if (isTyped) {
      this.next();
      this.readTest();
    }
    while (this.is(EQUALS)) {
      this.next();
      groups.push(this.readList());
    }
    if (this.is(WALRUS) || this.is(COMPARE)) {
      this.giveUp();
    }
    const value = asOne(groups.pop() ?? []);
    if (groups.length > 0) {
      into.push({ line, kind: 'assign', targets: groups.map(asOne), value });
    } else if (!isTyped) {
      into.push({ line, kind: 'expression', expression: value });
    }
  }

  protected readDotted(): string {
    let path = this.word;
    this.take(NAME);
    while (this.is(DOT)) {
      this.next();
      path += `.${this.word}`;
      this.take(NAME);
    }
    return path;
  }

  private readImports(into: Statement[], line: number): void {
    do {
      this.next();
      const module = this.readDotted();
      let alias = module;
      if (this.isWord('as')) {
        this.next();
        alias = this.word;
        this.take(NAME);
      }
      into.push({ line, kind: 'import', module, names: [{ name: '', alias }] });
    } while (this.is(COMMA));
  }

  private readFromImport(line: number): Statement {
    this.next();
    let module = '';
    while (this.is(DOT) || this.is(ELLIPSIS)) {
      module += this.is(ELLIPSIS) ? '...' : '.';
      this.next();
    }
    module += this.is(NAME) ? this.readDotted() : '';
    if (!this.isWord('import') || module === '') {
      this.giveUp();
    }
    this.next();
    if (this.is(STAR)) {
      this.next();
      return { line, kind: 'import', module, names: null };
    }
    const isBracketed = this.is(PAREN);
    if (isBracketed) {
      this.nesting += 1;
      this.next();
    }
    const names: ImportedName[] = [];
    while (this.is(NAME)) {
      names.push(this.readImportedName());
      if (!this.is(COMMA)) {
        break;
      }
      this.next();
    }
    if (names.length === 0) {
      this.giveUp();
    }
    if (isBracketed) {
      if (!this.is(PAREN_END)) {
        this.giveUp();
      }
      this.nesting -= 1;
      this.next();
    }
    return { line, kind: 'import', module, names };
  }

  private readImportedName(): ImportedName {
    const name = this.word;
    this.next();
    if (!this.isWord('as')) {
      return { name, alias: name };
    }
    this.next();
    const alias = this.word;
    this.take(NAME);
    return { name, alias };
  }
}

/** Several expressions with commas between them are a tuple. */
export function asOne(items: readonly Expression[]): Expression {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: 'list', items, isTuple: true };
}
