import { lookUpMetric, METRIC_ALIASES, nameTokens } from './catalogue';
import { isFilling } from './fillingWords';
import { isMetricWord, isTellingWord } from './metricWords';
import { isSplitWord } from './splitWords';
import { isWeakName } from './weakNames';

/** The metric that a label names, by what is most telling of it. Takes the words that do. */
export function findName(label: string, tokens: readonly string[], taken: Set<number>): string | null {
  return (
    findCutoff(label, tokens, taken) ??
    findAcronym(label, tokens, taken) ??
    findMetric(tokens, taken, /@|\bat\b|_\d+$/i.test(label)) ??
    findDeviation(label, tokens, taken)
  );
}

const LONGEST = 7;

const ACRONYM = /\(([A-Za-z][\w²-]{1,12})\)\W*$/;

/** `Mean Absolute % Error (MAPE)`: the name in parentheses says what the words before it mean. */
function findAcronym(label: string, tokens: readonly string[], taken: Set<number>): string | null {
  const acronym = label.includes('(') ? ACRONYM.exec(label)?.[1] : undefined;
  const words = acronym === undefined ? [] : nameTokens(acronym);
  const name = lookUpMetric(words.join('_'));
  // `MAE (loss)` is what was minimized: its own name says more.
  if (name === null || name === 'loss' || isWeakName(words.join('_'))) {
    return null;
  }
  tokens.forEach((token, index) => {
    if (index >= tokens.length - words.length || (isTellingWord(token) && !isFilling(token) && !isSplitWord(token))) {
      taken.add(index);
    }
  });
  return name;
}

/** The longest known name; of equally long ones the last, which stands next to the value or in parentheses. */
function findMetric(tokens: readonly string[], taken: Set<number>, hasCutoff: boolean): string | null {
  const known = tokens.map(isMetricWord);
  const longest = known.includes(true) ? Math.min(LONGEST, tokens.length) : 0;
  for (let length = longest; length > 0; length -= 1) {
    for (let start = tokens.length - length; start >= 0; start -= 1) {
      const isPossible =
        length === 1 ? known[start] : FIRST_WORDS.has(tokens[start] ?? '') && known[start + length - 1];
      if (!isPossible) {
        continue;
      }
      const phrase = tokens.slice(start, start + length).join('_');
      const name = lookUpMetric(phrase) ?? (phrase.endsWith('s') ? lookUpMetric(phrase.slice(0, -1)) : null);
      if (name !== null) {
        for (let index = start; index < start + length; index += 1) {
          taken.add(index);
        }
        return hasCutoff ? atK(name, tokens, taken, start + length) : name;
      }
    }
  }
  return errorRate(tokens, taken);
}

/** `ND` of a forecast; in small letters it is a syllable. */
function findDeviation(label: string, tokens: readonly string[], taken: Set<number>): string | null {
  const index = label.includes('ND') && /(?<![A-Za-z])ND(?![A-Za-z])/.test(label) ? tokens.indexOf('nd') : -1;
  if (index < 0) {
    return null;
  }
  taken.add(index);
  return 'normalized_deviation';
}

/** `P@1` and `R@10`, as rankings and fastText tell them: the letters mean nothing without the cutoff. */
export const SHORT_CUTOFF = /(?<![\w@])([PR])@(\d{1,4})(?!\w)/;

function findCutoff(label: string, tokens: readonly string[], taken: Set<number>): string | null {
  const [, letter = '', count = ''] = label.includes('@') ? (SHORT_CUTOFF.exec(label) ?? []) : [];
  const index = letter === '' ? -1 : tokens.indexOf(letter.toLowerCase());
  if (index < 0) {
    return null;
  }
  taken.add(index);
  taken.add(index + 1);
  return `${letter === 'P' ? 'precision' : 'recall'}_at_${count}`;
}

/** With which names of several words begin. */
const FIRST_WORDS: ReadonlySet<string> = new Set(
  METRIC_ALIASES.flatMap((alias) => (alias.includes('_') ? [alias.slice(0, alias.indexOf('_'))] : [])),
);

/** `precision@10` and `Recall at 5` are not precision and recall. */
function atK(name: string, tokens: readonly string[], taken: Set<number>, index: number): string {
  const at = tokens[index] === 'at' ? index + 1 : index;
  const next = tokens[at];
  // `Acc@5` of a classifier: the right class is among the five best ones.
  if (name === 'accuracy' && next !== undefined && /^(?:[2-9]|\d\d)$/.test(next)) {
    taken.add(at);
    return `top_${next}_accuracy`;
  }
  if (
    next === undefined ||
    !/^(?:\d{1,4}|k)$/.test(next) ||
    !/^(?:precision|recall|ndcg|map|hit_rate|mrr)$/.test(name)
  ) {
    return name;
  }
  taken.add(index);
  taken.add(at);
  return `${name}_at_${next}`;
}

/** `error` alone may mean anything; with a split or `rate` it is a classifier's. */
function errorRate(tokens: readonly string[], taken: Set<number>): string | null {
  const index = tokens.indexOf('error');
  if (index < 0 || !tokens.some((token) => token === 'rate' || isSplitWord(token))) {
    return null;
  }
  taken.add(index);
  const rate = tokens.indexOf('rate');
  if (rate >= 0) {
    taken.add(rate);
  }
  return 'error_rate';
}

/** What the other words make of a metric: `Top-3 accuracy`, a normalized error, a macro F1. */
export function refineName(name: string, tokens: readonly string[], free: readonly string[]): string {
  return withNorm(withAverage(topOf(name, tokens), free), free);
}

/** `Top-3 accuracy` is not accuracy. */
function topOf(name: string, tokens: readonly string[]): string {
  const count = name === 'accuracy' ? tokens[tokens.indexOf('top') + 1] : undefined;
  return count !== undefined && tokens.includes('top') && /^(?:[2-9]|\d{2,3})$/.test(count)
    ? `top_${count}_accuracy`
    : name;
}

/** An error that was divided by the range of its target is another one. */
function withNorm(name: string, free: readonly string[]): string {
  const isNormalized = free.includes('normalized') || free.includes('normalised') || free.includes('norm');
  return isNormalized && ERRORS.test(name) ? `n${name}` : name;
}

const ERRORS = /^(?:mae|mse|rmse|rmsle)$/;

function withAverage(name: string, free: readonly string[]): string {
  if (name !== 'precision' && name !== 'recall' && name !== 'f1') {
    return name;
  }
  const average = free.map((token) => AVERAGES.get(token)).find((found) => found !== undefined);
  return average === undefined ? name : `${name}_${average}`;
}

const AVERAGES: ReadonlyMap<string, string> = new Map([
  ['macro', 'macro'],
  ['micro', 'micro'],
  ['weighted', 'weighted'],
  ['samples', 'samples'],
]);
