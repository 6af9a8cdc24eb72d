/** A small Python syntax tree: what reading a notebook needs, with lines counted from 0 within the cell. */

export type Expression =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'text'; readonly parts: readonly TextPart[] }
  | { readonly kind: 'constant'; readonly value: boolean | null }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: readonly Argument[]; readonly line: number }
  | { readonly kind: 'index'; readonly object: Expression; readonly index: Expression; readonly isSlice: boolean }
  | { readonly kind: 'list'; readonly items: readonly Expression[]; readonly isTuple: boolean }
  | { readonly kind: 'dict'; readonly entries: readonly DictEntry[] }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: 'choice';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly kind: 'lambda'; readonly params: readonly Parameter[]; readonly body: Expression }
  | {
      readonly kind: 'comprehension';
      readonly element: Expression;
      /** Value of a dict comprehension. */
      readonly value: Expression | null;
      readonly target: Expression | null;
      readonly source: Expression | null;
    }
  | { readonly kind: 'star'; readonly operand: Expression; readonly isDouble: boolean }
  | { readonly kind: 'other'; readonly children: readonly Expression[] };

/** Literal text, or an expression in an f-string. `label` is `x=` of the self-documenting form. */
export type TextPart = string | { readonly expression: Expression; readonly format: string; readonly label: string };

export interface Argument {
  readonly name: string | null;
  readonly value: Expression;
}

export interface DictEntry {
  /** Null for `**other`. */
  readonly key: Expression | null;
  readonly value: Expression;
}

export interface Parameter {
  readonly name: string;
  readonly fallback: Expression | null;
  readonly isRest: boolean;
}

export type Statement = { readonly line: number } & (
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'assign'; readonly targets: readonly Expression[]; readonly value: Expression }
  | {
      readonly kind: 'update';
      readonly target: Expression;
      readonly operator: string;
      readonly value: Expression;
    }
  | { readonly kind: 'import'; readonly module: string; readonly names: readonly ImportedName[] | null }
  | {
      readonly kind: 'for';
      readonly target: Expression;
      readonly source: Expression;
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: readonly Statement[] }
  | { readonly kind: 'if'; readonly branches: readonly Branch[] }
  | { readonly kind: 'with'; readonly items: readonly WithItem[]; readonly body: readonly Statement[] }
  | { readonly kind: 'try'; readonly bodies: readonly (readonly Statement[])[] }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly params: readonly Parameter[];
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: 'class';
      readonly name: string;
      readonly bases: readonly Expression[];
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'return'; readonly value: Expression | null }
  | { readonly kind: 'break' }
);

export interface Branch {
  /** Null for `else`. */
  readonly test: Expression | null;
  readonly body: readonly Statement[];
}

export interface WithItem {
  readonly value: Expression;
  readonly target: Expression | null;
}

export interface ImportedName {
  readonly name: string;
  readonly alias: string;
}
