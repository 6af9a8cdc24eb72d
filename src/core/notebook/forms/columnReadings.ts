import { readMetricLabel } from '../../metric/metricLabel';
import { wholeNumber } from '../numbers';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading } from '../reading';
import { COMPARES, readCell } from './tableCells';
import {
  ALL_CLASSES,
  findClassColumn,
  findNameColumn,
  findStepColumn,
  hasFolds,
  isFoldTable,
  isOfItems,
  isPivot,
  isPredictions,
  isRanking,
  isSearch,
} from './tableShape';
import type { ColumnMetric } from './tableShape';
import type { TextTable } from './textTable';

const AVERAGED = /^(?:precision|recall|f1)$/;

/** Metrics as columns: one row per model, epoch, fold, class or split. */
export function readColumns(
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
