import type { Expression, Statement } from './syntax';

/** The names that an import, a function, a class or an assignment of plain values or of a new object makes. */
export function definedNames(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'import':
      return (statement.names ?? []).map(({ alias }) => alias.split('.')[0] ?? alias);
    case 'function':
    case 'class':
      return [statement.name];
    case 'assign':
      return isPlain(statement.value) || isConstruction(statement.value)
        ? statement.targets.flatMap((target) => plainNames(target))
        : [];
    default:
      return [];
  }
}

/** The name of an object whose kind a statement completes: `model.compile(…)`. */
export function completedName(statement: Statement): string | null {
  const call = statement.kind === 'expression' && statement.expression.kind === 'call' ? statement.expression : null;
  const callee = call?.callee.kind === 'attribute' ? call.callee : null;
  return callee?.name === 'compile' && callee.object.kind === 'name' ? callee.object.name : null;
}

/** `Sequential([…])`, `linear_model.Ridge()`: a class is called. */
function isConstruction(value: Expression): boolean {
  return (
    value.kind === 'call' &&
    (value.callee.kind === 'name' || value.callee.kind === 'attribute') &&
    /^[A-Z][A-Za-z]*[a-z]/.test(value.callee.name)
  );
}

function plainNames(target: Expression): readonly string[] {
  return target.kind === 'name' ? [target.name] : [];
}

function isPlain(value: Expression): boolean {
  switch (value.kind) {
    case 'number':
    case 'constant':
    case 'text':
      return true;
    case 'binary':
      return isPlain(value.left) && isPlain(value.right);
    case 'unary':
      return isPlain(value.operand);
    case 'list':
      return value.items.length <= 20 && value.items.every(isPlain);
    case 'name':
      return /^[A-Z][A-Z0-9_]*$/.test(value.name);
    default:
      return false;
  }
}
