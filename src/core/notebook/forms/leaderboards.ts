import { knownMetric } from '../../metric/catalogue';
import { wholeNumber } from '../numbers';
import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';
import type { TextTable } from './textTable';

type Rows = readonly (readonly string[])[];

/** Tables of programs that try models by themselves, in which the metric's name stands elsewhere than usual. */
export function readLeaderboards(block: OutputBlock, table: TextTable, rows: Rows): Reading[] {
  return [...readScores(block, table, rows), ...readTypedValues(block, table, rows), ...readMaxima(block, table, rows)];
}

/**
 * AutoGluon's leaderboard: a row for each model. What it optimized is named in a column of newer versions, else elsewhere;
 * errors are below zero.
 */
function readScores(block: OutputBlock, table: TextTable, rows: Rows): Reading[] {
  const model = table.header.indexOf('model');
  const measure = table.header.indexOf('eval_metric');
  const isTried = table.header.includes('holdout_score');
  return table.header.flatMap((title, index) => {
    const kind = /^(?:score_(val|test)|(holdout)_score)$/.exec(title);
    return kind === null || model < 0
      ? []
      : rows.flatMap((row, rowIndex): Reading[] => {
          const number = wholeNumber(row[index] ?? '');
          const name = knownMetric(row[measure] ?? '');
          return number === null
            ? []
            : [
                makeReading(block, {
                  name: name ?? 'score',
                  value: number.value,
                  split: kind[1] ?? 'test',
                  model: row[model] ?? null,
                  // What it tried on a part of the data, before it fitted the models that it keeps.
                  role: isTried ? 'trial' : 'final',
                  form: table.form,
                  confidence: name === null ? 'medium' : 'high',
                  line: table.line + rowIndex,
                }),
              ];
        });
  });
}

/** mljar's leaderboard: what was optimized stands in a column beside its value. */
function readTypedValues(block: OutputBlock, table: TextTable, rows: Rows): Reading[] {
  const [type, value, model] = ['metric_type', 'metric_value', 'name'].map((name) => table.header.indexOf(name));
  if (type === undefined || type < 0 || value === undefined || value < 0) {
    return [];
  }
  return rows.flatMap((row, index): Reading[] => {
    const number = wholeNumber(row[value] ?? '');
    const name = knownMetric(row[type] ?? '');
    const line = table.line + index;
    return number === null || name === null
      ? []
      : [
          makeReading(block, {
            name,
            value: number.value,
            split: 'val',
            model: row[model ?? -1] ?? null,
            form: table.form,
            line,
          }),
        ];
  });
}

/** H2O's best scores over all thresholds: `max f1 | 0.42 | 0.79 | 231`. Any model reaches a precision or recall of 1. */
function readMaxima(block: OutputBlock, table: TextTable, rows: Rows): Reading[] {
  const [metric, threshold, value] = ['metric', 'threshold', 'value'].map((name) => table.header.indexOf(name));
  if (metric === undefined || metric < 0 || threshold === undefined || threshold < 0 || value === undefined) {
    return [];
  }
  return rows.flatMap((row, index): Reading[] => {
    const name = /^max (f1|f2|accuracy)$/.exec(row[metric] ?? '')?.[1];
    const number = wholeNumber(row[value] ?? '');
    return name === undefined || number === null
      ? []
      : [makeReading(block, { name, value: number.value, form: table.form, line: table.line + index })];
  });
}
