import { remember } from '../remember';
import { lookUpMetric, METRIC_ALIASES, METRIC_WORDS, nameTokens } from './catalogue';

/** What the words before a number say about it. */
export interface MetricLabel {
  /** Canonical; `score` when the label says no more than that; null when it names no metric. */
  readonly name: string | null;
  readonly split: string | null;
  /** Two splits named side by side, as in `train/test accuracies 1.000/0.917`, in their order. */
  readonly splitPair: readonly [string, string] | null;
  /** The words that are neither metric, split nor filling, in their own spelling: often the model's name. */
  readonly rest: readonly string[];
  readonly isSpread: boolean;
  /** One of several folds. */
  readonly isFold: boolean;
  /** A mean over folds or runs, or a value called final or overall. */
  readonly isAggregate: boolean;
  readonly isBest: boolean;
  /** The label counts epochs, steps or rounds. */
  readonly isStep: boolean;
  /** The label speaks of something that is no evaluation: a threshold, a time, an importance, a change. */
  readonly isForeign: boolean;
}

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

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const FILLING =
  words(`score scores mean average avg final best overall total model models the a an of on for is was are were
  set data dataset sets value values result results using with in at by our my this that after and to has have had been
  its it s per from obtained achieved metric metrics performance predicted prediction predictions current new last
  samples sample images image examples points network classifier regressor estimator algorithm method neural net
  percentage percent pct over all based macro micro weighted binary got get gives we here as out cross entropy
  learned fitted trained tuned untuned got print running epoch step default base now also respectively
  de la el le der die das en del con para modelo sur`);
const AVERAGES: ReadonlyMap<string, string> = new Map([
  ['macro', 'macro'],
  ['micro', 'micro'],
  ['weighted', 'weighted'],
  ['samples', 'samples'],
]);
const AGGREGATES = words('mean average avg final overall total');
const SPREADS = words('std sd stdev stddev deviation variance var stderr');
const STEPS = words('epoch epochs step steps iter iteration iterations round batch ep it generation');
const FOREIGN =
  words(`importance importances correlation corr threshold thresholds thres thresh time times seconds secs sec minutes duration elapsed
  improvement improved improve improves increase increased decrease decreased difference diff change changed delta target
  desired patience number num count counts size length shape dimension param params parameter parameters alpha lr
  memory speed price salary age confidence probability probabilities proba polarity sentiment similarity distance pvalue
  statistic skewness skew kurtosis quantile median_value percentile missing null nulls nan ratio weights weight bias coef
  coefficients intercept support width height year years day days month hours cluster clusters neighbors components
  random_state seed feature features column columns rows row version gpu cpu ram ms fps momentum dropout decay gamma
  lambda budget limit min_delta tolerance eta subsample depth eps epsilon reward_threshold required needed baseline_target
  generated p_value pval chance guess random_guess regularization regularisation regularizer penalty leaf`);
const GENERIC_SCORES = words('score scores');
const SINGLE = words('prediction predicted anomaly polarity toxicity sentiment similarity match relevance');

/** Metric names of one letter or two that are only believed when they stand alone with a split. */
const WEAK = words(
  'p r l1 l2 em hr err energy exact lift ks distortion hamming roc rec cost dice top1 top5 top_1 top_5 acc1 acc5 objective squared_error huber kl completeness purity deviance concordance coherence map exact jaccard gini inertia',
);

/** Words of metric names that say nothing without another one. */
const PALE = words(`mean average avg rate of the under index value total overall and coefficient set within cluster sum
  positive negative true false classification binary at k information log a all in`);

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

function addLength(word: string, length: number): void {
  const place = characterAt(word, 0) * 36 + (word.length > 1 ? characterAt(word, 1) : 0);
  LENGTHS[place] = (LENGTHS[place] ?? 0) | (1 << length);
}

/** False when no metric's name can be found in a label of these words, `score` aside. */
export const hasMetricWord = remember((words: string): boolean =>
  tokenize(words).some((token) => isMetricWord(token) && !/^\d/.test(token)),
);

const isTelling = remember(
  (token) =>
    (isMetricWord(token) && !PALE.has(token)) || (token.length > 3 && (GLUED.test(token) || SHORT.test(token))),
);

