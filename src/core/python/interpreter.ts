import { knownMetric } from '../metric/catalogue';
import { createCodeFacts } from './codeFacts';
import type { CodeFacts, LoopKind } from './codeFacts';
import { evaluateAttribute, evaluateIndex } from './access';
import { isHyperparameter, isSettingsName } from './hyperparameters';
import { loopItems, loopKind } from './loops';
import type { CallArguments, Machine } from './machine';
import { callMethod } from './methodCalls';
import { makeInstance } from './instances';
import { applyOperator } from './operators';
import { textParts } from './printSites';
import { Scope } from './scope';
import { makeScore } from './scores';
import { splitFromName } from './splitNames';
import { callSymbol, derive } from './symbolCalls';
import type { Expression, Parameter, Statement, TextPart } from './syntax';
import { data, knownText, literal, modelOf, paramValue, sharedSplit, splitOf, UNKNOWN } from './values';
import type { FunctionValue, InstanceValue, Value } from './values';

/** Steps that all cells of a notebook may take together; beyond it nothing more is understood, but nothing hangs. */
const MAX_STEPS = 400_000;
const MAX_CALL_DEPTH = 7;

/** Follows a notebook's code without running it: names, models, splits, scores and what is printed. */
export class Interpreter implements Machine {
  readonly facts: CodeFacts = createCodeFacts();
  cell = 0;
  line = 0;
  loop: LoopKind | null = null;
  isCertain = true;
  targetNames: readonly string[] = [];
  private scope = new Scope();
  private steps = 0;
  private depth = 0;
  private returned: Value[] = [];

  /** Reads one cell; cells come in the order in which they ran. */
  runCell(cell: number, statements: readonly Statement[]): void {
    this.cell = cell;
    this.loop = null;
    this.isCertain = true;
    const before = this.facts.results.length;
    const last = statements.at(-1);
    this.runAll(last?.kind === 'expression' ? statements.slice(0, -1) : statements);
    if (last?.kind === 'expression') {
      this.line = last.line;
      const value = this.evaluate(last.expression);
      const isShown = value.kind !== 'literal' || value.value !== null;
      if (isShown || this.facts.results.length === before) {
        this.facts.results.push({ cell, value });
      }
    }
  }

  private runAll(statements: readonly Statement[]): void {
    for (const statement of statements) {
      this.steps += 1;
      if (this.steps > MAX_STEPS) {
        return;
      }
      this.line = this.depth === 0 ? statement.line : this.line;
      this.run(statement);
    }
  }

  /** What follows a `return`, `break` or `raise`, and what stands in blocks, need not run. */
  private run(statement: Statement): void {
    const outer = this.isCertain;
    this.isCertain = outer && this.depth === 0 && (statement.kind === 'expression' || statement.kind === 'assign');
    this.runStatement(statement);
    this.isCertain = outer;
  }

  private runStatement(statement: Statement): void {
    switch (statement.kind) {
      case 'expression':
        this.evaluate(statement.expression);
        return;
      case 'assign':
        this.assignAll(statement.targets, statement.value);
        return;
      case 'update':
        this.update(statement);
        return;
      case 'import':
        this.runImport(statement);
        return;
      case 'for':
        this.runLoop(statement);
        return;
      case 'while':
        this.runBody(statement.body, this.loop ?? 'epoch');
        return;
      case 'if':
        this.runBranches(statement);
        return;
      case 'with':
        for (const item of statement.items) {
          const value = this.evaluate(item.value);
          if (item.target !== null) {
            this.assign(item.target, value);
          }
        }
        this.runAll(statement.body);
        return;
      case 'try':
        statement.bodies.slice(0, 1).forEach((body) => this.runAll(body));
        return;
      case 'function':
        this.scope.set(statement.name, { ...statement, result: null });
        return;
      case 'class':
        this.defineClass(statement);
        return;
      case 'return':
        this.returned.push(statement.value === null ? literal(null) : this.evaluate(statement.value));
        return;
      case 'break':
        return;
    }
  }

  private runBody(body: readonly Statement[], loop: LoopKind | null): void {
    const outer = this.loop;
    this.loop = loop;
    this.runAll(body);
    this.loop = outer;
  }

  private runBranches(statement: Extract<Statement, { kind: 'if' }>): void {
    for (const branch of statement.branches) {
      const test = branch.test === null ? null : this.evaluate(branch.test);
      const known = test?.kind === 'literal' && typeof test.value === 'boolean' ? test.value : null;
      if (known !== false) {
        this.runAll(branch.body);
      }
      if (known === true) {
        return;
      }
    }
  }

