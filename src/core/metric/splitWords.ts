/** What a split is called in labels. */
const SPLIT_PHRASES: ReadonlyMap<string, string> = new Map([
  ...split('train', 'train training trn tr learn trainset trainingset in_sample insample'),
  ...split('test', 'test testing tst testset holdout hold_out out_of_sample unseen heldout held_out testdata'),
  ...split('val', 'val valid validation dev eval evaluation validating validationset valset'),
  ...split(
    'cv',
    'cv cross_val cross_validation cross_validated crossval cross_validate kfold k_fold cross_val_score folds oof out_of_fold',
  ),
  ...split('oob', 'oob out_of_bag'),
]);

function split(name: string, phrases: string): [string, string][] {
  return phrases.split(' ').map((phrase) => [phrase, name]);
}

/** First words of the phrases. */
const SPLIT_STARTS: ReadonlySet<string> = new Set(
  [...SPLIT_PHRASES.keys()].map((phrase) => phrase.replace(/_.*$/, '')),
);

/** True for words that are the name of a split by themselves. */
export function isSplitWord(token: string): boolean {
  return SPLIT_PHRASES.has(token);
}

/** The split that `tokens` name. Takes the words that do. */
export function findSplit(tokens: readonly string[], taken: Set<number>): string | null {
  let found: string | null = null;
  // "On the test set, where the training images were darkened": what it is measured on is told once.
  let isTold = false;
  for (let start = 0; start < tokens.length; start += 1) {
    if (!SPLIT_STARTS.has(tokens[start] ?? '')) {
      continue;
    }
    for (let length = freeTokens(tokens.length, start, taken); length > 0; length -= 1) {
      const phrase = length === 1 ? (tokens[start] ?? '') : tokens.slice(start, start + length).join('_');
      const name = SPLIT_PHRASES.get(phrase);
      if (name !== undefined) {
        for (let index = start; index < start + length; index += 1) {
          taken.add(index);
        }
        // "10-fold cross validation on the training set" is cross validation.
        found = found === 'cv' || isTold ? found : name;
        isTold ||= isMeasuredOn(tokens, start);
        break;
      }
    }
  }
  return found;
}

/** `on test`, `on the test`. */
function isMeasuredOn(tokens: readonly string[], start: number): boolean {
  return tokens[start - 1] === 'on' || (tokens[start - 1] === 'the' && tokens[start - 2] === 'on');
}

/** How many tokens from `start` on belong to nothing yet, three at most. */
function freeTokens(count: number, start: number, taken: ReadonlySet<number>): number {
  let free = 0;
  while (free < 3 && start + free < count && !taken.has(start + free)) {
    free += 1;
  }
  return free;
}

/** The longest word of each phrase, what is glued to the name of a metric, folds, and letters that lower case makes plain. */
const MAY_NAME_SPLIT = new RegExp(
  [
    ...new Set([...SPLIT_PHRASES.keys()].map((phrase) => phrase.split('_').reduce(longer))),
    'fold',
    '[tv][rl]?(?:loss|acc)',
    '[^\\x00-\\x7f]',
  ].join('|'),
  'i',
);

function longer(one: string, other: string): string {
  return other.length > one.length ? other : one;
}

/** False when `text` certainly names no split, as most lines do: one look at it tells. */
export function mayNameSplit(text: string): boolean {
  return MAY_NAME_SPLIT.test(text);
}

const SPLIT_PAIR =
  /\b(train|training|test|testing|val|valid|validation|dev)\s*(?:\/|,|&|\band\b|\|)\s*(train|training|test|testing|val|valid|validation|dev)\b/i;

/** `Train Loss (Test Loss)` */
const SPLIT_ASIDE = /\b(train|test|val)\w* (\w+) \((train|test|val)\w* \2\)$/i;

/** Two splits side by side, in their order. */
export function readSplitPair(label: string): readonly [string, string] | null {
  const aside = label.endsWith(')') ? SPLIT_ASIDE.exec(label) : null;
  const match =
    aside !== null ? [aside[0], aside[1], aside[3]] : /[/,&|]| and /i.test(label) ? SPLIT_PAIR.exec(label) : null;
  const first = SPLIT_PHRASES.get(match?.[1]?.toLowerCase() ?? '');
  const second = SPLIT_PHRASES.get(match?.[2]?.toLowerCase() ?? '');
  return first === undefined || second === undefined || first === second ? null : [first, second];
}
