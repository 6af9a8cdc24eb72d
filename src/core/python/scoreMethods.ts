import { knownMetric } from '../metric/catalogue';
import { firstPresent } from '../present';
import { METRIC_NAME } from './access';
import { allArguments } from './machine';
import type { CallArguments, Machine } from './machine';
import { meanOf, noteExample } from './metricCalls';
import { extremeOf, makeScore } from './scores';
import { knownText } from './valueText';
import { modelOf, sharedSplit, UNKNOWN } from './values';
import type { Value } from './values';

/** The value of calling a method on a score, or on several for folds. */
export function callScore(object: Extract<Value, { kind: 'score' }>, name: string): Value {
  switch (name) {
    case 'mean':
    case 'median':
      return meanOf(object);
    case 'max':
    case 'min':
      return extremeOf(object);
    case 'std':
    case 'var':
      return { ...object, shape: 'spread' };
    case 'describe':
      return { kind: 'dict', entries: new Map<string, Value>([['mean', meanOf(object)]]) };
    default:
      return object;
  }
}

/** The value of calling a method on what is fed and then computes a metric. */
export function callMeter(
  machine: Machine,
  object: Extract<Value, { kind: 'meter' }>,
  name: string,
  args: CallArguments,
): Value {
  const values = allArguments(args);
  const split = sharedSplit(values);
  const model = firstPresent(values, (value) => modelOf(value));
  object.split = split ?? object.split;
  object.model = model ?? object.model;
  if (/^(?:update|update_state|add_batch|add|reset|reset_states|reset_state)$/.test(name)) {
    noteExample(machine, object, args);
    return UNKNOWN;
  }
  if (object.metric === 'several') {
    return { kind: 'unknown', split: object.split };
  }
  if (name === 'setMetricName') {
    return { ...object, metric: toldMetric(args.positional[0]) ?? object.metric };
  }
  if (!/^(?:compute|result|__call__|evaluate|item|eval)$/.test(name)) {
    return object;
  }
  // Spark's evaluators take another metric for one call: `evaluate(predictions, {evaluator.metricName: 'mae'})`.
  const [, other] = args.positional;
  const told = name === 'evaluate' && other?.kind === 'dict' ? toldMetric(other.entries.get(METRIC_NAME)) : null;
  const score = makeScore(machine, told ?? object.metric, object.split, object.model);
  if (machine.facts.examples.has(object)) {
    machine.facts.examples.add(score);
  }
  return score;
}

function toldMetric(value: Value | undefined): string | null {
  const text = knownText(value);
  return text === null ? null : knownMetric(text);
}
