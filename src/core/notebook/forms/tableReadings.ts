import { knownMetric } from '../../metric/catalogue';
import { readMetricLabel } from '../../metric/metricLabel';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading } from '../reading';
import { readColumns } from './columnReadings';
import { readLeaderboards } from './leaderboards';
import { isReportTable, readReportTable } from './reportTables';
import { COMPARES, readCell } from './tableCells';
import { ALL_CLASSES, holdsCounts, isOfItems, isStatistics } from './tableShape';
import type { TextTable } from './textTable';
import { knownColumn, shortTitle } from './tableTitles';
import type { ToldColumns } from './tableTitles';

const MAX_ROWS = 3_000;
/** Columns that count the rows of a group. */
const COUNTS = /^(?:nr|no|num(?:ber)?|n|#)\b\W*(?:of\b|_)|^(?:count|size|support)s?$/i;
/** How many clusters a measure speaks for. */
const OF_CLUSTERS = /^(?:(?:best|optimal|chosen)[ _])?k(?:[ _](?:best|optimal|optimum))?$/i;
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