/** Reads a label such as `Final score (RMSE)`, `val_loss` or `Accuracy of the model on the test set`. */
export function readMetricLabel(label: string): MetricLabel {
  return readShape(/\d/.test(label) ? withoutCounts(label) : label);
}

/** A number that is a word by itself: no part of `resnet50`. */
const COUNT = /(?<!\w)\d+(?!\w)/g;
const HAS_COUNT = new RegExp(COUNT.source);
/** Letters that numbers belong to in names of metrics: `F 1`, `mAP 50`, `ROUGE 2`. */
const NUMBERED = new RegExp(
  `(?:${[...new Set(METRIC_ALIASES.flatMap(wordsBeforeNumbers))].join('|')})[^A-Za-z]*$`,
  'i',
);
/** Letters that `\w` does not know, powers, and names that go on with a number. */
const MEANT_NUMBER = /[^\x00-\x7f]|[\^*@]|\bat\b|top|_\d+$/i;

function wordsBeforeNumbers(alias: string): readonly string[] {
  return [...alias.matchAll(/([a-z]+)[^a-z]*_(?=\d)/g)].map(([, word = '']) => word);
}

/** `Batch no (101/782): loss` and its thousands of fellows say the same: numbers that no metric's name has are none. */
function withoutCounts(label: string): string {
  return label.length > LONGEST_LABEL || !HAS_COUNT.test(label) || MEANT_NUMBER.test(label)
    ? label
    : label.replace(COUNT, (count, start: number) =>
        METRIC_WORDS.has(count) && NUMBERED.test(label.slice(0, start)) ? count : '9',
      );
}

const readShape = remember((label: string): MetricLabel => {
  const tokens = tokenize(label);
  const taken = new Set<number>();
  const metric =
    findAcronym(label, tokens, taken) ??
    findMetric(tokens, taken, /@|\bat\b|_\d+$/i.test(label)) ??
    findDeviation(label, tokens, taken);
  const isOfFolds = /fold/i.test(label) && OF_FOLDS.test(label);
  const splitName = findSplit(tokens, taken) ?? (isOfFolds ? 'cv' : null);
  const rest = tokens.filter(
    (token, index) =>
      !taken.has(index) &&
      !FILLING.has(token) &&
      !/^\d+$/.test(token) &&
      !(isOfFolds && FOLD_WORDS.has(token)) &&
      (metric === null || lookUpMetric(token) === null),
  );
  const free = tokens.filter((_, index) => !taken.has(index));
  const isSpread = free.some((token) => SPREADS.has(token));
  const name = metric === null ? genericName(free, tokens) : withNorm(withAverage(topOf(metric, tokens), free), free);
  return {
    name: isDoubtful(
      tokens.filter((_, index) => taken.has(index)).join('_'),
      rest.filter((token) => !STEPS.has(token)),
    )
      ? null
      : name,
    split: splitName,
    splitPair: readSplitPair(label),
    rest: rest.filter((token) => !SPREADS.has(token) && !STEPS.has(token)),
    isSpread,
    isFold: !isOfFolds && /fold/i.test(label) && /\bfold\b|\bfold\s*#?\d/i.test(label),
    isAggregate: tokens.some((token, index) => AGGREGATES.has(token) && !isInName(tokens, index, taken)),
    isBest: free.includes('best') || free.includes('max') || free.includes('maximum') || free.includes('highest'),
    isStep: metric === null && free.some((token) => STEPS.has(token)),
    isForeign:
      rest.some(
        (token) =>
          FOREIGN.has(token) &&
          !(token === 'generated' && OF_IMAGES.test(name ?? '')) &&
          !(token === 'support' && rest.includes('vector')),
      ) ||
      hasForeignPhrase(tokens) ||
      isCorrelation(name, splitName),
  };
});