  private runLoop(statement: Extract<Statement, { kind: 'for' }>): void {
    const source = this.evaluate(statement.source);
    const kind = loopKind(statement, source, this.loop);
    const items = loopItems(source, kind);
    for (const item of items) {
      this.assign(statement.target, item);
      this.runBody(statement.body, kind);
      if (this.steps > MAX_STEPS) {
        return;
      }
    }
  }

  private runImport(statement: Extract<Statement, { kind: 'import' }>): void {
    const root = /^\w+/.exec(statement.module)?.[0];
    if (root !== undefined) {
      this.facts.imports.add(statement.module);
    }
    for (const { name, alias } of statement.names ?? []) {
      const path =
        name === '' ? (alias.includes('.') ? alias.split('.')[0] : statement.module) : `${statement.module}.${name}`;
      this.scope.set(alias.includes('.') ? (alias.split('.')[0] ?? alias) : alias, {
        kind: 'symbol',
        path: path ?? alias,
      });
    }
  }

  private defineClass(statement: Extract<Statement, { kind: 'class' }>): void {
    const methods = new Map<string, FunctionValue>();
    for (const member of statement.body) {
      if (member.kind === 'function') {
        methods.set(member.name, { ...member, result: null });
      } else if (member.kind === 'assign' && this.depth === 0) {
        this.noteSettings(member.targets, this.evaluate(member.value));
      }
    }
    const bases = statement.bases.map((base) => {
      const value = this.evaluate(base);
      return value.kind === 'symbol' ? value.path : value.kind === 'class' ? value.bases.join(' ') : '';
    });
    this.scope.set(statement.name, { kind: 'class', name: statement.name, bases, methods });
  }

  private assignAll(targets: readonly Expression[], value: Expression): void {
    const outer = this.targetNames;
    this.targetNames = targets.flatMap((target) => (target.kind === 'name' ? [target.name] : []));
    const result = this.evaluate(value);
    this.targetNames = outer;
    if (this.depth === 0 && this.loop === null) {
      this.noteSettings(targets, result);
    }
    targets.forEach((target) => this.assign(target, result));
  }

  /** Literals under the names of hyperparameters, alone or in a dict of settings. */
  private noteSettings(targets: readonly Expression[], value: Value): void {
    for (const target of targets) {
      if (target.kind === 'list' && value.kind === 'list') {
        target.items.forEach((item, index) => this.noteSettings([item], value.items[index] ?? UNKNOWN));
      }
      const name = target.kind === 'name' || target.kind === 'attribute' ? target.name : null;
      if (name === null || this.facts.settings.length > 1_000) {
        continue;
      }
      const known = paramValue(value);
      if (known !== undefined && known !== null && isHyperparameter(name, known)) {
        this.facts.settings.push({ name, value: known, cell: this.cell, line: this.line });
      }
      if (value.kind === 'dict' && isSettingsName(name)) {
        this.noteSettingsDict(value.entries);
      }
    }
  }

  private noteSettingsDict(entries: ReadonlyMap<string, Value>): void {
    for (const [name, value] of entries) {
      const known = paramValue(value);
      const isList = value.kind === 'list' && !value.isTuple && value.items.length > 1;
      if (known !== undefined && known !== null && !isList) {
        this.facts.settings.push({ name, value: known, cell: this.cell, line: this.line });
      }
    }
  }

  private assign(target: Expression, value: Value): void {
    switch (target.kind) {
      case 'name':
        this.scope.set(target.name, value);
        return;
      case 'list':
        target.items.forEach((item, index) => this.assign(item, this.itemOf(value, index, target.items.length)));
        return;
      case 'star':
        this.assign(target.operand, value);
        return;
      case 'attribute': {
        const object = this.evaluate(target.object);
        if (object.kind === 'instance') {
          object.fields.set(target.name, value);
        }
        return;
      }
      case 'index': {
        const object = this.evaluate(target.object);
        const key = knownText(this.evaluate(target.index));
        if (object.kind === 'dict' && key !== null && object.entries.size < 500) {
          object.entries.set(key, value);
        }
        return;
      }
      default:
        return;
    }
  }

  private itemOf(value: Value, index: number, count: number): Value {
    if (value.kind === 'list') {
      return value.items[index] ?? UNKNOWN;
    }
    // `loss, acc = model.evaluate(…)` of an unknown model.
    if (value.kind === 'score') {
      return value.shape === 'folds' && count === 2
        ? { ...value, name: index === 0 ? 'loss' : 'accuracy', shape: 'value' }
        : { ...value, name: 'score' };
    }
    return value.kind === 'data' || value.kind === 'prediction' ? value : UNKNOWN;
  }

