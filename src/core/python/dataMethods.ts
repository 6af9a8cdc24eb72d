import type { CallArguments, Machine } from './machine';
import { derive } from './metricCalls';
import { makeScore } from './scores';
import { putTogether } from './seenData';
import { splitFromName } from './splitNames';
import { scoreOfFamily } from './unknownMethods';
import { data, FOREIGN, sharedSplit, splitOf, UNKNOWN } from './values';
import type { DataValue, Value } from './values';

/** The value of calling a method on data. */
export function callData(machine: Machine, object: DataValue, name: string, args: CallArguments): Value {
  // What a function from elsewhere made of training data is a model where it scores other data.
  if (name === 'score' && args.positional.length === 2 && !object.isRead) {
    const split = sharedSplit(args.positional);
    return split === null ? UNKNOWN : makeScore(machine, scoreOfFamily(machine), split, null);
  }
  if (name === 'train_test_split') {
    return {
      kind: 'dict',
      entries: new Map<string, Value>([
        ['train', data('train')],
        ['test', data('test')],
      ]),
    };
  }
  if (/^(?:randomSplit|random_split)$/.test(name)) {
    return { kind: 'list', items: [data('train'), data('test')], isTuple: true };
  }
  if (/^(?:mean|std|sum|count|min|max|nunique|corr|size|start_time|end_time)$/.test(name)) {
    return FOREIGN;
  }
  const mixed = /^(?:append|concat|concatenate)$/.test(name) ? putTogether([object, ...args.positional], args) : null;
  if (mixed !== null) {
    return mixed;
  }
  const split = object.split ?? splitFromName(name);
  // The same rows under another type are still the rows that a model was fitted on.
  if (SAME_ROWS.test(name)) {
    return { ...object, split };
  }
  const derived = object.split === null ? derive(args) : data(split);
  return derived.kind === 'unknown' || derived.kind === 'data'
    ? { ...data(splitOf(derived) ?? split, object.isRead), ...(object.isTyped === true ? { isTyped: true } : {}) }
    : derived;
}

const SAME_ROWS =
  /^(?:copy|to_numpy|values|toarray|to|cuda|float|long|cpu|numpy|detach|cache|prefetch|batch|astype|ravel|squeeze|view|reshape|item)$/;
