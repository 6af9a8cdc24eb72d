import { argument } from './machine';
import type { CallArguments, Machine } from './machine';
import { data } from './values';
import type { DataValue, ModelFact, PredictionValue, Value } from './values';

/** `np.append(X_train, X_test, axis=0)`, `pd.concat([train, test])`: rows of several splits in one. */
export function mixRows(_machine: Machine, args: CallArguments): Value | null {
  const [first, second] = args.positional;
  const parts =
    first?.kind === 'list' ? first.items : first === undefined || second === undefined ? [] : [first, second];
  return putTogether(parts, args);
}

/** The rows of several splits in one; null for columns side by side and for rows of one split. */
export function putTogether(parts: readonly Value[], args: CallArguments): Value | null {
  const axis = argument(args, -1, 'axis');
  const isBeside = axis?.kind === 'literal' && axis.value !== 0 && axis.value !== null;
  const splits = new Set(parts.map((value) => (isRows(value) ? value.split : null)));
  return isBeside || splits.size < 2 || splits.has(null)
    ? null
    : { ...data(null), holds: [...splits].filter((split) => split !== null) };
}

/** Keeps what a model was fitted on last, where that may have rows of a test in it. */
export function noteSeen(model: ModelFact, shown: readonly DataValue[]): void {
  const seen = shown.filter(({ split }) => split === null);
  model.seen = seen;
  if (model.inner !== null) {
    model.inner.seen = seen;
  }
}

/** True of rows called held out that the model has been fitted on since. */
export function hasSeen(model: ModelFact, values: readonly Value[]): boolean {
  const { seen = [] } = model;
  return (
    seen.length > 0 &&
    values.some((value) => {
      const split = isRows(value) ? value.split : null;
      const whole = value.kind === 'data' ? value.partOf : undefined;
      return (
        split !== null &&
        split !== 'train' &&
        seen.some(({ holds = [], origin }) => holds.includes(split) || whole === origin)
      );
    })
  );
}

/** Data as it is, or as a step before the model made it. */
function isRows(value: Value): value is DataValue | PredictionValue {
  return value.kind === 'data' || value.kind === 'prediction';
}
