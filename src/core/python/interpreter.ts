import type { LoopKind } from './codeFacts';
import { completedName, definedNames } from './definedNames';
import { Assigner } from './assigner';
import { MAX_STEPS } from './evaluator';
import { loopItems, loopKind } from './loops';
import type { CallArguments } from './machine';
import { modelIndexes } from './modelsByIndex';
import { Scope } from './scope';
import { noteParameters, noteSettings } from './settingsFacts';
import type { Parameter, Statement } from './syntax';
import { literal, UNKNOWN } from './values';
import type { FunctionValue, InstanceValue, Value } from './values';

const MAX_CALL_DEPTH = 7;
const LONGEST_BASES = 1_000;
const MOST_FIELDS = 500;
/** A definition and what completes it. */
const MOST_STATEMENTS = 3;

/** Follows a notebook's code without running it: names, models, splits, scores and what is printed. */
export class Interpreter extends Assigner {
  /** Those followed in loops that are over. */
  private gradientsOfLoops = 0;
  private returned: Value[] = [];
  private readonly globals = this.scope;
  /** What cells define that run later, by its name. */
  private readonly foreseen = new Map<string, Statement[]>();

  /** Definitions that a cell before them may have used when they ran for the first time. */
  foresee(statements: readonly Statement[]): void {
    for (const statement of statements) {
      for (const name of definedNames(statement)) {
        if (!this.foreseen.has(name)) {
          this.foreseen.set(name, [statement]);
        }
      }
      const completed = completedName(statement);
      if (completed !== null) {
        this.foreseen.get(completed)?.push(statement);
      }
    }
  }

  protected override define(name: string): Value | undefined {
    const statements = this.foreseen.get(name);
    if (statements === undefined) {
      return undefined;
    }
    this.foreseen.delete(name);
    const outer = this.scope;
    this.scope = this.globals;
    statements.slice(0, MOST_STATEMENTS).forEach((statement) => this.runStatement(statement));
    this.scope = outer;
    return this.globals.get(name);
  }

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
        this.facts.notFollowedFrom ??= this.cell;
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
    const { prints, gradients } = this.facts;
    const first = prints.length;
    const inner = this.gradientsOfLoops;
    this.loop = loop;
    this.runAll(body);
    this.loop = outer;
    const own = this.facts.gradients - gradients - (this.gradientsOfLoops - inner);
    this.gradientsOfLoops += own;
    // A loop that counts and follows gradients by itself counts the steps of a training, and no trials.
    if ((loop === 'epoch' && this.facts.gradients > gradients) || (loop === 'trial' && own > 0)) {
      prints.slice(first).forEach((site) => {
        site.isTraining = true;
        site.loop = site.loop === 'trial' ? 'epoch' : site.loop;
      });
    }
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
    const models = modelIndexes(statement, (name) => this.scope.get(name));
    const kind = models === null ? loopKind(statement, source, this.loop) : (this.loop ?? 'other');
    const items = models ?? loopItems(source, kind, statement);
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
    const fields = new Map<string, Value>();
    const outer = this.scope;
    this.scope = new Scope(outer);
    for (const member of statement.body) {
      if (member.kind === 'function') {
        methods.set(member.name, { ...member, result: null });
      } else if (member.kind === 'assign' && this.depth === 0) {
        const value = this.evaluate(member.value);
        noteSettings(this, member.targets, value);
        for (const target of member.targets) {
          this.assign(target, value);
          if (target.kind === 'name' && fields.size < MOST_FIELDS) {
            fields.set(target.name, value);
          }
        }
      }
    }
    this.scope = outer;
    const parents = statement.bases.map((base) => this.evaluate(base));
    for (const parent of parents.filter((value) => value.kind === 'class')) {
      inherit(methods, parent.methods);
      inherit(fields, parent.fields);
    }
    const bases = parents.map((value) => {
      return value.kind === 'symbol'
        ? value.path
        : value.kind === 'class'
          ? value.bases.join(' ').slice(0, LONGEST_BASES)
          : '';
    });
    this.scope.set(statement.name, { kind: 'class', name: statement.name, bases, methods, fields });
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
      noteParameters(this, params, args);
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

/** What a class does not define itself it has from those it derives from, the first of them before the others. */
function inherit<T>(own: Map<string, T>, inherited: ReadonlyMap<string, T>): void {
  inherited.forEach((value, name) => {
    if (!own.has(name) && own.size < MOST_FIELDS) {
      own.set(name, value);
    }
  });
}

/** The most telling of a function's return values. */
function bestReturn(values: readonly Value[]): Value {
  return (
    values.findLast((value) => value.kind !== 'unknown' && !(value.kind === 'literal' && value.value === null)) ??
    UNKNOWN
  );
}
