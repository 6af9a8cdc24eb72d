import { Evaluator } from './evaluator';
import { namedValue } from './namedValue';
import { applyOperator } from './operators';
import { assignToTable } from './scoreTables';
import { noteSettings } from './settingsFacts';
import type { Expression, Statement } from './syntax';
import { noteTarget } from './tasks';
import { knownText } from './valueText';
import { OTHER_KEY, UNKNOWN } from './values';
import type { Value } from './values';

/** The part of the interpreter that gives values to names, parts of objects and entries. */
export abstract class Assigner extends Evaluator {
  protected assignAll(targets: readonly Expression[], value: Expression): void {
    const outer = this.targetNames;
    this.targetNames = targets.flatMap(namesOf);
    noteTarget(this, this.targetNames, value);
    const result = this.evaluate(value);
    this.targetNames = outer;
    if (this.depth === 0 && this.loop === null) {
      noteSettings(this, targets, result);
    }
    targets.forEach((target) => this.assign(target, result));
  }

  protected assign(target: Expression, value: Value): void {
    switch (target.kind) {
      case 'name':
        this.scope.set(target.name, namedValue(this, target.name, value));
        return;
      case 'list':
        target.items.forEach((item, index) => this.assign(item, this.itemOf(value, index, target.items.length)));
        return;
      case 'star':
        this.assign(target.operand, value);
        return;
      case 'attribute': {
        const object = this.evaluate(target.object);
        if (object.kind === 'symbol' && TRACKED_CONFIG.test(object.path)) {
          noteSettings(this, [target], value);
        }
        if (object.kind === 'instance') {
          if (CONFIG.test(object.type.name)) {
            noteSettings(this, [target], value);
          }
          object.fields.set(target.name, value);
        }
        return;
      }
      case 'index': {
        const object = this.evaluate(target.object);
        const index = this.evaluate(target.index);
        if (object.kind === 'dict' && object.isTable === true) {
          assignToTable(object, index, value);
        } else if (object.kind === 'dict' && object.entries.size < 500) {
          object.entries.set(knownText(index) ?? OTHER_KEY, value);
        } else if (object.kind === 'unknown' && target.object.kind === 'name' && value.kind === 'score') {
          // `scores = np.zeros(5)` and then `scores[fold] = …`: an array that a loop fills is a list of scores.
          this.scope.set(target.object.name, { kind: 'list', items: [value], isTuple: false });
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
    return value.kind === 'data' || value.kind === 'prediction' || value.kind === 'unknown' ? value : UNKNOWN;
  }

  protected update(statement: Extract<Statement, { kind: 'update' }>): void {
    const before = this.evaluate(statement.target);
    const value = this.evaluate(statement.value);
    // A counter that starts at nothing becomes what is added to it.
    const isCounter = before.kind === 'literal' || before.kind === 'unknown';
    const isAdded = value.kind === 'matches' || value.kind === 'score';
    // What a loop counts has another value each time.
    if (this.loop !== null && before.kind === 'literal' && value.kind === 'literal') {
      this.assign(statement.target, UNKNOWN);
      return;
    }
    const result =
      isCounter && isAdded && statement.operator === '+'
        ? value
        : applyOperator(this, statement.operator, before, value);
    this.assign(statement.target, result);
  }
}

/** The names that a target gives values to. */
function namesOf(target: Expression): readonly string[] {
  return target.kind === 'name' ? [target.name] : target.kind === 'list' ? target.items.flatMap(namesOf) : [];
}

/** `config = wandb.config` and then `config.EPOCHS = 2`. */
const TRACKED_CONFIG = /^wandb(?:\.run)?\.config$/;

const CONFIG = /(?:Config|Cfg|CFG|Args|Arguments|Params|Hparams|Options?|Opts?|Settings|HP)$/i;
