import type { Expression } from './syntax';

/** How the code spells a short expression, such as `fold+1` or `args.name`; null for others. */
export function spellExpression(expression: Expression): string | null {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'number':
      return expression.text;
    case 'attribute': {
      const object = spellExpression(expression.object);
      return object === null ? null : `${object}.${expression.name}`;
    }
    case 'binary': {
      const left = spellExpression(expression.left);
      const right = spellExpression(expression.right);
      return left === null || right === null ? null : `${left}${expression.operator}${right}`;
    }
    default:
      return null;
  }
}
