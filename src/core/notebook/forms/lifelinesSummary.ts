import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';

const HEAD = /^<lifelines\.(\w+):(?:"[^"]*",)? fitted with /;
const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/^concordance(?: index)?$/i, 'c_index'],
  [/^(?:partial )?aic$/i, 'aic'],
  [/^bic$/i, 'bic'],
  [/^(?:partial )?log-likelihood$/i, 'log_likelihood'],
];

/**
 * `print_summary()` of a lifelines model, from its first line to the end of the output: between two lists of `name = value`
 * stands a table of coefficients, and the tests after it are of hypotheses. All of it is about the data it was fitted on.
 */
export function readLifelinesSummaries(block: OutputBlock, used: Set<number>): Reading[] {
  const readings: Reading[] = [];
  let model: string | null = null;
  block.lines.forEach((line, index) => {
    model = HEAD.exec(line)?.[1] ?? model;
    if (model === null) {
      return;
    }
    used.add(index);
    const [name = '', value = ''] = line.length < 80 ? line.split('=') : [];
    readings.push(...readField(block, name, value, model, index));
  });
  return readings;
}

/** The same as HTML: tables of two columns around that of the coefficients. */
export function readLifelinesTables(block: OutputBlock): Reading[] {
  const rows = block.tables.flatMap((table) => table.rows);
  const model = rows.find(([name]) => name === 'model')?.[1];
  return model === undefined || !/^lifelines\.\w+$/.test(model)
    ? []
    : rows.flatMap(([name = '', value = '', ...more], index) =>
        more.length > 0 ? [] : readField(block, name, value, model.slice('lifelines.'.length), index),
      );
}

function readField(block: OutputBlock, title: string, text: string, model: string, line: number): Reading[] {
  const name = FIELDS.find(([shape]) => shape.test(title.trim()))?.[1];
  const value = text.trim() === '' ? NaN : Number(text);
  return name === undefined || !Number.isFinite(value)
    ? []
    : [makeReading(block, { name, value, split: 'train', model, form: 'stats-summary', line })];
}
