import type { SyntaxNode } from '@lezer/common';
import { readTextLiteral } from './readTextLiteral';
import type { Argument, DictEntry, Expression, Parameter, TextPart } from './syntax';

const PUNCTUATION = /^[^\p{L}_]+$/u;
const MAX_DEPTH = 60;
/** More than a text of the length that is parsed has. */
const MAX_NODES = 100_000;
const NOTHING: Expression = { kind: 'other', children: [] };

/** Turns the parser's nodes into expressions. Depth is bounded: code nested deeper is not read. */
export class ExpressionReader {
  private readonly lineStarts: readonly number[];
  private depth = 0;
  private count = 0;

  constructor(private readonly source: string) {
    const starts = [0];
    for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) {
      starts.push(at + 1);
    }
    this.lineStarts = starts;
  }

  text(node: SyntaxNode): string {
    return this.source.slice(node.from, node.to);
  }

  lineOf(node: SyntaxNode): number {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= node.from) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  read(node: SyntaxNode | null | undefined): Expression {
    this.count += 1;
    if (node === null || node === undefined || this.depth > MAX_DEPTH || this.count > MAX_NODES) {
      return NOTHING;
    }
    this.depth += 1;
    try {
      return this.readNode(node);
    } finally {
      this.depth -= 1;
    }
  }

  private readNode(node: SyntaxNode): Expression {
    switch (node.name) {
      case 'VariableName':
        return { kind: 'name', name: this.text(node) };
      case 'Number': {
        const text = this.text(node);
        return { kind: 'number', value: Number(text.replace(/_/g, '')), text };
      }
      case 'Boolean':
        return { kind: 'constant', value: this.text(node) === 'True' };
      case 'None':
        return { kind: 'constant', value: null };
      case 'String':
      case 'FormatString':
      case 'ContinuedString':
        return { kind: 'text', parts: this.readParts(node) };
      case 'MemberExpression':
        return this.readMember(node);
      case 'CallExpression':
        return {
          kind: 'call',
          callee: this.read(node.firstChild),
          args: this.readArguments(node.getChild('ArgList')),
          line: this.lineOf(node),
        };
      case 'ParenthesizedExpression':
        return this.read(operands(node)[0]);
      case 'ArrayExpression':
      case 'TupleExpression':
      case 'SetExpression':
        return { kind: 'list', items: this.readItems(node), isTuple: node.name === 'TupleExpression' };
      case 'DictionaryExpression':
        return { kind: 'dict', entries: this.readEntries(node) };
      case 'BinaryExpression':
        return this.readBinary(node);
      case 'UnaryExpression':
        return this.readUnary(node);
      case 'ConditionalExpression': {
        const [yes, test, no] = operands(node);
        return { kind: 'choice', yes: this.read(yes), test: this.read(test), no: this.read(no) };
      }
      case 'LambdaExpression':
        return {
          kind: 'lambda',
          params: this.readParameters(node.getChild('ParamList')),
          body: this.read(node.lastChild),
        };
      case 'ArrayComprehensionExpression':
      case 'ComprehensionExpression':
      case 'SetComprehensionExpression':
      case 'DictionaryComprehensionExpression':
        return this.readComprehension(node);
      case 'NamedExpression':
      case 'AwaitExpression':
        return this.read(operands(node).at(-1));
      default:
        return { kind: 'other', children: operands(node).map((child) => this.read(child)) };
    }
  }

  private readMember(node: SyntaxNode): Expression {
    const object = this.read(node.firstChild);
    const property = node.getChild('PropertyName');
    if (property !== null) {
      return { kind: 'attribute', object, name: this.text(property) };
    }
    const inside: SyntaxNode[] = [];
    let isSlice = false;
    for (const child of childrenOf(node).slice(1)) {
      isSlice ||= child.name === ':';
      if (!isPunctuation(child)) {
        inside.push(child);
      }
    }
    const items = inside.map((child) => this.read(child));
    const [only] = items;
    const index: Expression = items.length === 1 && only !== undefined ? only : { kind: 'list', items, isTuple: true };
    return { kind: 'index', object, index, isSlice };
  }

  readArguments(list: SyntaxNode | null): Argument[] {
    const args: Argument[] = [];
    const children = list === null ? [] : childrenOf(list);
    for (let index = 0; index < children.length; index += 1) {
      const child = children[index];
      if (child === undefined || /^[(),]$/.test(child.name)) {
        continue;
      }
      const next = children[index + 1];
      if (child.name === 'VariableName' && next?.name === 'AssignOp') {
        args.push({ name: this.text(child), value: this.read(children[index + 2]) });
        index += 2;
      } else if (child.name === '*' || child.name === '**') {
        args.push({
          name: null,
          value: { kind: 'star', operand: this.read(next), isDouble: child.name === '**' },
        });
        index += 1;
      } else if (child.name === 'for' || child.name === 'async') {
        return this.readGenerator(children, args);
      } else if (!isPunctuation(child)) {
        args.push({ name: null, value: this.read(child) });
      }
    }
    return args;
  }

  /** `sum(x for x in y)`: the parser puts the generator's parts straight into the argument list. */
  private readGenerator(children: readonly SyntaxNode[], args: readonly Argument[]): Argument[] {
    const from = children.findIndex((child) => child.name === 'in');
    return [
      {
        name: null,
        value: {
          kind: 'comprehension',
          element: args.at(-1)?.value ?? NOTHING,
          value: null,
          target: null,
          source: this.read(children[from + 1]),
        },
      },
    ];
  }

  readParameters(list: SyntaxNode | null): Parameter[] {
    const params: Parameter[] = [];
    const children = list === null ? [] : childrenOf(list);
    let isRest = false;
    for (let index = 0; index < children.length; index += 1) {
      const child = children[index];
      if (child?.name === '*' || child?.name === '**') {
        isRest = true;
      } else if (child?.name === 'VariableName') {
        let at = index + 1;
        if (children[at]?.name === 'TypeDef') {
          at += 1;
        }
        const hasFallback = children[at]?.name === 'AssignOp';
        params.push({
          name: this.text(child),
          fallback: hasFallback ? this.read(children[at + 1]) : null,
          isRest,
        });
        isRest = false;
        index = hasFallback ? at + 1 : at - 1;
      }
    }
    return params;
  }

  private readItems(node: SyntaxNode): Expression[] {
    const items: Expression[] = [];
    let isStar = false;
    for (const child of childrenOf(node)) {
      if (child.name === '*') {
        isStar = true;
      } else if (!isPunctuation(child)) {
        const operand = this.read(child);
        items.push(isStar ? { kind: 'star', operand, isDouble: false } : operand);
        isStar = false;
      }
    }
    return items;
  }

  private readEntries(node: SyntaxNode): DictEntry[] {
    const entries: DictEntry[] = [];
    let key: SyntaxNode | null = null;
    let isSpread = false;
    for (const child of childrenOf(node)) {
      if (child.name === '**') {
        isSpread = true;
      } else if (isPunctuation(child)) {
        continue;
      } else if (isSpread) {
        entries.push({ key: null, value: this.read(child) });
        isSpread = false;
      } else if (key === null) {
        key = child;
      } else {
        entries.push({ key: this.read(key), value: this.read(child) });
        key = null;
      }
    }
    return entries;
  }

  private readBinary(node: SyntaxNode): Expression {
    // A chain such as `'a' + b + 'c' + …` nests to the left; depth is counted, so it ends at the bound.
    const [left, operator] = childrenOf(node);
    return {
      kind: 'binary',
      operator: operator === undefined ? '' : this.text(operator),
      left: this.read(left),
      right: this.read(node.lastChild),
    };
  }

  private readUnary(node: SyntaxNode): Expression {
    const operator = node.firstChild === null ? '' : this.text(node.firstChild);
    const operand = this.read(node.lastChild);
    if (operator === '-' && operand.kind === 'number') {
      return { kind: 'number', value: -operand.value, text: `-${operand.text}` };
    }
    return { kind: 'unary', operator, operand };
  }

  private readComprehension(node: SyntaxNode): Expression {
    const children = childrenOf(node);
    const loop = children.findIndex((child) => child.name === 'for');
    const from = children.findIndex((child) => child.name === 'in');
    // Half of one, such as `{{{`, has no loop.
    if (loop < 0) {
      return { kind: 'other', children: operands(node).map((child) => this.read(child)) };
    }
    const before = children.slice(0, loop).filter((child) => !isPunctuation(child));
    const targets = children.slice(loop + 1, from < 0 ? undefined : from).filter((child) => !isPunctuation(child));
    const [target] = targets;
    return {
      kind: 'comprehension',
      element: this.read(before[0]),
      value: before.length > 1 ? this.read(before[1]) : null,
      target:
        targets.length === 1
          ? this.read(target)
          : { kind: 'list', items: targets.map((child) => this.read(child)), isTuple: true },
      source: from < 0 ? null : this.read(children[from + 1]),
    };
  }

  private readParts(node: SyntaxNode): TextPart[] {
    if (node.name === 'ContinuedString') {
      return childrenOf(node).flatMap((child) => this.readParts(child));
    }
    if (node.name === 'String') {
      return [readTextLiteral(this.text(node))];
    }
    return this.readFormatParts(node);
  }

  private readFormatParts(node: SyntaxNode): TextPart[] {
    const raw = this.text(node);
    const open = /^[a-zA-Z]*("""|'''|"|')/.exec(raw);
    const quote = open?.[1]?.length ?? 1;
    const parts: TextPart[] = [];
    let from = node.from + (open?.[0].length ?? 1);
    const literal = (to: number): void => {
      if (to > from) {
        const escaped = this.source.slice(from, to).replace(/\{\{/g, '{').replace(/\}\}/g, '}');
        parts.push(readTextLiteral(`"""${escaped}"""`));
      }
    };
    for (const child of childrenOf(node)) {
      if (child.name !== 'FormatReplacement') {
        continue;
      }
      literal(child.from);
      from = child.to;
      const inner = operands(child).find((part) => !part.name.startsWith('Format'));
      const spec = child.getChild('FormatSpec');
      const label = child.getChild('FormatSelfDoc') === null || inner === undefined ? '' : `${this.text(inner)}=`;
      parts.push({ expression: this.read(inner), format: spec === null ? '' : this.text(spec).slice(1), label });
    }
    literal(Math.max(node.to - quote, from));
    return parts;
  }
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'Comment') {
      children.push(child);
    }
  }
  return children;
}

const KEYWORDS = new Set([
  'if',
  'else',
  'for',
  'in',
  'lambda',
  'await',
  'async',
  'yield',
  'from',
  'not',
  'and',
  'or',
  'is',
]);

function isPunctuation(node: SyntaxNode): boolean {
  return node.type.isError || node.name === 'AssignOp' || PUNCTUATION.test(node.name);
}

/** The children that are expressions. */
export function operands(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter((child) => !isPunctuation(child) && !KEYWORDS.has(child.name));
}
