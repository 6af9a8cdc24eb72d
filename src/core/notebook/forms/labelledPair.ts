import { isModelWord } from '../../metric/modelWords';
import type { MetricLabel } from '../../metric/metricLabel';
import type { LoopKind } from '../../python/codeFacts';
import type { Value } from '../../python/values';
import type { Hole } from '../matchPrints';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading, ReadingRole } from '../reading';
import { isSum } from './codeValues';
import { labelTrust } from './labelTrust';
import type { LabelledNumber } from './labelledNumbers';

/** What a number with its label says, together with what the code knows of it; null where that is no score. */
export function readPair(
  block: OutputBlock,
  index: number,
  pair: LabelledNumber,
  hole: Hole | null,
  step: number | null,
): Reading | null {
  const { label } = pair;
  const value = hole?.value ?? null;
  const isSpread = label.isSpread || (value?.kind === 'score' && value.shape === 'spread');
  // A label is believed, unless the code shows that the number is something else.
  const isNothing =
    (pair.value === 0 && pair.isInteger && !pair.isMarked) ||
    // `exact  0.2350  0.1170` is a row of other things.
    (!pair.isMarked && label.name === 'exact_match' && /\bexact$/i.test(pair.labelText)) ||
    // What a model costs before it has learned anything.
    (label.name === 'loss' && label.rest.some((word) => /^(?:initial|untrained)$/.test(word))) ||
    // How much of the data's variance some components keep says nothing of a model's answers.
    (label.name === 'explained_variance' && OF_COMPONENTS.test(pair.labelText) && value?.kind !== 'score');
  if (isNothing || isSpread || isNoScore(value, label) || isClassLabel(pair)) {
    return null;
  }
  const isConfirmed = value?.kind === 'score' && value.name !== 'score' && value.isNamed !== true;
  const isSuggested =
    value?.kind === 'score' &&
    value.isNamed === true &&
    label.name === null &&
    label.rest.length <= 3 &&
    !isSum(value, pair, pair.isPercent);
  const trust = labelTrust(pair);
  // A number that the code spells out may be a goal or a threshold, and may be a score copied from elsewhere: its label
  // must be beyond doubt, and even then it is not as sure as one that was computed.
  const isSpelledOut = value?.kind === 'literal';
  if (isSpelledOut && (trust !== 'high' || label.rest.length > 0)) {
    return null;
  }
  // `loss` and `score` may be any measure; where the code knows which, that is the name.
  const isVague =
    label.name === null ||
    label.name === 'score' ||
    label.name === 'loss' ||
    label.isForeign ||
    // `Test error` may be any.
    (label.name === 'error_rate' && (!/rate/i.test(pair.labelText) || (pair.value > 1 && !pair.isPercent))) ||
    // What `score` of a regressor gives is often called so.
    (label.name === 'accuracy' && value?.kind === 'score' && value.name === 'r2');
  const name = isVague && (isConfirmed || isSuggested) ? value.name : label.name;
  if (
    name === null ||
    (trust === 'low' && !isConfirmed && !isSuggested) ||
    // `Test error: 2.38` is no share of wrong answers.
    (name === 'error_rate' && pair.value > 1 && !pair.isPercent && !/rate/i.test(pair.labelText)) ||
    !isPlausible(name, pair.value, pair.isPercent)
  ) {
    return null;
  }
  const role = pair.isListed
    ? 'trial'
    : roleOf(label, value?.kind === 'score' && value.shape === 'folds', step, hole?.loop ?? null);
  return makeReading(block, {
    name,
    label: pair.labelText.slice(0, 120),
    value: pair.value,
    isPercent: pair.isPercent,
    model: pair.note ?? labelModel(pair),
    role,
    step,
    isTyped: isSpelledOut,
    form:
      role === 'step'
        ? 'epoch-line'
        : value?.kind === 'score' && value.isLogged === true
          ? 'history-value'
          : 'label-value',
    confidence: isConfirmed ? 'high' : isSpelledOut || isSuggested ? 'medium' : trust,
    line: index,
  });
}

const OF_COMPONENTS = /\b(?:total|cumulative|ratio|components?|pc\d*)\b/i;

/** Something else, and what a model says of an example: `Score: {probabilities.max()}`. */
function isNoScore(value: Value | null, label: MetricLabel): boolean {
  return value?.kind === 'foreign' || (value?.kind === 'prediction' && label.name === 'score');
}

/** `Accuracy of class 3`, `Test accuracy of 0`: one class of several. */
function isClassLabel(pair: LabelledNumber): boolean {
  return (
    /\b(?:of|for|class|label|digit|category)\s*[:#]?\s*['"]?\d{1,3}['"]?$/i.test(pair.labelText) ||
    /(?<!per[- ])\bclass\s+\S+$/i.test(pair.labelText)
  );
}

/** The words of a label that may name a model: one known as such, or a name in capitals. */
function labelModel(pair: LabelledNumber): string | null {
  const { rest } = pair.label;
  if (rest.length === 0) {
    return null;
  }
  // `Silhouette (K=3)` names a setting.
  const named = pair.labelText.match(/(?<![A-Za-z])[A-Z\d][\w-]*/g)?.map((word) => word.toLowerCase()) ?? [];
  // `Recall came in at` tells a story.
  const isName = rest.some((word) => isModelWord(word) || named.some((name) => name.includes(word)));
  const isProgress = /\bso far$/i.test(pair.labelText);
  return rest.join('').length > 1 && rest.length <= 6 && isName && !isProgress && !rest.includes('tensorflow')
    ? rest.join(' ')
    : null;
}

function roleOf(label: MetricLabel, isFolds: boolean, step: number | null, loop: LoopKind | null): ReadingRole {
  // The average loss that an epoch prints is one over its batches.
  if (step !== null || (loop === 'epoch' && (!label.isAggregate || label.name === 'loss'))) {
    return 'step';
  }
  if (isFolds || (label.isFold && !label.isAggregate) || (loop === 'fold' && !label.isAggregate)) {
    return 'fold';
  }
  // A loop over cutoffs measures another thing at each, and tries nothing.
  return loop === 'trial' && !/_at_\d+$/.test(label.name ?? '') ? 'trial' : 'final';
}