  private update(statement: Extract<Statement, { kind: 'update' }>): void {
    const before = this.evaluate(statement.target);
    const value = this.evaluate(statement.value);
    // A counter that starts at nothing becomes what is added to it.
    const isCounter = before.kind === 'literal' || before.kind === 'unknown';
    const isAdded = value.kind === 'matches' || value.kind === 'score';
    const result =
      isCounter && isAdded && statement.operator === '+'
        ? value
        : applyOperator(this, statement.operator, before, value);
    this.assign(statement.target, result);
  }

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
        return this.call(expression);
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
        return expression.operator === '-' ? operand : UNKNOWN;
      }
      case 'choice': {
        this.evaluate(expression.test);
        const yes = this.evaluate(expression.yes);
        return yes.kind === 'unknown' ? this.evaluate(expression.no) : yes;
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
    const value = this.scope.get(name);
    if (value !== undefined) {
      return value;
    }
    const split = splitFromName(name);
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
    return isFree && !COMMON_MODULES.has(object.name) && !/^[A-Z]/.test(object.name) ? UNKNOWN : value;
  }

  private evaluateText(parts: readonly TextPart[]): Value {
    const [only] = parts;
    if (parts.length === 0) {
      return literal('');
    }
    if (parts.length === 1 && typeof only === 'string') {
      return literal(only);
    }
    return {
      kind: 'text',
      parts: parts.flatMap((part) =>
        typeof part === 'string' ? [part] : [...(part.label === '' ? [] : [part.label]), ...this.formatPart(part)],
      ),
    };
  }

  private formatPart(part: Exclude<TextPart, string>): readonly (string | Value)[] {
    const value = this.evaluate(part.expression);
    // A formatted literal number does not print as it is written.
    return part.format !== '' && value.kind === 'literal' && typeof value.value === 'number'
      ? [UNKNOWN]
      : textParts(value);
  }

  private evaluateList(expression: Extract<Expression, { kind: 'list' }>): Value {
    const items = expression.items.slice(0, 200).map((item) => this.evaluate(item));
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
      } else if (name !== null) {
        labelModel(item, name);
        entries.set(name, item);
      }
    }
    return { kind: 'dict', entries };
  }

  private evaluateComprehension(expression: Extract<Expression, { kind: 'comprehension' }>): Value {
    const source = expression.source === null ? UNKNOWN : this.evaluate(expression.source);
    const items = loopItems(source, 'other').slice(0, 20);
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
        entries: new Map(pairs.flatMap(([key, value]) => (key === null ? [] : [[key, value] as const]))),
      };
    }
    return { kind: 'list', items: values as Value[], isTuple: false };
  }

  private call(expression: Extract<Expression, { kind: 'call' }>): Value {
    if (this.depth === 0) {
      this.line = expression.line;
    }
    const { callee } = expression;
    const object = callee.kind === 'attribute' ? this.evaluateObject(callee.object) : null;
    const args = this.evaluateArguments(expression);
    if (callee.kind === 'attribute' && object !== null && object.kind !== 'symbol') {
      const method = object.kind === 'instance' ? (object.type.methods.get(callee.name) ?? null) : null;
      const field = object.kind === 'instance' ? object.fields.get(callee.name) : undefined;
      if (object.kind === 'instance' && method !== null) {
        return this.callFunction(method, args, object);
      }
      return field === undefined ? callMethod(this, object, callee.name, args) : this.callValue(field, args);
    }
    return this.callValue(
      callee.kind === 'attribute' && object !== null
        ? evaluateAttribute(this, object, callee.name)
        : this.evaluate(callee),
      args,
    );
  }

  private callValue(callee: Value, args: CallArguments): Value {
    switch (callee.kind) {
      case 'symbol':
        return callSymbol(this, callee.path, args);
      case 'function': {
        const result = this.callFunction(callee, args, null);
        const metric = result.kind === 'score' || args.positional.length < 2 ? null : knownMetric(callee.name);
        const values = [...args.positional, ...args.named.values()];
        return metric === null
          ? result
          : makeScore(
              this,
              metric,
              sharedSplit(values) ?? splitOf(values[0]),
              values.map(modelOf).find((model) => model !== null) ?? null,
            );
      }
      case 'class':
        return makeInstance(this, callee, args);
      case 'method':
        return callMethod(this, callee.object, callee.name, args);
      case 'instance': {
        const method = callee.type.methods.get('forward') ?? callee.type.methods.get('__call__');
        if (callee.model === null && method !== undefined) {
          return this.callFunction(method, args, callee);
        }
        return {
          kind: 'prediction',
          model: callee.model,
          split: sharedSplit([...args.positional, ...args.named.values()]),
        };
      }
      case 'model':
        return {
          kind: 'prediction',
          model: callee.model,
          split: sharedSplit([...args.positional, ...args.named.values()]),
        };
      case 'meter': {
        const values = [...args.positional, ...args.named.values()];
        return makeScore(
          this,
          callee.metric,
          sharedSplit(values) ?? splitOf(values[0]),
          modelOf({ kind: 'list', items: values, isTuple: true }),
        );
      }
      default:
        return derive(args);
    }
  }

  private evaluateArguments(expression: Extract<Expression, { kind: 'call' }>): CallArguments {
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    for (const { name, value } of expression.args.slice(0, 200)) {
      const result = this.evaluate(value);
      if (name !== null) {
        named.set(name, result);
      } else if (value.kind === 'star' && value.isDouble) {
        (result.kind === 'dict' ? result.entries : new Map<string, Value>()).forEach((item, key) =>
          named.set(key, item),
        );
      } else if (value.kind === 'star' && result.kind === 'list') {
        positional.push(...result.items);
      } else {
        positional.push(result);
      }
    }
    return { positional, named };
  }

  callFunction(callee: FunctionValue, args: CallArguments, self: InstanceValue | null): Value {
    if (this.depth >= MAX_CALL_DEPTH) {
      return UNKNOWN;
    }
    const outer = { scope: this.scope, returned: this.returned, loop: this.loop };
    const locals = new Scope(outer.scope);
    const params = self === null ? callee.params : callee.params.slice(1);
    const [first] = callee.params;
    if (self !== null && first !== undefined) {
      locals.set(first.name, self);
    }
    this.bind(locals, params, args);
    if (this.depth === 0) {
      this.noteCallSettings(params, args);
    }
    this.scope = locals;
    this.returned = [];
    this.depth += 1;
    const direct = callee.result === null ? null : this.evaluate(callee.result);
    this.runAll(callee.body);
    this.depth -= 1;
    const result = direct ?? bestReturn(this.returned);
    this.scope = outer.scope;
    this.returned = outer.returned;
    this.loop = outer.loop;
    return result;
  }

  /** `train(lr=0.1)`, also by position: hyperparameters given to the notebook's own functions. */
  private noteCallSettings(params: readonly Parameter[], args: CallArguments): void {
    params.forEach(({ name, isRest }, index) => {
      const value = isRest ? undefined : (args.named.get(name) ?? args.positional[index]);
      const known = value === undefined ? undefined : paramValue(value);
      if (known !== undefined && known !== null && isHyperparameter(name, known)) {
        this.facts.settings.push({ name, value: known, cell: this.cell, line: this.line });
      }
    });
  }

  private bind(locals: Scope, params: readonly Parameter[], args: CallArguments): void {
    let position = 0;
    for (const param of params) {
      if (param.isRest) {
        continue;
      }
      const value = args.named.get(param.name) ?? args.positional[position];
      position += args.named.has(param.name) ? 0 : 1;
      const fallback = value === undefined && param.fallback !== null ? this.evaluate(param.fallback) : UNKNOWN;
      locals.bind(param.name, value ?? fallback);
    }
  }
}

