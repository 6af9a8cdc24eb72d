import { FilterError } from './filterError';
import { filterTokens, type FilterOperator, type FilterToken } from './filterTokens';

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  /** A word of its own: a claim (`documented`) or a text that the version contains. */
  | { readonly kind: 'text'; readonly word: FilterWord }
  /** The version has a value there. */
  | { readonly kind: 'has'; readonly field: FilterWord }
  | {
      readonly kind: 'comparison';
      readonly field: FilterWord;
      readonly operator: FilterOperator;
      /** Several for `in (…)`, which is `=` to any of them. */
      readonly values: readonly FilterWord[];
    };

export interface FilterWord {
  readonly text: string;
  readonly isQuoted: boolean;
  readonly from: number;
  readonly to: number;
}

/** What a filter says; null for an empty one. Throws a `FilterError`. */
export function parseFilter(source: string): Filter | null {
  const tokens = filterTokens(source);
  const open = tokens.find(({ isClosed }) => !isClosed);
  if (open !== undefined) {
    throw new FilterError('The quote that opens here is not closed.', open.from, open.to);
  }
  return tokens.length === 0 ? null : new Parser(tokens, source.length).parse();
}

class Parser {
  private position = 0;

  constructor(
    private readonly tokens: readonly FilterToken[],
    private readonly end: number,
  ) {}

  parse(): Filter {
    const filter = this.readOr();
    const rest = this.peek();
    if (rest !== undefined) {
      throw this.unexpected(rest);
    }
    return filter;
  }

  private readOr(): Filter {
    const parts = [this.readAnd()];
    while (this.takeWord('or') !== undefined) {
      parts.push(this.readAnd());
    }
    return join('or', parts);
  }

  /** Parts that stand side by side must all hold, with or without "and" between them. */
  private readAnd(): Filter {
    const parts = [this.readPart()];
    while (this.takeWord('and') !== undefined || this.startsPart(this.peek())) {
      parts.push(this.readPart());
    }
    return join('and', parts);
  }

  private readPart(): Filter {
    const token = this.take();
    if (token === undefined) {
      const before = this.tokens.at(-1);
      throw new FilterError(
        `Something is missing after “${before?.text ?? ''}”: write a comparison such as stage = production, or a word to look for.`,
        before?.from ?? 0,
        this.end,
      );
    }
    if (token.kind === '(') {
      return this.readGroup(token);
    }
    if (token.kind === 'text') {
      return this.readComparison(token);
    }
    if (token.kind !== 'word' || isWord(token, 'and') || isWord(token, 'or')) {
      throw this.unexpected(token);
    }
    if (isWord(token, 'not')) {
      return { kind: 'not', part: this.readPart() };
    }
    return isWord(token, 'has') && this.isName(this.peek()) ? this.readHas() : this.readComparison(token);
  }

  private readGroup(open: FilterToken): Filter {
    if (this.peek()?.kind === ')') {
      throw new FilterError('Nothing stands between these parentheses.', open.from, open.to + 1);
    }
    const inside = this.readOr();
    const close = this.peek();
    if (close === undefined) {
      throw new FilterError('This parenthesis is not closed. Add “)”.', open.from, open.to);
    }
    if (close.kind !== ')') {
      throw this.unexpected(close);
    }
    this.position += 1;
    return inside;
  }

  private readHas(): Filter {
    const field = this.take();
    // The caller has looked at it.
    return field === undefined ? { kind: 'and', parts: [] } : { kind: 'has', field: wordOf(field) };
  }

  private readComparison(name: FilterToken): Filter {
    const field = wordOf(name);
    if (this.takeWord('in') !== undefined) {
      return { kind: 'comparison', field, operator: '=', values: this.readList(name) };
    }
    const operator = this.peek();
    if (operator?.kind !== 'operator') {
      return { kind: 'text', word: field };
    }
    this.position += 1;
    const value = this.peek();
    if (!this.isName(value)) {
      throw new FilterError(
        `A value is missing after “${name.text} ${operator.text}”, such as ${name.text} ${operator.text} 0.9.`,
        operator.from,
        operator.to,
      );
    }
    this.position += 1;
    return { kind: 'comparison', field, operator: readOperator(operator), values: [wordOf(value)] };
  }

  private readList(name: FilterToken): readonly FilterWord[] {
    const open = this.take();
    const values: FilterWord[] = [];
    let token = this.take();
    while (open?.kind === '(' && this.isName(token)) {
      values.push(wordOf(token));
      const next = this.take();
      if (next?.kind === ')') {
        return values;
      }
      token = next?.kind === ',' ? this.take() : undefined;
    }
    throw new FilterError(
      `After “in” comes a list in parentheses, such as ${name.text} in (staging, production).`,
      name.from,
      open?.to ?? this.end,
    );
  }

  private startsPart(token: FilterToken | undefined): boolean {
    return token?.kind === '(' || token?.kind === 'text' || (token?.kind === 'word' && !isWord(token, 'or'));
  }

  private isName(token: FilterToken | undefined): token is FilterToken {
    return (
      token?.kind === 'text' ||
      (token?.kind === 'word' && !isWord(token, 'and') && !isWord(token, 'or') && !isWord(token, 'not'))
    );
  }

  private unexpected(token: FilterToken): FilterError {
    const reason =
      token.kind === ')'
        ? 'This “)” closes nothing.'
        : token.kind === 'operator'
          ? `Before “${token.text}” stands the name of what is compared, such as roc_auc ${token.text} 0.9.`
          : `“${token.text}” cannot stand here. Join comparisons with and, or and not.`;
    return new FilterError(reason, token.from, token.to);
  }

  private peek(): FilterToken | undefined {
    return this.tokens[this.position];
  }

  private take(): FilterToken | undefined {
    const token = this.peek();
    this.position += 1;
    return token;
  }

  private takeWord(word: string): FilterToken | undefined {
    const token = this.peek();
    return token !== undefined && isWord(token, word) ? this.take() : undefined;
  }
}

function join(kind: 'and' | 'or', parts: readonly Filter[]): Filter {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind, parts };
}

export function isWord(token: FilterToken, word: string): boolean {
  return token.kind === 'word' && token.text.toLowerCase() === word;
}

function wordOf({ kind, text, from, to }: FilterToken): FilterWord {
  return { text, isQuoted: kind === 'text', from, to };
}

function readOperator(token: FilterToken): FilterOperator {
  // A token of kind "operator" holds one of them.
  return token.text as FilterOperator;
}
