import { readMetricLabel } from '../../metric/metricLabel';
import type { MetricLabel } from '../../metric/metricLabel';
import { isModelWord } from '../../metric/modelWords';
import { titleInEnglish } from '../../metric/titleInEnglish';
import type { ColumnMetric } from './tableShape';

/** What the code says of columns, by their titles. */
export type ToldColumns = ReadonlyMap<string, { readonly name: string; readonly split: string | null }>;

const DATA_COLUMNS = new Set(['pearson', 'spearman', 'explained_variance', 'energy', 'lift']);

/** A loss after whom a regression is called: `OLS | Huber | Tukey`. */
const OF_REGRESSION = /^huber$/i;

function columnMetric(title: string): ColumnMetric | null {
  if (title.length > 60 || title === '' || OF_REGRESSION.test(title) || /^exact$/i.test(title)) {
    return null;
  }
  // What searches of several models found.
  if (/^(?:mean_)?best_score_?$/i.test(title)) {
    return { name: 'score', split: 'cv', isFold: false };
  }
  const label = readTitle(title.replace(WITH_SPREAD, ''));
  if (
    label.name === null ||
    label.isForeign ||
    label.isSpread ||
    label.rest.some((word) => !isModelWord(word)) ||
    DATA_COLUMNS.has(label.name) ||
    (label.name === 'score' && label.split === null)
  ) {
    return null;
  }
  return { name: label.name, split: label.split, isFold: false };
}

/** `MAE (EUR)`: the unit is no part of the name. */
function readTitle(title: string): MetricLabel {
  const label = readMetricLabel(title);
  const bare = label.rest.length === 1 ? title.replace(/\s+[([][^()[\]]{1,12}[)\]]$/, '') : title;
  return bare === title ? label : readMetricLabel(bare);
}

/** `ROC AUC (mean ± std)`: the value before its spread. */
const WITH_SPREAD =
  /[\s_]*[([]?\s*(?:mean)?[\s_]*(?:±|\+\/-|\+-)\s*(?:std|sd|stdev)?(?:\.? ?dev(?:iation)?)?\s*[)\]]?\s*$/i;

/** `P` and `R` side by side are precision and recall; `F1@F2` is F1 where F2 is best. */
export function shortTitle(title: string, header: readonly string[]): string {
  if (/^[PR]$/.test(title) && header.includes('P') && header.includes('R')) {
    return title === 'P' ? 'precision' : 'recall';
  }
  if (title === 'AP' && header.includes('AP50')) {
    return 'mAP';
  }
  return title.replace(/^([A-Za-z]\w*)@(?:F\d|best|opt(?:imal)?|thr(?:eshold)?|tuned)$/i, '$1');
}

/** As `columnMetric`, and for labels in other languages that tell the metric's English name as well. */
function titledMetric(title: string): ColumnMetric | null {
  const direct = columnMetric(title);
  const english = direct === null ? titleInEnglish(title) : null;
  const found = english === null ? null : columnMetric(english);
  return found === null ? direct : { ...found, split: found.split ?? readMetricLabel(title).split };
}

/** By its title, or by what the code puts in it: `Score` may be anything. */
export function knownColumn(title: string, told: ToldColumns): ColumnMetric | null {
  const titled = titledMetric(title);
  const column = told.get(title);
  if (column === undefined || column.name === 'score') {
    return titled;
  }
  const isVague = titled === null || titled.name === 'score' || (titled.name === 'accuracy' && column.name === 'r2');
  const shown = isVague ? column.name : titled.name;
  // Scores of one kind under several titles: each is a model's.
  const isOfModel =
    titled === null &&
    [...told].some(([other, { name, split }]) => other !== title && name === column.name && split === column.split);
  return {
    name: shown,
    split: titled?.split ?? readMetricLabel(title).split ?? column.split,
    isFold: false,
    ...(isOfModel ? { model: title } : {}),
  };
}