/** `5-fold CV accuracy`, `K-Fold RMSE`: what comes of all folds. `3rd fold` and `K-fold 3` are one of them. */
const OF_FOLDS = /(?<![\w.])(?:\d+|[kn]|five|ten|stratified)[-\s]*fold\b(?!\s*#?\d)/i;
const FOLD_WORDS = words('fold k n five ten stratified');

/** What compares generated images with real ones says so. */
const OF_IMAGES = /^(?:fid|inception_score|lpips|ssim|psnr)$/;

/** `WeightedEnsemble_L2` is no mean squared error. */
function isDoubtful(phrase: string, rest: readonly string[]): boolean {
  return isWeak(phrase) && (isCrowded(rest) || (/^l[12]$/.test(phrase) && rest.length > 0));
}

function isWeak(phrase: string): boolean {
  return WEAK.has(phrase) || WEAK.has(phrase.replace(/s$/, ''));
}

/** A weak name beside words that name no model is likely another word: `MAPS_AND_NAVIGATION`. */
function isCrowded(rest: readonly string[]): boolean {
  return rest.length > 1 || rest.some((word) => !isModelWord(word) && word.length > 8);
}

/** `mean` in `mean squared error` is no mean over folds; in `mean accuracy` it is. */
function isInName(tokens: readonly string[], index: number, taken: ReadonlySet<number>): boolean {
  return (
    taken.has(index) &&
    lookUpMetric(
      tokens
        .slice(index + 1)
        .filter((_, at) => taken.has(index + 1 + at))
        .join('_'),
    ) === null
  );
}

/** Correlations are statistics of data, unless an evaluation says which split they are of. */
function isCorrelation(name: string | null, split: string | null): boolean {
  return (name === 'pearson' || name === 'spearman') && split === null;
}

function hasForeignPhrase(tokens: readonly string[]): boolean {
  if (
    !tokens.some(
      (token) => token === 'rate' || token === 'value' || token === 'size' || token === 'loss' || token === 'rec',
    )
  ) {
    return false;
  }
  const text = ` ${tokens.join(' ')} `;
  return / learning rate | p value | batch size | loss batch | (?:max|stop|weight|heat|profit|sale|data) loss | rec (?:score|rank) /.test(
    text,
  );
}

function tokenize(label: string): string[] {
  const parts = label.length > LONGEST_LABEL ? label.slice(-LONGEST_LABEL) : label;
  const tokens: string[] = [];
  for (const token of nameTokens(parts)) {
    // `tacc` is the shortest of them.
    if (token.length < 4) {
      tokens.push(token);
    } else {
      tokens.push(...splitGlued(token));
    }
  }
  return tokens;
}

const LONGEST_LABEL = 300;
const SHORT = /^(tr?|vl?)(loss|acc)$/;
const GLUED_STARTS = 'train|training|test|val|valid|validation|eval|dev|cv|avg|mean|best';
const GLUED_ENDS = 'acc|accuracy|loss|auc|f1|mse|rmse|mae|r2|precision|recall|score|error|err|iou';
const GLUED = new RegExp(`^(${GLUED_STARTS})(${GLUED_ENDS})$`);

for (const word of METRIC_WORDS) {
  [word, `${word}s`].filter((form) => !PALE.has(form)).forEach((form) => addLength(form, form.length));
}
for (const end of GLUED_ENDS.split('|')) {
  GLUED_STARTS.split('|').forEach((start) => addLength(start, start.length + end.length));
}
for (const start of ['t', 'tr', 'v', 'vl']) {
  ['loss', 'acc'].forEach((end) => addLength(start + end, start.length + end.length));
}

/** `trainacc`, `valloss`, `vloss`. */
function splitGlued(token: string): string[] {
  const short = SHORT.exec(token);
  if (short?.[1] !== undefined && short[2] !== undefined) {
    return [short[1].startsWith('t') ? 'train' : 'val', short[2]];
  }
  const match = GLUED.exec(token);
  return match?.[1] !== undefined && match[2] !== undefined ? [match[1], match[2]] : [token];
}

const LONGEST = 7;

const ACRONYM = /\(([A-Za-z][\w²-]{1,12})\)\W*$/;

/** `Mean Absolute % Error (MAPE)`: the name in parentheses says what the words before it mean. */
function findAcronym(label: string, tokens: readonly string[], taken: Set<number>): string | null {
  const acronym = label.includes('(') ? ACRONYM.exec(label)?.[1] : undefined;
  const words = acronym === undefined ? [] : nameTokens(acronym);
  const name = lookUpMetric(words.join('_'));
  // `MAE (loss)` is what was minimized: its own name says more.
  if (name === null || name === 'loss' || isWeak(words.join('_'))) {
    return null;
  }
  tokens.forEach((token, index) => {
    if (
      index >= tokens.length - words.length ||
      (isMetricWord(token) && !PALE.has(token) && !FILLING.has(token) && !SPLIT_PHRASES.has(token))
    ) {
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

/** With which names of several words begin. */
const FIRST_WORDS: ReadonlySet<string> = new Set(
  METRIC_ALIASES.flatMap((alias) => (alias.includes('_') ? [alias.slice(0, alias.indexOf('_'))] : [])),
);

function isMetricWord(token: string): boolean {
  return METRIC_WORDS.has(token) || (token.endsWith('s') && METRIC_WORDS.has(token.slice(0, -1)));
}

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
  if (index < 0 || !tokens.some((token) => token === 'rate' || SPLIT_PHRASES.has(token))) {
    return null;
  }
  taken.add(index);
  const rate = tokens.indexOf('rate');
  if (rate >= 0) {
    taken.add(rate);
  }
  return 'error_rate';
}

function findSplit(tokens: readonly string[], taken: Set<number>): string | null {
  let found: string | null = null;
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
        found = found === 'cv' ? found : name;
        break;
      }
    }
  }
  return found;
}

/** How many tokens from `start` on belong to nothing yet, three at most. */
function freeTokens(count: number, start: number, taken: ReadonlySet<number>): number {
  let free = 0;
  while (free < 3 && start + free < count && !taken.has(start + free)) {
    free += 1;
  }
  return free;
}

/** The split that a text names. Most lines name none, which one look at them tells. */
export function namedSplit(text: string): string | null {
  return MAY_NAME_SPLIT.test(text) ? readMetricLabel(text).split : null;
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

const SPLIT_PAIR =
  /\b(train|training|test|testing|val|valid|validation|dev)\s*(?:\/|,|&|\band\b|\|)\s*(train|training|test|testing|val|valid|validation|dev)\b/i;

/** `Train Loss (Test Loss)` */
const SPLIT_ASIDE = /\b(train|test|val)\w* (\w+) \((train|test|val)\w* \2\)$/i;

function readSplitPair(label: string): readonly [string, string] | null {
  const aside = label.endsWith(')') ? SPLIT_ASIDE.exec(label) : null;
  const match =
    aside !== null ? [aside[0], aside[1], aside[3]] : /[/,&|]| and /i.test(label) ? SPLIT_PAIR.exec(label) : null;
  const first = SPLIT_PHRASES.get(match?.[1]?.toLowerCase() ?? '');
  const second = SPLIT_PHRASES.get(match?.[2]?.toLowerCase() ?? '');
  return first === undefined || second === undefined || first === second ? null : [first, second];
}

function genericName(free: readonly string[], tokens: readonly string[]): string | null {
  // What a model says of one example.
  const isPrediction = tokens.some((token) => SINGLE.has(token));
  const isScore = free.some((token) => GENERIC_SCORES.has(token)) || tokens.join('_') === 'best_score';
  return isScore && !isPrediction ? 'score' : null;
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

const MODEL_WORDS =
  words(`logistic linear regression ridge lasso elastic elasticnet net tree decision forest random svm svc svr knn
  neighbors nearest neighbours naive bayes gaussian multinomial bernoulli xgboost xgb lightgbm lgbm lgb catboost gradient boosting
  boost boosted adaboost ada bagging extra trees voting stacking stacked ensemble mlp perceptron neural network ann cnn rnn
  lstm gru bert roberta distilbert transformer resnet resnet18 resnet50 vgg vgg16 inception mobilenet efficientnet densenet unet
  baseline dummy sgd passive lda qda kmeans dbscan pca gmm arima sarima sarimax prophet ets holt winters rf lr dt gb gbm gbdt nb
  gnb mnb bnb pipeline grid search tuned classifier regressor regressionensemble keras pytorch torch autoencoder gpt t5 polynomial kernel
  automl optimized hist histgradient hgb isolation theta tbats nbeats tcn nhits tft rocket`);

/** True for words that name kinds of models, so that a label with nothing but them is believed. */
export function isModelWord(token: string): boolean {
  return MODEL_WORDS.has(token);
}
