import { remember } from '../remember';
import { METRIC_WORDS } from './catalogue';
import { GLUED_WORDS, isGlued, tokenize } from './labelTokens';

/** Words of metric names that say nothing without another one. */
const PALE: ReadonlySet<string> = new Set(
  `mean average avg rate of the under index value total overall and coefficient set within cluster sum
  positive negative true false classification binary at k information log a all in`.split(/\s+/),
);

/** True for words that stand in names of metrics. */
export function isMetricWord(token: string): boolean {
  return METRIC_WORDS.has(token) || (token.endsWith('s') && METRIC_WORDS.has(token.slice(0, -1)));
}

/** True for those that say something without another one, as `rate` and `mean` do not. */
export function isTellingWord(token: string): boolean {
  return isMetricWord(token) && !PALE.has(token);
}

/**
 * A quick look that spares most lines the careful one: false when no word of `text` can belong to a metric's name.
 */
export function mayNameMetric(text: string): boolean {
  const lower = text.toLowerCase();
  let start = -1;
  for (let at = 0; at <= lower.length; at += 1) {
    const code = lower.charCodeAt(at);
    const isLetter = code >= 97 && code <= 122;
    const isDigit = code >= 48 && code <= 57;
    if (start < 0) {
      start = isLetter ? at : -1;
    } else if (!isLetter && !isDigit) {
      if (mayBeTelling(lower, start, at) && isTelling(lower.slice(start, at))) {
        return true;
      }
      start = -1;
    }
  }
  return false;
}

/** Of words by their first two letters or digits: a bit for each length that a telling one has. */
const LENGTHS = new Int32Array(36 * 36);

/** What needs no look at the word itself: nine of ten words of a text begin or are as long as no word of a metric. */
function mayBeTelling(text: string, start: number, end: number): boolean {
  const length = end - start;
  const place = characterAt(text, start) * 36 + (length > 1 ? characterAt(text, start + 1) : 0);
  return length < 31 && ((LENGTHS[place] ?? 0) & (1 << length)) !== 0;
}

/** 0 to 35 for the letters and digits that words are made of. */
function characterAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 97 ? code - 97 : code - 22;
}

function addLength(word: string): void {
  const place = characterAt(word, 0) * 36 + (word.length > 1 ? characterAt(word, 1) : 0);
  LENGTHS[place] = (LENGTHS[place] ?? 0) | (1 << word.length);
}

/** False when no metric's name can be found in a label of these words, `score` aside. */
export const hasMetricWord = remember((words: string): boolean =>
  tokenize(words).some((token) => isMetricWord(token) && !/^\d/.test(token)),
);

const isTelling = remember((token) => isTellingWord(token) || isGlued(token));

for (const word of METRIC_WORDS) {
  [word, `${word}s`].filter((form) => !PALE.has(form)).forEach(addLength);
}
GLUED_WORDS.forEach(addLength);
