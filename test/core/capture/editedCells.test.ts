import { describe, expect, it } from 'vitest';
import { significantCode, withEditedCells } from '../../../src/core/capture/editedCells';
import { inspectNotebook } from '../../../src/core/notebook/inspectNotebook';
import { makeNotebook, type PrintedCell } from '../../support/printedCells';

const CELLS: readonly PrintedCell[] = [
  { code: 'model = LogisticRegression(C=1.0, random_state=0)' },
  { code: 'model.fit(X_train, y_train)' },
  { code: 'print("Test accuracy:", accuracy_score(y_test, model.predict(X_test)))', stdout: 'Test accuracy: 0.91\n' },
];

function warningsOf(
  cells: readonly PrintedCell[],
  edited: readonly number[],
): readonly (readonly [number?, string?])[] {
  const notebook = makeNotebook(cells);
  const { warnings } = withEditedCells(notebook, inspectNotebook(notebook), new Set(edited));
  return warnings
    .filter(({ code }) => code === 'edited-after-run')
    .map(({ source, message }) => [source.cell, message] as const);
}

describe('withEditedCells', () => {
  it('doubts the changed cell and every result printed after it, and says what to do', () => {
    const warnings = warningsOf(CELLS, [0]);

    expect(warnings.map(([cell]) => cell)).toEqual([0, 2]);
    expect(warnings[0]?.[1]).toMatch(/^Cell 1 \[1\] was changed after it ran\. Run it /);
    expect(warnings[1]?.[1]).toBe(
      'The result of cell 3 [3] was printed before cell 1 [1] was changed. Run from cell 1 on again.',
    );
  });

  it('names all changed cells in one sentence', () => {
    expect(warningsOf(CELLS, [0, 1]).at(-1)?.[1]).toContain('before cell 1 [1] and cell 2 [2] were changed');
  });

  it('leaves alone results that were printed before the changed cell ran', () => {
    const later = [...CELLS, { code: 'plot(model)' }];

    expect(warningsOf(later, [3]).map(([cell]) => cell)).toEqual([3]);
  });

  it('doubts nothing when a cell that never ran is written', () => {
    expect(warningsOf([...CELLS, { code: 'x = 1', executionCount: null }], [3])).toEqual([]);
    expect(warningsOf(CELLS, [])).toEqual([]);
  });

  it('says it once about a cell whose output shows the change too', () => {
    const edited = { code: "print(f'Test accuracy: {acc}')", stdout: 'Test acuracy: 0.9\n' };

    expect(warningsOf([edited], [])).toHaveLength(1);
    expect(warningsOf([edited], [0])).toHaveLength(1);
  });
});

describe('significantCode', () => {
  it('passes over comments, blank lines and spaces at ends', () => {
    expect(significantCode('# try\nx = 1  \r\n\n  # two\ny = 2')).toBe(significantCode('x = 1\ny = 2'));
    expect(significantCode('x = 1')).not.toBe(significantCode('x = 2'));
  });
});
