import { present } from '../present';
import { evaluateAttribute, evaluateIndex } from './access';
import { callValue } from './callValue';
import { createCodeFacts } from './codeFacts';
import type { CodeFacts, LoopKind } from './codeFacts';
import { isLibraryName, splitOfFree } from './freeNames';
import { loopItems } from './loops';
import type { CallArguments, Machine } from './machine';
import { callMethod } from './methodCalls';
import { isCompiled, makeNetwork } from './modelFacts';
import { labelModel } from './modelLabels';
import { asListed, namedLoss } from './namedMeasure';
import { applyOperator, negate } from './operators';
import { ownScore } from './ownScore';
import { makeText, textParts } from './printSites';
import { ranksByColumn } from './ranksByColumn';
import { Scope } from './scope';
import { spellExpression } from './spellExpression';
import { isEvaluation, noteSubjects } from './subjects';
import type { Expression, TextPart } from './syntax';
import { knownText } from './valueText';
import { data, FOREIGN, literal, OTHER_KEY, UNKNOWN } from './values';
import type { FunctionValue, InstanceValue, Value } from './values';

/** Steps that all cells of a notebook may take together; beyond it nothing more is understood, but nothing hangs. */
export const MAX_STEPS = 400_000;

/** The half of the interpreter that finds the values of expressions; statements and functions are the other one's. */
export abstract class Evaluator implements Machine {
  readonly facts: CodeFacts = createCodeFacts();
  cell = 0;
  line = 0;
  loop: LoopKind | null = null;
  isCertain = true;
  targetNames: readonly string[] = [];
  contentName: string | null = null;
  protected scope = new Scope();
  protected steps = 0;
  protected depth = 0;

  abstract callFunction(callee: FunctionValue, args: CallArguments, self: InstanceValue | null): Value;

  protected abstract assign(target: Expression, value: Value): void;

  /** The value of a name that only a later cell defines, which must have run before. */
  protected abstract define(name: string): Value | undefined;

  evaluate(expression: Expression): Value {
    this.steps += 1;
    if (this.steps > MAX_STEPS) {
      return UNKNOWN;
    }
    switch (expression.kind) {
      case 'name':
        return this.lookUp(expression.name);
      case 'number':
        return Number.isFinite(expression.value) ? literal(expression.value) : UNKNOWN;
      case 'constant':
        return literal(expression.value);
      case 'text':
        return this.evaluateText(expression.parts);
      case 'attribute':
        return evaluateAttribute(this, this.evaluateObject(expression.object), expression.name);
      case 'call':
        return this.callNoted(expression);
      case 'index':
        return evaluateIndex(this.evaluate(expression.object), this.evaluate(expression.index), expression.isSlice);
      case 'list':
        return this.evaluateList(expression);
      case 'dict':
        return this.evaluateDict(expression);
      case 'binary':
        return applyOperator(
          this,
          expression.operator,
          this.evaluate(expression.left),
          this.evaluate(expression.right),
        );
      case 'unary': {
        const operand = this.evaluate(expression.operand);
        return expression.operator === '-' ? negate(operand) : UNKNOWN;
      }
      case 'choice': {
        this.evaluate(expression.test);
        const yes = this.evaluate(expression.yes);
        // `0.0 if total == 0 else right / total`: what guards against nothing says nothing.
        if (isZero(yes)) {
          return this.evaluate(expression.no);
        }
        const no = yes.kind === 'unknown' ? this.evaluate(expression.no) : yes;
        return isZero(no) ? yes : no;
      }
      case 'lambda':
        return { kind: 'function', name: 'lambda', params: expression.params, body: [], result: expression.body };
      case 'comprehension':
        return this.evaluateComprehension(expression);
      case 'star':
        return this.evaluate(expression.operand);
      case 'other':
        expression.children.forEach((child) => this.evaluate(child));
        return UNKNOWN;
    }
  }

  private lookUp(name: string): Value {
    const value = this.scope.get(name) ?? this.define(name);
    if (value !== undefined) {
      return value;
    }
    const split = splitOfFree(name);
    if (split !== null) {
      const made = data(split);
      this.scope.set(name, made);
      return made;
    }
    return { kind: 'symbol', path: name };
  }

