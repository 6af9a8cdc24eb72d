import { isModelWord } from './modelWords';

/** Metric names of one letter or two that are only believed when they stand alone with a split. */
const WEAK: ReadonlySet<string> = new Set(
  'p r l1 l2 em hr err energy exact lift ks distortion hamming roc rec cost dice top1 top5 top_1 top_5 acc1 acc5 objective squared_error huber kl completeness purity deviance concordance coherence map exact jaccard gini inertia'.split(
    ' ',
  ),
);

/** `WeightedEnsemble_L2` is no mean squared error. */
export function isDoubtfulName(phrase: string, rest: readonly string[]): boolean {
  return isWeakName(phrase) && (isCrowded(rest) || (/^l[12]$/.test(phrase) && rest.length > 0));
}

export function isWeakName(phrase: string): boolean {
  return WEAK.has(phrase) || WEAK.has(phrase.replace(/s$/, ''));
}

/** A weak name beside words that name no model is likely another word: `MAPS_AND_NAVIGATION`. */
function isCrowded(rest: readonly string[]): boolean {
  return rest.length > 1 || rest.some((word) => !isModelWord(word) && word.length > 8);
}
