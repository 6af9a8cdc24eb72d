import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectNotebook } from '../../../src/core/notebook/inspectNotebook';
import { inspectText } from '../../../src/core/notebook/inspectText';
import { parseNotebook } from '../../../src/core/notebook/parseNotebook';
import { maskSecrets } from '../../../src/core/notebook/secrets';
import { makeNotebook } from '../../support/printedCells';

/** Pieces that the parsers look for, so that random texts come near to what they read. */
const PIECES = [
  'accuracy',
  'loss',
  ': ',
  '=',
  '0.93',
  '93%',
  '\n',
  '  ',
  '\t',
  '|',
  '{',
  '}',
  "'",
  '"',
  '[',
  ']',
  '(',
  ')',
  ',',
  'Epoch 1/2',
  '\r',
  '\b',
  '\x1b[0m',
  'precision    recall  f1-score   support',
  'macro avg',
  '<table>',
  '<tr>',
  '<td>',
  '</td>',
  '<',
  '>',
  '&amp;',
  '[0]\ttrain-auc:0.9',
  "valid's l1: 3",
  '100%|██| 2/2 [',
  'R-squared:',
  'Dep. Variable:',
  '━━━',
  'nan',
  '1e999',
  '-',
  '+/-',
  'std',
  'def f(x):',
  'import',
  'for x in',
  'print(',
  'f"{',
  'lambda',
  '%',
  '.fit(',
  'train_test_split(',
  'X_test',
  '\u0000',
  '😀',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6 })), { maxLength: 60 })
  .map((pieces) => pieces.join(''));

describe('reading whatever comes', () => {
  it('never throws on random outputs and code', () => {
    const cell = fc.record({ code: text, stdout: text, stderr: text, result: text, html: text });

    fc.assert(
      fc.property(fc.array(cell, { maxLength: 4 }), (cells) => {
        const inspection = inspectNotebook(makeNotebook(cells));

        expect(inspection.metrics.every(({ value }) => Number.isFinite(value))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws on random JSON but with its own error', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (cells, metadata) => {
        const notebook = parseNotebook(
          `{"cells": [${cells}, {"cell_type": "code", "outputs": [${metadata}]}], "metadata": ${metadata}}`,
        );

        expect(inspectNotebook(notebook).metrics).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('never marks more than six values as the headline', () => {
    fc.assert(
      fc.property(text, (log) => {
        expect(inspectText(log).metrics.filter(({ headline }) => headline).length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it('masks any text without throwing', () => {
    fc.assert(
      fc.property(text, (log) => {
        expect(maskSecrets(log).found).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