  /** A name that nothing defines is a module when it looks like one; anything else is an unknown object. */
  private evaluateObject(object: Expression): Value {
    const value = this.evaluate(object);
    const isFree =
      object.kind === 'name' &&
      value.kind === 'symbol' &&
      value.path === object.name &&
      this.scope.get(object.name) === undefined;
    return isFree && !isLibraryName(object.name) ? UNKNOWN : value;
  }

  private evaluateText(parts: readonly TextPart[]): Value {
    const [only] = parts;
    if (parts.length === 0) {
      return literal('');
    }
    if (parts.length === 1 && typeof only === 'string') {
      return literal(only);
    }
    return makeText(
      parts.flatMap((part) =>
        typeof part === 'string' ? [part] : [...(part.label === '' ? [] : [part.label]), ...this.formatPart(part)],
      ),
    );
  }

  private formatPart(part: Exclude<TextPart, string>): readonly (string | Value)[] {
    const value = this.evaluate(part.expression);
    // A formatted literal number does not print as it is written.
    if (part.format !== '' && value.kind === 'literal' && typeof value.value === 'number') {
      return [UNKNOWN];
    }
    const spelled = value.kind === 'unknown' ? spellExpression(part.expression) : null;
    return spelled === null ? textParts(value) : [{ ...value, kind: 'unknown', spelled: spelled + formatOf(part) }];
  }

  private evaluateList(expression: Extract<Expression, { kind: 'list' }>): Value {
    const items = present(expression.items.slice(0, 200), (item) => this.evaluate(item));
    const [first, second] = items;
    // `('rf', RandomForestClassifier())`, also the other way round.
    if (items.length === 2 && first !== undefined && second !== undefined) {
      labelModel(second, knownText(first));
      labelModel(first, knownText(second));
    }
    return { kind: 'list', items, isTuple: expression.isTuple };
  }

  private evaluateDict(expression: Extract<Expression, { kind: 'dict' }>): Value {
    const entries = new Map<string, Value>();
    for (const { key, value } of expression.entries.slice(0, 500)) {
      const item = this.evaluate(value);
      const name = key === null ? null : knownText(this.evaluate(key));
      if (key === null && item.kind === 'dict') {
        item.entries.forEach((inner, innerName) => entries.set(innerName, inner));
      } else if (key !== null) {
        entries.set(name ?? OTHER_KEY, item);
      }
    }
    // A dict of the predictions of several models names them; those of one beside ids are a table to be submitted.
    const predicted = [...entries.values()].flatMap((item) => (item.kind === 'prediction' ? [item.model] : []));
    const isOfModels = new Set(predicted).size > 1 || (entries.size > 1 && predicted.length === entries.size);
    entries.forEach((item, name) => {
      if (item.kind !== 'prediction' || isOfModels) {
        labelModel(item, name);
      }
    });
    return { kind: 'dict', entries };
  }

  private evaluateComprehension(expression: Extract<Expression, { kind: 'comprehension' }>): Value {
    const source = expression.source === null ? UNKNOWN : this.evaluate(expression.source);
    const items = loopItems(source, 'other', null).slice(0, 20);
    const outer = this.scope;
    this.scope = new Scope(outer);
    const values = items.map((item) => {
      if (expression.target !== null) {
        this.assign(expression.target, item);
      }
      const element = this.evaluate(expression.element);
      return expression.value === null ? element : ([knownText(element), this.evaluate(expression.value)] as const);
    });
    this.scope = outer;
    const pairs = values.filter((value) => Array.isArray(value)) as unknown as readonly (readonly [
      string | null,
      Value,
    ])[];
    if (expression.value !== null) {
      return {
        kind: 'dict',
        entries: new Map(pairs.map(([key, value]) => [key ?? OTHER_KEY, value] as const)),
      };
    }
    return { kind: 'list', items: values as Value[], isTuple: false };
  }

