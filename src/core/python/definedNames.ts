import type { Expression, Statement } from './syntax';

/** The names that an import, a function, a class or an assignment of plain values makes. */
export function definedNames(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'import':
      return (statement.names ?? []).map(({ alias }) => alias.split('.')[0] ?? alias);
    case 'function':
    case 'class':
      return [statement.name];
    case 'assign':
      return isPlain(statement.value) ? statement.targets.flatMap((target) => plainNames(target)) : [];
    default:
      return [];
  }
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
