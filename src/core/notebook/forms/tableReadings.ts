import { canonicalMetric } from '../../metric/catalogue';
import { isModelWord, readMetricLabel } from '../../metric/metricLabel';
import { wholeNumber } from '../numbers';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading } from '../reading';
import { isReportTable, readReportTable } from './reportTables';
import type { TextTable } from './textTable';

const STEP_COLUMNS =
  /^(?:epoch|step|iter(?:ation)?|round|global_step|#?iter|number_of_trees|timestamp|n_?iter|trial|trial_?id|number)s?$/i;
/** Columns of search results: each row is a trial. */
const TRIAL_COLUMNS = /^(?:params|rank_test_\w+|mean_fit_time|std_fit_time|split0_test_\w+|param_\w+)$/;
/** Correlations and shares of variance in tables describe data. */
const SEARCHED =
  /^(?:(?:param_)?(?:\w+__)?(?:max_features|n_estimators|max_depth|C|alpha|gamma|learning_rate|lr|n_neighbors|k|n_clusters|num_leaves|batch_size|dropout|hidden_\w+|degree|min_samples_\w+|l1_ratio|lambda|threshold))$/i;
const DATA_COLUMNS = new Set(['pearson', 'spearman', 'explained_variance', 'energy', 'lift']);
const MAX_ROWS = 2_000;

/** Metrics as columns (one row per model or epoch), or as rows (one column per model or split). */
export function readTable(block: OutputBlock, table: TextTable): Reading[] {
  if (isReportTable(table)) {
    return readReportTable(block, table);
  }
  const rows = table.rows.slice(0, MAX_ROWS);
  const metricColumns = table.header.map((name, index) => {
    const column = index < table.labelColumns ? null : columnMetric(name);
    return column === null || holdsCounts(column.name, rows, index) ? null : column;
  });
  const named = metricColumns.filter((column) => column !== null).length;
  if (isStatistics(table)) {
    return [];
  }
  if (named > 0) {
    return readColumns(block, table, rows, metricColumns);
  }
  return readRows(block, table, rows);
}

/** Whole numbers only: labels or counts of a data set, such as a column `precision` of 0 and 1. */
function holdsCounts(name: string, rows: readonly (readonly string[])[], index: number): boolean {
  const texts = rows.map((row) => row[index] ?? '').filter((text) => text !== '');
  const isWhole = texts.every((text) => /^-?\d+$/.test(text));
  return (
    isWhole &&
    (canonicalMetric(name).range === 'fraction'
      ? texts.length > 0
      : texts.length > 1 && !/^(?:rmse|mae|mse|aic|bic|inertia)$/.test(name))
  );
}

/** `describe()` and correlation tables. */
function isStatistics(table: TextTable): boolean {
  const first = table.rows.map((row) => row[0] ?? '');
  const isDescription = first.includes('count') && first.includes('mean') && first.includes('std');
  const header = new Set(table.header.filter((name) => name !== ''));
  const isSquare = header.size > 2 && first.length === header.size && first.every((name) => header.has(name));
  return isDescription || isSquare;
}

interface ColumnMetric {
  readonly name: string;
  readonly split: string | null;
  readonly isFold: boolean;
}

function columnMetric(title: string): ColumnMetric | null {
  if (title.length > 60 || title === '') {
    return null;
  }
  const label = readMetricLabel(title);
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

function readColumns(
  block: OutputBlock,
  table: TextTable,
  rows: readonly (readonly string[])[],
  columns: readonly (ColumnMetric | null)[],
): Reading[] {
  if (table.header.some((name) => TRIAL_COLUMNS.test(name)) || isSearch(table, rows)) {
    return [];
  }
  const stepColumn = findStepColumn(table, rows);
  const isRounds = table.header.some((name) => /-mean$/.test(name)) && table.header.some((name) => /-std$/.test(name));
  const isFolds = /^(?:fold|split)$/i.test(table.header[0] ?? '') || /^fold/i.test(rows[0]?.[0] ?? '');
  const nameColumn = findNameColumn(table, rows, columns);
  return rows.flatMap((row, rowIndex) => {
    const step = stepColumn < 0 ? null : (wholeNumber(row[stepColumn] ?? '')?.value ?? null);
    const rowName = nameColumn === null ? null : (row[nameColumn] ?? null);
    const rowLabel = rowName === null ? null : readMetricLabel(rowName);
    // `RidgeCV` is a model and no cross validation.
    const rowSplit = rowLabel !== null && rowLabel.rest.length === 0 ? rowLabel.split : null;
    // A row of ratios or differences compares the others.
    if (/\b(?:ratios?|diff(?:erence)?s?|improvement|change|delta|gain)\b/i.test(rowName ?? '')) {
      return [];
    }
    return columns.flatMap((column, index) => {
      const number = column === null ? null : readCell(row[index]);
      if (column === null || number === null || !isPlausible(column.name, number.value, number.isPercent)) {
        return [];
      }
      const isMean = /^mean$/i.test(rowName ?? '');
      return [
        makeReading(block, {
          name: column.name,
          value: number.value,
          isPercent: number.isPercent,
          split: isRounds && column.split !== 'train' ? 'cv' : (column.split ?? rowSplit ?? (isFolds ? 'cv' : null)),
          model: rowSplit !== null || isMean ? null : rowName,
          role: /^(?:std|sd)$/i.test(rowName ?? '')
            ? 'spread'
            : isFolds && !isMean
              ? 'fold'
              : step === null
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

/** A table over values of hyperparameters: each row is a trial. */
function isSearch(table: TextTable, rows: readonly (readonly string[])[]): boolean {
  return (
    rows.length > 3 &&
    table.header.some(
      (name, index) =>
        index >= table.labelColumns &&
        !STEP_COLUMNS.test(name) &&
        SEARCHED.test(name) &&
        rows.every((row) => wholeNumber(row[index] ?? '') !== null || row[index] === '...'),
    )
  );
}

/** The column that counts epochs or rounds: named so, or the index of a history with training and validation columns. */
function findStepColumn(table: TextTable, rows: readonly (readonly string[])[]): number {
  const named = table.header.findIndex((name) => STEP_COLUMNS.test(name));
  const isHistory =
    table.header.some((name) => name.startsWith('val_') && table.header.includes(name.slice(4))) ||
    table.header.some(
      (name) =>
        name.startsWith('train_') &&
        /^(?:val|valid|test)_/.test(
          table.header.find((other) => other.endsWith(name.slice(5)) && other !== name) ?? '',
        ),
    ) ||
    table.header.some((name) => /-(?:mean|std)$/.test(name));
  const isCounted = table.labelColumns === 1 && rows.every((row) => /^(?:\d+|\.\.\.)$/.test(row[0] ?? ''));
  return named < 0 && isHistory && isCounted ? 0 : named;
}

/** The column that names the row: a label column, else the first one without numbers. */
function findNameColumn(
  table: TextTable,
  rows: readonly (readonly string[])[],
  columns: readonly (ColumnMetric | null)[],
): number | null {
  for (let index = 0; index < table.header.length; index += 1) {
    const isText = rows.every((row) => wholeNumber(row[index] ?? '') === null && (row[index] ?? '') !== '');
    if (columns[index] === null && isText && rows.length > 0) {
      return index;
    }
  }
  return null;
}

function readRows(block: OutputBlock, table: TextTable, rows: readonly (readonly string[])[]): Reading[] {
  const labelColumn = Math.max(table.labelColumns - 1, 0);
  const valueColumns = table.header.map((_, index) => index).filter((index) => index > labelColumn);
  const labels = rows.map((row) => columnMetric(row[labelColumn] ?? ''));
  // One row that happens to be called like a metric is no table of metrics.
  if (labels.filter((label) => label !== null).length * 2 < rows.length || valueColumns.length > 12) {
    return [];
  }
  return rows.flatMap((row, rowIndex) => {
    const label = labels[rowIndex] ?? null;
    return valueColumns.flatMap((index) => {
      const number = readCell(row[index]);
      if (label === null || number === null || !isPlausible(label.name, number.value, number.isPercent)) {
        return [];
      }
      const title = table.header[index] ?? '';
      const column = readMetricLabel(title);
      const hasTitle = title !== '' && !/^\d+$/.test(title) && !/^(?:value|values|score|result|metric)s?$/i.test(title);
      return [
        makeReading(block, {
          name: label.name,
          value: number.value,
          isPercent: number.isPercent,
          split: label.split ?? column.split,
          model: hasTitle && column.split === null ? title : null,
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
  return wholeNumber(text.replace(/\s*(?:±|\+\/-).*$/, '').replace(/^\[|\]$/g, ''));
}