  /** What a cell itself evaluates on, by the names that it gives. */
  private callNoted(expression: Extract<Expression, { kind: 'call' }>): Value {
    if (this.depth > 0 || this.loop !== null) {
      return this.call(expression);
    }
    const { scores, trainings } = this.facts;
    const before = scores.length + trainings.length;
    const value = this.call(expression);
    if (scores.length + trainings.length > before || isEvaluation(expression)) {
      noteSubjects(this.facts, this.cell, expression);
    }
    return value;
  }

  private call(expression: Extract<Expression, { kind: 'call' }>): Value {
    if (this.depth === 0) {
      this.line = expression.line;
    }
    const { callee } = expression;
    const found = callee.kind === 'attribute' ? this.evaluateObject(callee.object) : null;
    const args = this.evaluateArguments(expression);
    const content = expression.args[0]?.value;
    const isWriter = (callee.kind === 'attribute' || callee.kind === 'name') && WRITES_FIRST.test(callee.name);
    this.contentName = isWriter && content?.kind === 'name' ? content.name : null;
    const object = callee.kind === 'attribute' && found !== null ? this.asNetwork(callee, found, args) : found;
    if (ranksByColumn(expression, args)) {
      return FOREIGN;
    }
    if (callee.kind === 'attribute' && object !== null && object.kind !== 'symbol') {
      const method = object.kind === 'instance' ? (object.type.methods.get(callee.name) ?? null) : null;
      const field = object.kind === 'instance' ? object.fields.get(callee.name) : undefined;
      if (object.kind === 'instance' && method !== null) {
        const result = this.callFunction(method, args, object);
        return ofModel(callee.name === 'score' ? ownScore(this, object, args, result) : result, object.model);
      }
      const given = callee.name === 'append' ? asListed(callee.object, args) : args;
      const value = field === undefined ? callMethod(this, object, callee.name, given) : callValue(this, field, args);
      // Whatever its name: what gradients are followed back from is a loss.
      const isFollowed = callee.name === 'backward' && args.positional.length === 0;
      const loss = isFollowed ? namedLoss(this, 'loss', object) : null;
      if (loss !== null && callee.object.kind === 'name') {
        this.scope.set(callee.object.name, loss);
      }
      return value;
    }
    return callValue(
      this,
      callee.kind === 'attribute' && object !== null
        ? evaluateAttribute(this, object, callee.name)
        : this.evaluate(callee),
      args,
    );
  }

  /** What a function that is defined elsewhere gave is a network when it is compiled. */
  private asNetwork(callee: Extract<Expression, { kind: 'attribute' }>, object: Value, args: CallArguments): Value {
    if (callee.name !== 'compile' || callee.object.kind !== 'name' || !isCompiled(object, args)) {
      return object;
    }
    const network: Value = { kind: 'model', model: makeNetwork(this, object) };
    this.scope.set(callee.object.name, network);
    return network;
  }

  private evaluateArguments(expression: Extract<Expression, { kind: 'call' }>): CallArguments {
    const positional: Value[] = [];
    let named: Map<string, Value> | null = null;
    const args = expression.args.length > MOST_ARGUMENTS ? expression.args.slice(0, MOST_ARGUMENTS) : expression.args;
    for (const { name, value } of args) {
      const result = this.evaluate(value);
      if (name !== null) {
        named ??= new Map();
        named.set(name, result);
      } else if (value.kind === 'star' && value.isDouble) {
        named = new Map([...(named ?? []), ...(result.kind === 'dict' ? result.entries : [])]);
      } else if (value.kind === 'star' && result.kind === 'list') {
        positional.push(...result.items);
      } else {
        positional.push(result);
      }
    }
    return { positional, named: named ?? NO_NAMES };
  }
}

const MOST_ARGUMENTS = 200;
/** Most calls name no argument. */
const NO_NAMES: ReadonlyMap<string, Value> = new Map();

/** What a model's own method computes is of that model. */
function ofModel(result: Value, model: InstanceValue['model']): Value {
  return result.kind === 'score' && result.model === null && model !== null ? { ...result, model } : result;
}

/** Functions that are given what they write. */
const WRITES_FIRST = /^(?:dump|save)$/;

function formatOf({ format }: Exclude<TextPart, string>): string {
  return format === '' ? '' : `:${format}`;
}

function isZero(value: Value): boolean {
  return value.kind === 'literal' && value.value === 0;
}
