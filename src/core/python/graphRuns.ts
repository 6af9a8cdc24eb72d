import { firstPresent } from '../present';
import { argument } from './machine';
import type { CallArguments, Machine } from './machine';
import { mean } from './metricCalls';
import { makeScore } from './scores';
import { modelOf, sharedSplit, splitOf } from './values';
import type { Value } from './values';

/**
 * `session.run(accuracy, feed_dict={x: images, y: labels})` of the first TensorFlow: what is run comes back as it is, of
 * the data that it was fed; null when no score is run.
 */
export function runGraph(machine: Machine, args: CallArguments): Value | null {
  const [fetched] = args.positional;
  const split = splitOf(argument(args, 1, 'feed_dict'));
  const fed = (value: Value): Value =>
    value.kind === 'score' ? { ...makeScore(machine, value.name, split ?? value.split, value.model) } : value;
  if (fetched?.kind === 'score') {
    return fed(fetched);
  }
  return fetched?.kind === 'list' && fetched.items.some(({ kind }) => kind === 'score')
    ? { ...fetched, items: fetched.items.map(fed) }
    : null;
}

/** `accuracy.eval({x: images, y: labels})`. */
export function evaluateNode(machine: Machine, node: Value, args: CallArguments): Value {
  return runGraph(machine, { positional: [node, ...args.positional], named: args.named }) ?? node;
}

/** `tf.equal(tf.argmax(output, 1), tf.argmax(labels, 1))`: which predictions are right. */
export function equalTensors(_machine: Machine, args: CallArguments, path: string): Value | null {
  if (!/^(?:tensorflow|keras)\b/.test(path) || args.positional.length !== 2) {
    return null;
  }
  const model = firstPresent(args.positional, (value) => modelOf(value));
  return { kind: 'matches', isEqual: true, split: sharedSplit(args.positional), model };
}

/** `tf.cast(correct, tf.float32)`. */
export function castTensor(_machine: Machine, args: CallArguments): Value | null {
  const [value] = args.positional;
  return value?.kind === 'matches' ? value : null;
}

/** The mean of anything else, such as the loss of all rows, is told by its name. */
export function reduceMean(machine: Machine, args: CallArguments): Value | null {
  return args.positional[0]?.kind === 'matches' ? mean(machine, args) : null;
}