/** Names of pipeline steps say nothing. */
const GENERIC_LABEL = /^(?:|clf|cls|classifier|model|est|estimator|reg|regressor|m|final_estimator)$/i;

/** Remembers what the notebook calls a model. */
function labelModel(value: Value, label: string | null): void {
  const model = value.kind === 'model' || value.kind === 'instance' ? value.model : null;
  if (model !== null && label !== null && label.length <= 60 && !GENERIC_LABEL.test(label)) {
    model.label ??= label;
  }
}

/** The most telling of a function's return values. */
function bestReturn(values: readonly Value[]): Value {
  return (
    values.findLast((value) => value.kind !== 'unknown' && !(value.kind === 'literal' && value.value === null)) ??
    UNKNOWN
  );
}

const COMMON_MODULES = new Set([
  'np',
  'pd',
  'plt',
  'sns',
  'tf',
  'torch',
  'nn',
  'keras',
  'sm',
  'smf',
  'xgb',
  'lgb',
  'cb',
  'joblib',
  'pickle',
  'os',
  'time',
  'metrics',
  'sklearn',
  'mlflow',
  'datasets',
  'json',
  'torchvision',
  'math',
  'random',
  'statistics',
  'evaluate',
  'linear_model',
  'ensemble',
  'model_selection',
  'preprocessing',
  'svm',
  'tree',
  'neighbors',
  'naive_bayes',
  'cluster',
  'F',
  'optim',
  'layers',
  'models',
  'pl',
  'wandb',
  'spark',
  'cross_validation',
  'scipy',
  'stats',
]);
