import type { CallArguments } from './machine';
import type { Expression } from './syntax';

/** `roc_auc_score(y_train, -df[column])`: how well one column of the data alone orders the cases, without a model. */
export function ranksByColumn(expression: Extract<Expression, { kind: 'call' }>, args: CallArguments): boolean {
  const { callee } = expression;
  const name = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '';
  const given = expression.args[1]?.value;
  const column = given?.kind === 'unary' ? given.operand : given;
  return (
    name === 'roc_auc_score' &&
    column?.kind === 'index' &&
    column.object.kind === 'name' &&
    column.index.kind === 'name' &&
    !/pred|prob|oof|score|out|hat|blend|stack/i.test(column.object.name) &&
    args.positional[1]?.kind === 'data'
  );
}
