import { firstPresent } from '../present';
import { makeInstance } from './instances';
import { noteEvaluation } from './libraryCalls';
import { allArguments } from './machine';
import type { CallArguments, Machine } from './machine';
import { callMethod } from './methodCalls';
import { derive, noteExample } from './metricCalls';
import { functionMeasure, ownError } from './namedMeasure';
import { makeScore } from './scores';
import { callSymbol } from './symbolCalls';
import { modelOf, sharedSplit, splitOf } from './values';
import type { Value } from './values';

/** What calling a value gives: a symbol of a library, a function or class of the notebook, a model, a meter. */
export function callValue(machine: Machine, callee: Value, args: CallArguments): Value {
  switch (callee.kind) {
    case 'symbol':
      return callSymbol(machine, callee.path, args);
    case 'function': {
      const { length } = machine.facts.scores;
      const result = ownError(callee.name, machine.callFunction(callee, args, null));
      if (machine.facts.scores.length === length) {
        noteEvaluation(machine, callee.name, args);
      }
      const values = allArguments(args);
      const isTold = result.kind === 'score' || result.kind === 'list' || result.kind === 'dict';
      // `cross_entropy(1, 0.9)` explains a measure.
      const isExplained = values.every((value) => value.kind === 'literal');
      const metric = isTold || isExplained || values.length < 2 ? null : functionMeasure(callee.name);
      const told =
        metric === null
          ? result
          : makeScore(
              machine,
              metric,
              sharedSplit(values) ?? splitOf(values[0]),
              firstPresent(values, (value) => modelOf(value)),
            );
      [told, ...machine.facts.scores.slice(length).map(({ value }) => value)].forEach((value) => {
        noteExample(machine, value, args);
      });
      return told;
    }
    case 'class':
      return makeInstance(machine, callee, args);
    case 'method':
      return callMethod(machine, callee.object, callee.name, args);
    case 'instance': {
      const method = callee.type.methods.get('forward') ?? callee.type.methods.get('__call__');
      if (callee.model === null && method !== undefined) {
        return machine.callFunction(method, args, callee);
      }
      return {
        kind: 'prediction',
        model: callee.model,
        split: sharedSplit(allArguments(args)),
      };
    }
    case 'model':
      return {
        kind: 'prediction',
        model: callee.model,
        split: sharedSplit(allArguments(args)),
      };
    case 'meter': {
      const values = allArguments(args);
      const score = makeScore(
        machine,
        callee.metric,
        sharedSplit(values) ?? splitOf(values[0]),
        modelOf({ kind: 'list', items: [...values], isTuple: true }),
      );
      if (callee.metric === 'loss' && machine.loop === null && !machine.facts.hasLearned) {
        machine.facts.examples.add(score);
      }
      noteExample(machine, score, args);
      return score;
    }
    default:
      return derive(args);
  }
}
