import { knownMetric } from '../../metric/catalogue';
import { titleInEnglish } from '../../metric/titleInEnglish';
import { readMetricLabel } from '../../metric/metricLabel';
import { isModelWord } from '../../metric/modelWords';
import type { MetricLabel } from '../../metric/metricLabel';
import { wholeNumber } from '../numbers';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading } from '../reading';
import { readLeaderboards } from './leaderboards';
import { isReportTable, readReportTable } from './reportTables';
import {
  ALL_CLASSES,
  findClassColumn,
  findNameColumn,
  findStepColumn,
  hasFolds,
  holdsCounts,
  isFoldTable,
  isOfItems,
  isPivot,
  isPredictions,
  isRanking,
  isSearch,
  isStatistics,
} from './tableShape';
import type { ColumnMetric } from './tableShape';
import type { TextTable } from './textTable';

const DATA_COLUMNS = new Set(['pearson', 'spearman', 'explained_variance', 'energy', 'lift']);
const AVERAGED = /^(?:precision|recall|f1)$/;
const MAX_ROWS = 3_000;
/** Columns that count the rows of a group. */
const COUNTS = /^(?:nr|no|num(?:ber)?|n|#)\b\W*(?:of\b|_)|^(?:count|size|support)s?$/i;
/** How many clusters a measure speaks for. */
const OF_CLUSTERS = /^(?:(?:best|optimal|chosen)[ _])?k(?:[ _](?:best|optimal|optimum))?$/i;
const COMPARES = /\b(?:ratios?|diff(?:erence)?s?|improvements?|change|delta|gain)\b/i;

/** What the code says of columns, by their titles. */
export type ToldColumns = ReadonlyMap<string, { readonly name: string; readonly split: string | null }>;

/** Metrics as columns (one row per model or epoch), or as rows (one column per model or split). */
export function readTable(block: OutputBlock, table: TextTable, told: ToldColumns): Reading[] {
  if (isReportTable(table)) {
    return readReportTable(block, table);
  }
  const rows = table.rows.slice(0, MAX_ROWS);
  const metricColumns = table.header.map((name, index) => {
    const column = index < table.labelColumns ? null : knownColumn(shortTitle(name, table.header), told);
    return column === null || holdsCounts(column.name, rows, index) ? null : column;
  });
  const named = metricColumns.filter((column) => column !== null).length;
  if (isStatistics(table)) {
    return [];
  }
  const leaderboard = readLeaderboards(block, table, rows);
  if (leaderboard.length > 0) {
    return leaderboard;
  }
  // Models may be called like a loss: `metric | Huber | Normal`.
  if (named > 0 && !namesMetricsInRows(table, rows)) {
    return readColumns(block, table, rows, withoutParts(table.header, metricColumns));
  }
  return readRows(block, table, rows, told);
}

const METRIC_COLUMN = /^(?:metric|measure)s?(?:[_ ]name)?$/i;

/** A column `metric` with a metric in every row says more than what the other columns are called. */
function namesMetricsInRows(table: TextTable, rows: readonly (readonly string[])[]): boolean {
  const column = table.header.findIndex((name) => METRIC_COLUMN.test(name));
  return column >= 0 && rows.length > 0 && rows.every((row) => knownMetric(row[column] ?? '') !== null);
}

/** `rmse`, `rmse_0`, `rmse_1`: what is told of all targets together leaves out what is told of each. */
function withoutParts<T>(titles: readonly string[], metrics: readonly (T | null)[]): readonly (T | null)[] {
  const known = new Set(titles);
  const isPart = (title: string): boolean => {
    const whole = /^(.+)_\d+$/.exec(title)?.[1];
    return whole !== undefined && known.has(whole) && known.has(`${whole}_0`) && known.has(`${whole}_1`);
  };
  return titles.some(isPart) ? metrics.map((metric, index) => (isPart(titles[index] ?? '') ? null : metric)) : metrics;
}

/** `SVC(C=1.0, kernel='rbf')` and `<class 'sklearn.svm.SVC'>` are an SVC. */
function className(name: string | null): string | null {
  const shown = name === null ? null : /^(?:<class '(?:\w+\.)*)?([A-Z]\w+)(?:\(|'>)/.exec(name);
  return shown?.[1] ?? name;
}

/** Stands for a column that names splits and no models. */
const NO_NAME: ColumnMetric = { name: '', split: null, isFold: false };

/** The split that a cell names and nothing else. */
function splitIn(text: string | undefined): string | null {
  const label = text === undefined || text.length > 20 ? null : readMetricLabel(text);
  return label !== null && label.name === null && label.rest.length === 0 ? label.split : null;
}

/** A loss after whom a regression is called: `OLS | Huber | Tukey`. */
const OF_REGRESSION = /^huber$/i;

function columnMetric(title: string): ColumnMetric | null {
  if (title.length > 60 || title === '' || OF_REGRESSION.test(title)) {
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
function shortTitle(title: string, header: readonly string[]): string {
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
function knownColumn(title: string, told: ToldColumns): ColumnMetric | null {
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

function readColumns(
  block: OutputBlock,
  table: TextTable,
  rows: readonly (readonly string[])[],
  columns: readonly (ColumnMetric | null)[],
): Reading[] {
  if (
    isPivot(columns) ||
    isPredictions(table, columns) ||
    isRanking(rows, columns) ||
    isOfItems(table, rows, columns)
  ) {
    return [];
  }
  const isTrials = isSearch(table, rows);
  const classColumn = findClassColumn(table, columns);
  const stepColumn = findStepColumn(table, rows);
  const isRounds = table.header.some((name) => /-mean$/.test(name)) && table.header.some((name) => /-std$/.test(name));
  const isFolds =
    isFoldTable(rows) ||
    hasFolds(table) ||
    /^(?:fold|split)$/i.test(table.header[0] ?? '') ||
    /^fold/i.test(rows[0]?.[0] ?? '');
  // Trainers and fastai: beside a validation loss the other scores are of the validation data.
  const heldOut =
    stepColumn >= 0
      ? columns.some((column) => column?.split === 'val' && column.name === 'loss')
        ? 'val'
        : null
      : heldOutBeside(columns);
  const splitColumn = table.header.findIndex(
    (name, index) =>
      /^(?:split|set|subset|data(?:set)?|partition)$/i.test(name) && rows.some((row) => splitIn(row[index]) !== null),
  );
  const nameColumn = findNameColumn(
    table,
    rows,
    columns.map((column, index) => (index === splitColumn ? NO_NAME : column)),
  );
  return rows.flatMap((row, rowIndex) => {
    const step = stepColumn < 0 ? null : (wholeNumber(row[stepColumn] ?? '')?.value ?? null);
    const rowName = isFolds
      ? (row[0] ?? null)
      : nameColumn === null || nameColumn === stepColumn
        ? null
        : nestedName(table, row, nameColumn);
    const rowLabel = rowName === null ? null : readMetricLabel(rowName);
    const innerSplit = table.labelColumns === 2 ? splitIn(row[1]) : null;
    // `RidgeCV` is a model and no cross validation.
    const rowSplit =
      splitIn(row[splitColumn]) ??
      innerSplit ??
      (rowLabel !== null && rowLabel.rest.length === 0 ? rowLabel.split : null);
    const average = classColumn < 0 ? undefined : /^(macro|micro|weighted)/i.exec(row[classColumn] ?? '')?.[1];
    // A row of ratios or differences compares the others; one of a class is a part of the result.
    const isOfAll = classColumn >= 0 && ALL_CLASSES.test(row[classColumn] ?? '');
    const isLevel = LEVEL.test(rowName ?? '') && rows.some((other) => ALL_CLASSES.test(other[nameColumn ?? -1] ?? ''));
    if (isLevel || COMPARES.test(rowName ?? '') || (classColumn >= 0 && average === undefined && !isOfAll)) {
      return [];
    }
    return columns.flatMap((column, index) => {
      const number = column === null ? null : readCell(row[index]);
      if (
        column === null ||
        number === null ||
        !isPlausible(column.name, number.value, number.isPercent) ||
        (number.value === 0 && NOT_COMPUTED.test(column.name))
      ) {
        return [];
      }
      const isMean = /^mean$/i.test(rowName ?? '');
      return [
        makeReading(block, {
          name:
            average !== undefined && AVERAGED.test(column.name)
              ? `${column.name}_${average.toLowerCase()}`
              : column.name,
          value: number.value,
          isPercent: number.isPercent,
          split: isRounds && column.split !== 'train' ? 'cv' : (column.split ?? rowSplit ?? (isFolds ? 'cv' : heldOut)),
          model:
            column.model ??
            ((rowSplit !== null && splitColumn < 0 && innerSplit === null) || isMean || nameColumn === classColumn
              ? null
              : className(rowName)),
          role: isTrials
            ? 'trial'
            : /^(?:std|sd)$/i.test(rowName ?? '')
              ? 'spread'
              : isFolds && !isMean
                ? 'fold'
                : stepColumn < 0
                  ? 'final'
                  : 'step',
          step,
          form: stepColumn < 0 ? table.form : `${table.form}-epochs`,
          confidence: 'high',
          line: table.line + rowIndex,
        }),
      ];
    });
  });
}

/** What PyCaret shows as 0 where it computes nothing: scores of clusters, and the AUC of a model without probabilities. */
const NOT_COMPUTED = /^(?:silhouette|calinski_harabasz|davies_bouldin|ari|homogeneity|completeness|v_measure|roc_auc)$/;

/** `PCA` and under it `Random forest`: of an index with two levels both names, unless the inner one is a split. */
function nestedName(table: TextTable, row: readonly string[], column: number): string | null {
  const outer = row[column] ?? null;
  const inner = table.labelColumns === 2 && column === 0 ? (row[1] ?? '') : '';
  return inner === '' || outer === null || wholeNumber(inner) !== null || splitIn(inner) !== null
    ? outer
    : `${outer} ${inner}`;
}

/** `train_acc | test_acc | f1`: what stands beside both is of the data that was held out. */
function heldOutBeside(columns: readonly (ColumnMetric | null)[]): string | null {
  const splits = new Set(columns.flatMap((column) => (column === null || column.split === null ? [] : [column.split])));
  const [held] = [...splits].filter((split) => split !== 'train');
  return splits.has('train') && splits.size === 2 ? (held ?? null) : null;
}

/** `Total` and under it `Level1` to `Level12`. */
const LEVEL = /^level[ _]?\d+$/i;

const FOLD_TITLE = /^(?:fold[ _]?\d+|cv_\d+_valid)$/i;

function readRows(
  block: OutputBlock,
  table: TextTable,
  rows: readonly (readonly string[])[],
  told: ToldColumns,
): Reading[] {
  // A column `metric` names its row wherever it stands.
  const named = table.header.findIndex((name) => METRIC_COLUMN.test(name));
  const labelColumn = named >= 0 ? named : Math.max(table.labelColumns - 1, 0);
  const valueColumns = table.header.flatMap((name, index) =>
    index > labelColumn && !COMPARES.test(name) && !COUNTS.test(name) && !OF_CLUSTERS.test(name) ? [index] : [],
  );
  // `RandomForestMSE_BAG_L2` is a model.
  if (/^model(?:[_ ]?name)?$/i.test(table.header[labelColumn] ?? '')) {
    return [];
  }
  const names = rows.map((row) => row[labelColumn] ?? '');
  const known = names.map((name) => knownColumn(name, told));
  if (isOfItems(table, rows, [])) {
    return [];
  }
  const isOfFolds = valueColumns.filter((index) => FOLD_TITLE.test(table.header[index] ?? '')).length > 1;
  // One row that happens to be called like a metric is no table of metrics.
  const isFew = !isOfFolds && known.filter((label) => label !== null).length * 2 < rows.length;
  if (isFew || valueColumns.length > 12) {
    return [];
  }
  const labels = withoutParts(names, known);
  const levels = table.header.findIndex((name) => /^levels?$/i.test(name));
  const hasOverall = levels >= 0 && rows.some((row) => ALL_CLASSES.test(row[levels] ?? ''));
  return rows.flatMap((row, rowIndex) => {
    // What is told of a whole hierarchy leaves out its levels.
    const isLevel = hasOverall && !ALL_CLASSES.test(row[levels] ?? '');
    const label = isLevel ? null : (labels[rowIndex] ?? null);
    return valueColumns.flatMap((index) => {
      const number = readCell(row[index]);
      if (label === null || number === null || !isPlausible(label.name, number.value, number.isPercent)) {
        return [];
      }
      const title = table.header[index] ?? '';
      const column = readMetricLabel(title);
      const hasTitle =
        title !== '' &&
        !isOfFolds &&
        !/^\d+$|^DataLoader \d+$|^Unnamed/.test(title) &&
        !/^(?:value|values|score|result|metric)s?$/i.test(title);
      return [
        makeReading(block, {
          name: label.name,
          value: number.value,
          isPercent: number.isPercent,
          split: isOfFolds ? 'cv' : (label.split ?? column.split),
          model: hasTitle && column.split === null ? title : null,
          role:
            !isOfFolds || /^(?:mean|avg|average)$/i.test(title) ? 'final' : FOLD_TITLE.test(title) ? 'fold' : 'spread',
          form: table.form,
          line: table.line + rowIndex,
        }),
      ];
    });
  });
}

/** A cell's number; `0.93 ± 0.02` is its first one. */
function readCell(text: string | undefined): { value: number; isPercent: boolean } | null {
  if (text === undefined || text.length > 60) {
    return null;
  }
  // Trainers show a metric that is a dict as it is: `{'accuracy': 0.91}`.
  const inner = /^\{['"][\w ]+['"]: ([\d.e-]+)\}$/.exec(text)?.[1] ?? text;
  return wholeNumber(inner.replace(/\s*(?:±|\+\/-|\+-).*$/, '').replace(/^\[|\]$/g, ''));
}
