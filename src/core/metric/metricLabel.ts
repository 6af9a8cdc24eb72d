import { remember } from '../remember';
import { lookUpMetric, METRIC_ALIASES, METRIC_WORDS } from './catalogue';
import { isFilling } from './fillingWords';
import { LONGEST_LABEL, tokenize } from './labelTokens';
import { findName, refineName } from './metricInLabel';
import { findSplit, mayNameSplit, readSplitPair } from './splitWords';
import { isDoubtfulName } from './weakNames';

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

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
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
  generated p_value pval chance guess random_guess regularization regularisation regularizer penalty leaf shap shapley`);
const GENERIC_SCORES = words('score scores');
const SINGLE = words('prediction predicted anomaly polarity toxicity sentiment similarity match relevance');

/** Reads a label such as `Final score (RMSE)`, `val_loss` or `Accuracy of the model on the test set`. */
export function readMetricLabel(label: string): MetricLabel {
  return readShape(/\d/.test(label) ? withoutCounts(label) : label);
}

/** The split that a text names. */
export function namedSplit(text: string): string | null {
  return mayNameSplit(text) ? readMetricLabel(text).split : null;
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
  const metric = findName(label, tokens, taken);
  const isOfFolds = /fold/i.test(label) && OF_FOLDS.test(label);
  const splitName = findSplit(tokens, taken) ?? (isOfFolds ? 'cv' : null);
  const rest = tokens.filter(
    (token, index) =>
      !taken.has(index) &&
      !isFilling(token) &&
      !/^\d+$/.test(token) &&
      !(isOfFolds && FOLD_WORDS.has(token)) &&
      (metric === null || lookUpMetric(token) === null),
  );
  const free = tokens.filter((_, index) => !taken.has(index));
  const isSpread = free.some((token) => SPREADS.has(token));
  const name = metric === null ? genericName(free, tokens) : refineName(metric, tokens, free);
  return {
    name: isDoubtfulName(
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
          !(OF_CLUSTERS.test(name ?? '') && /^clusters?$/.test(token)) &&
          !(token === 'generated' && OF_IMAGES.test(name ?? '')) &&
          !(token === 'support' && rest.includes('vector')),
      ) ||
      hasForeignPhrase(tokens) ||
      isChange(tokens, taken) ||
      isCorrelation(name, splitName),
  };
});

/** `5-fold CV accuracy`, `K-Fold RMSE`: what comes of all folds. `3rd fold` and `K-fold 3` are one of them. */
const OF_FOLDS = /(?<![\w.])(?:\d+|[kn]|five|ten|stratified)[-\s]*fold\b(?!\s*#?\d)/i;
const FOLD_WORDS = words('fold k n five ten stratified');

/** What is measured of clusters speaks of their number. */
const OF_CLUSTERS = /^(?:silhouette|calinski_harabasz|davies_bouldin|inertia)$/;

/** What compares generated images with real ones says so. */
const OF_IMAGES = /^(?:fid|inception_score|lpips|ssim|psnr)$/;

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
      (token) =>
        token === 'rate' ||
        token === 'value' ||
        token === 'size' ||
        token === 'loss' ||
        token === 'rec' ||
        token === 'cost' ||
        token === 'sensitivity',
    )
  ) {
    return false;
  }
  const text = ` ${tokens.join(' ')} `;
  return / learning rate | p value | batch size | loss batch | split loss | (?:max|stop|weight|heat|profit|sale|data) loss | rec (?:score|rank) | (?:noise|price) sensitivity | (?:gen|inference|api|token|llm|shipping|transaction) cost | cost basis /.test(
    text,
  );
}

const CHANGES = words('drop gain reduction decline rise boost uplift');
const CHANGED = words(
  'reduced lowered dropped declined fell fallen cut raised risen boosted better worse higher lower',
);
const OF_WHAT = words('by in of from over vs versus compared when after');

/** `RMSE reduced by`, `accuracy gain`, `drop in F1`, `train minus test accuracy`: how much a score changed is no score. */
function isChange(tokens: readonly string[], taken: ReadonlySet<number>): boolean {
  return tokens.some((token, index) => {
    const next = tokens[index + 1];
    if (taken.has(index)) {
      return false;
    }
    if (token === 'minus') {
      return index > 0 && next !== undefined;
    }
    return CHANGED.has(token)
      ? next === 'by'
      : CHANGES.has(token) &&
          ((taken.has(index - 1) && (next === undefined || OF_WHAT.has(next))) ||
            (next === 'in' && taken.has(index + 2)));
  });
}

function genericName(free: readonly string[], tokens: readonly string[]): string | null {
  // What a model says of one example.
  const isPrediction = tokens.some((token) => SINGLE.has(token));
  const isScore = free.some((token) => GENERIC_SCORES.has(token)) || tokens.join('_') === 'best_score';
  return isScore && !isPrediction ? 'score' : null;
}
