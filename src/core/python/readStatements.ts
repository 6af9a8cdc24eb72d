import type { SyntaxNode } from '@lezer/common';
import { childrenOf, ExpressionReader, operands } from './readExpression';
import type { Branch, Expression, ImportedName, Statement, WithItem } from './syntax';

const MAX_DEPTH = 30;

/** Turns the parser's statements into ours. */
export class StatementReader {
  private readonly expressions: ExpressionReader;
  private depth = 0;

  constructor(source: string) {
    this.expressions = new ExpressionReader(source);
  }

  readAll(parent: SyntaxNode | null): Statement[] {
    if (parent === null || this.depth > MAX_DEPTH) {
      return [];
    }
    this.depth += 1;
    const statements = childrenOf(parent).flatMap((child) => this.read(child));
    this.depth -= 1;
    return statements;
  }

  private read(node: SyntaxNode): Statement[] {
    const line = this.expressions.lineOf(node);
    switch (node.name) {
      case 'StatementGroup':
        return this.readAll(node);
      case 'ExpressionStatement':
        return [{ line, kind: 'expression', expression: this.readList(operands(node)) }];
      case 'AssignStatement':
        return this.readAssign(node, line);
      case 'UpdateStatement': {
        const operator = node.getChild('UpdateOp');
        return [
          {
            line,
            kind: 'update',
            target: this.expressions.read(node.firstChild),
            operator: operator === null ? '' : this.expressions.text(operator).slice(0, -1),
            value: this.expressions.read(node.lastChild),
          },
        ];
      }
      case 'ImportStatement':
        return this.readImport(node, line);
      case 'ForStatement':
        return [this.readFor(node, line)];
      case 'WhileStatement':
        return [{ line, kind: 'while', test: this.expressions.read(operands(node)[1]), body: this.readBody(node) }];
      case 'IfStatement':
        return [{ line, kind: 'if', branches: this.readBranches(node) }];
      case 'WithStatement':
        return [{ line, kind: 'with', items: this.readWithItems(node), body: this.readBody(node) }];
      case 'TryStatement':
        return [{ line, kind: 'try', bodies: node.getChildren('Body').map((body) => this.readAll(body)) }];
      case 'FunctionDefinition':
      case 'ClassDefinition':
        return [this.readDefinition(node, line)];
      case 'DecoratedStatement':
        return childrenOf(node)
          .filter((child) => child.name.endsWith('Definition'))
          .flatMap((child) => this.read(child));
      case 'ReturnStatement': {
        const values = operands(node).filter((child) => child.name !== 'return');
        return [{ line, kind: 'return', value: values.length === 0 ? null : this.readList(values) }];
      }
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'RaiseStatement':
        return [{ line, kind: 'break' }];
      default:
        return [];
    }
  }

  private readList(nodes: readonly SyntaxNode[]): Expression {
    const items = nodes.map((node) => this.expressions.read(node));
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { kind: 'list', items, isTuple: true };
  }

  private readAssign(node: SyntaxNode, line: number): Statement[] {
    // `a, b = c = value`: the groups between the assignment operators.
    const groups: SyntaxNode[][] = [[]];
    for (const child of childrenOf(node)) {
      if (child.name === 'AssignOp') {
        groups.push([]);
      } else if (child.name !== 'TypeDef' && child.name !== ',' && child.name !== '*' && !child.type.isError) {
        groups.at(-1)?.push(child);
      }
    }
    const value = groups.pop() ?? [];
    return groups.length === 0
      ? []
      : [{ line, kind: 'assign', targets: groups.map((group) => this.readList(group)), value: this.readList(value) }];
  }

  private readImport(node: SyntaxNode, line: number): Statement[] {
    const children = childrenOf(node);
    const at = children.findIndex((child) => child.name === 'import');
    const dotted = (parts: readonly SyntaxNode[]): string => parts.map((part) => this.expressions.text(part)).join('');
    if (children[0]?.name !== 'from') {
      return splitAt(children.slice(at + 1), ',').map((group): Statement => {
        const as = group.findIndex((child) => child.name === 'as');
        const module = dotted(as < 0 ? group : group.slice(0, as));
        const alias = as < 0 ? module : dotted(group.slice(as + 1));
        return { line, kind: 'import', module, names: [{ name: '', alias }] };
      });
    }
    const module = dotted(children.slice(1, at));
    const names = splitAt(
      children.slice(at + 1).filter((child) => child.name !== '(' && child.name !== ')'),
      ',',
    );
    const imported = names.map((group): ImportedName => {
      const name = dotted(group.slice(0, 1));
      return { name, alias: group[1]?.name === 'as' ? dotted(group.slice(2)) : name };
    });
    const isStar = imported.some((name) => name.name === '*');
    return [{ line, kind: 'import', module, names: isStar ? null : imported }];
  }

  private readFor(node: SyntaxNode, line: number): Statement {
    const children = childrenOf(node).filter((child) => child.name !== ',' && child.name !== ':');
    const at = children.findIndex((child) => child.name === 'in');
    const body = children.findIndex((child) => child.name === 'Body');
    const start = children.findIndex((child) => child.name === 'for') + 1;
    return {
      line,
      kind: 'for',
      target: this.readList(children.slice(start, at)),
      source: this.readList(children.slice(at + 1, body < 0 ? undefined : body)),
      body: this.readBody(node),
    };
  }

  private readBranches(node: SyntaxNode): Branch[] {
    const branches: Branch[] = [];
    let test: Expression | null = null;
    for (const child of childrenOf(node)) {
      if (child.name === 'Body') {
        branches.push({ test, body: this.readAll(child) });
        test = null;
      } else if (!['if', 'elif', 'else', ':'].includes(child.name) && !child.type.isError) {
        test = this.expressions.read(child);
      }
    }
    return branches;
  }

  private readWithItems(node: SyntaxNode): WithItem[] {
    const children = childrenOf(node).filter((child) => !['with', 'async', 'Body', '(', ')', ':'].includes(child.name));
    return splitAt(children, ',').map((group) => ({
      value: this.expressions.read(group[0]),
      target: group[1]?.name === 'as' ? this.expressions.read(group[2]) : null,
    }));
  }

  private readDefinition(node: SyntaxNode, line: number): Statement {
    const name = node.getChild('VariableName');
    const text = name === null ? '' : this.expressions.text(name);
    const body = this.readBody(node);
    if (node.name === 'FunctionDefinition') {
      const params = this.expressions.readParameters(node.getChild('ParamList'));
      return { line, kind: 'function', name: text, params, body };
    }
    const bases = this.expressions.readArguments(node.getChild('ArgList')).map((base) => base.value);
    return { line, kind: 'class', name: text, bases, body };
  }

  private readBody(node: SyntaxNode): Statement[] {
    return this.readAll(node.getChild('Body'));
  }
}

function splitAt(nodes: readonly SyntaxNode[], separator: string): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === separator) {
      groups.push([]);
    } else {
      groups.at(-1)?.push(node);
    }
  }
  return groups.filter((group) => group.length > 0);
}
