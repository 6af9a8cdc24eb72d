import { allArguments } from './machine';
import type { CallArguments, Machine } from './machine';
import { makeScore } from './scores';
import { sharedSplit } from './values';
import type { InstanceValue, Value } from './values';

const CLASSIFIES = /classif|logistic|svm|svc|perceptron|bayes|knn|neighbou?rs?c/i;

/** `lr.score(X_test, y_test)` of a class that the notebook defines: where the body counts by itself, the class says what. */
export function ownScore(machine: Machine, object: InstanceValue, args: CallArguments, result: Value): Value {
  const isCounted = result.kind === 'unknown' || result.kind === 'literal';
  if (!isCounted || object.model === null || allArguments(args).length !== 2) {
    return result;
  }
  const { name } = object.type;
  const metric = CLASSIFIES.test(name) ? 'accuracy' : /regress/i.test(name) ? 'r2' : 'score';
  return makeScore(machine, metric, sharedSplit(allArguments(args)), object.model);
}
