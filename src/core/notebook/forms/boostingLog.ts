import { readMetricLabel } from '../../metric/metricLabel';
import { knownMetric } from '../../metric/catalogue';
import type { TrainingSite } from '../../python/codeFacts';
import type { ModelFact } from '../../python/values';
import type { CodeHints } from '../codeHints';
import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';

const ROUND = /^\s*\[(\d+)\]\s+(.*)$/;
const XGBOOST = /([A-Za-z_][\w.]*)-([A-Za-z][\w]*(?:@[\w.-]*)?):\s*(-?[\d.]+(?:e[-+]?\d+)?)(?:\+([\d.]+))?/gi;
const LIGHTGBM = /\b([A-Za-z_]\w{0,60}(?: \w{1,60})?)'s ([^:\t]+): (-?[\d.]+(?:e[-+]?\d+)?)(?: \+ ([\d.e-]+))?/gi;
const LIGHTGBM_CV = /(?:^|\t)\s*([a-z]\w*) ([a-z][\w@]*): (-?[\d.]+(?:e[-+]?\d+)?) \+ ([\d.e-]+)/gi;
const CATBOOST =
  /^\s*(\d+):\s+(?:learn: (-?[\d.]+(?:e[-+]?\d+)?))?\s*((?:test\d*: -?[\d.]+(?:e[-+]?\d+)?\s*)*)(?:best: (-?[\d.]+)|total:)/;

/** Evaluation lines of XGBoost, LightGBM and CatBoost. The last round is read; all rounds make the series. */
export function readBoostingLog(block: OutputBlock, used: Set<number>, hints: CodeHints): Reading[] {
  const fit = hints.trainings.findLast((site) => site.kind === 'fit');
  // A search trains many models, whose logs are not told apart.
  const role = fit?.loop === 'fold' ? 'fold' : SEARCHES.test(fit?.model?.name ?? '') ? 'trial' : null;
  let isBest = false;
  const readings = block.lines.flatMap((line, index) => {
    if (line.length > 2000 || !BEGINNING.test(line)) {
      return [];
    }
    const round = ROUND.exec(line);
    if (BEST_ROUND.test(line)) {
      isBest = true;
      return [];
    }
    if (round !== null) {
      const readings = readRound(block, index, Number(round[1]), round[2] ?? '', fit?.sets ?? []).map((reading) =>
        isBest ? { ...reading, label: 'best' } : reading,
      );
      isBest = false;
      if (readings.length > 0) {
        used.add(index);
      }
      return readings;
    }
    if (SEARCHED.test(line)) {
      used.add(index);
      return [];
    }
    const tree = /^\s*\d+:\s/.test(line) ? CATBOOST.exec(line) : null;
    if (tree !== null) {
      used.add(index);
      return readTree(block, index, tree, hints);
    }
    if (/^(?:bestTest|bestIteration|Shrink model|Stopped by overfitting|Warning: Overfitting)/.test(line.trim())) {
      used.add(index);
      return readBestTest(block, index, line, hints);
    }
    return [];
  });
  return role === null ? readings : readings.map((reading) => ({ ...reading, role }));
}

/** Of the lines that are looked for: most numbers and words that begin a line begin none of them. */
const BEGINNING = /^\s*(?:\[\d|\d+:\s|stopp|early stop|did not|best|shrink|warning)/i;

/** The round that an early stopped training went back to stands in the next line. */
const BEST_ROUND = /^(?:Stopping\. |Early stopping, |Did not meet early stopping\. )?best iteration(?: is)?:$/i;

/** `12: loss: 0.31 best: 0.29 (4) total: 3s` is a line of CatBoost's own search. */
const SEARCHED = /^\s*\d+:\s+loss: \S+\s+best: /;

const SEARCHES = /^(?:TabularPredictor|TimeSeriesPredictor|AutoML\w*|TPOT\w*|MultiModalPredictor)$/;

const BEST_TEST = /^\s*bestTest = (-?[\d.]+(?:e[-+]?\d+)?)/;

/** CatBoost names no metric; the settings of the model do, the evaluation metric before the loss. */
function readBestTest(block: OutputBlock, line: number, text: string, hints: CodeHints): Reading[] {
  const value = BEST_TEST.exec(text)?.[1];
  const fit = lastFit(hints);
  const name = optimizedMetric(fit?.model ?? null);
  return value === undefined || name === null || !Number.isFinite(Number(value))
    ? []
    : [makeReading(block, { name, value: Number(value), split: fit?.split ?? 'val', form: 'boosting', line })];
}

function lastFit(hints: CodeHints): TrainingSite | undefined {
  return hints.trainings.findLast((site) => site.kind === 'fit' && site.model !== null);
}

/** What a CatBoost model is told to watch, or what it watches by itself. */
function optimizedMetric(model: ModelFact | null): string | null {
  const params = model?.params ?? [];
  const named =
    params.findLast(({ name }) => name === 'eval_metric') ?? params.findLast(({ name }) => name === 'loss_function');
  if (typeof named?.value === 'string') {
    return knownMetric(named.value.replace(/:.*$/, '')) ?? (named.value === 'MultiClass' ? 'log_loss' : null);
  }
  const isDefault = named === undefined && model !== null;
  return isDefault && model.name === 'CatBoostClassifier'
    ? 'log_loss'
    : isDefault && model.name === 'CatBoostRegressor'
      ? 'rmse'
      : null;
}

/** `999: learn: 136.79 total: 41.3s`: what the training reached on its own rows, where it is told of no others. */
function readTree(block: OutputBlock, line: number, tree: RegExpExecArray, hints: CodeHints): Reading[] {
  const name = optimizedMetric(lastFit(hints)?.model ?? null);
  const value = Number(tree[2] ?? NaN);
  return name === null || !Number.isFinite(value)
    ? []
    : [
        makeReading(block, {
          name,
          value,
          split: 'train',
          role: 'step',
          step: Number(tree[1]),
          form: 'boosting',
          line,
        }),
      ];
}

function readRound(
  block: OutputBlock,
  line: number,
  step: number,
  text: string,
  sets: readonly (string | null)[],
): Reading[] {
  const quoted = text.includes("'s ") ? [...text.matchAll(LIGHTGBM)] : [];
  const dashed = quoted.length > 0 ? [] : [...text.matchAll(XGBOOST)];
  const cross = quoted.length > 0 || dashed.length > 0 ? [] : [...text.matchAll(LIGHTGBM_CV)];
  return [...quoted, ...dashed, ...cross].flatMap((match) => {
    const [, set = '', metric = '', value = '', spread] = match;
    const name = metric === 'error' ? 'error_rate' : readMetricLabel(metric).name;
    if (name === null || !Number.isFinite(Number(value))) {
      return [];
    }
    const isCv = spread !== undefined;
    return [
      makeReading(block, {
        name,
        value: Number(value),
        split: isCv ? (/train/i.test(set) ? 'train' : 'cv') : evaluationSplit(set, sets),
        role: 'step',
        step,
        form: 'boosting',
        line,
      }),
    ];
  });
}

/** What an evaluation set is called says its split; `validation_0` is only the first one of the list. */
function evaluationSplit(set: string, sets: readonly (string | null)[]): string | null {
  const place = /^(?:validation|valid|eval|val|test)_?(\d+)$/i.exec(set)?.[1];
  if (place !== undefined) {
    const known = sets[Number(place)] ?? null;
    if (known !== null) {
      return known;
    }
    return /^validation_0$/i.test(set) ? null : 'val';
  }
  const { split } = readMetricLabel(set);
  return split;
}
