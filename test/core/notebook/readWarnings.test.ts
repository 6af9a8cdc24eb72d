import { describe, expect, it } from 'vitest';
import type { PrintedCell } from '../../support/printedCells';
import { inspectCells } from '../../support/printedCells';

const codes = (...cells: readonly PrintedCell[]): string[] => inspectCells(...cells).warnings.map(({ code }) => code);

describe('warnings', () => {
  it('name a cell that failed', () => {
    const error = { kind: 'error', name: 'ValueError', message: 'x', traceback: '' } as const;

    expect(inspectCells({ code: 'f()', outputs: [error] }).warnings[0]).toMatchObject({
      code: 'cell-failed',
      source: { cell: 0 },
    });
  });

  it('name cells that ran before one above them', () => {
    expect(codes({ code: 'a', executionCount: 3 }, { code: 'b', executionCount: 2 })).toEqual(['out-of-order']);
    expect(codes({ code: 'a', executionCount: 2 }, { code: 'b', executionCount: 5 })).toEqual([]);
  });

  it('name the one cell that ran again at the end, not all that follow it', () => {
    const cells = [7, 2, 3, 4].map((executionCount) => ({ code: 'a', executionCount }));

    expect(inspectCells(...cells).warnings).toMatchObject([{ code: 'out-of-order', source: { cell: 0 } }]);
  });

  it('name outputs from before a restart, after which a kernel counts from 1 again', () => {
    const cells = [1, 2, 3, 3].map((executionCount) => ({ code: 'a', executionCount }));

    expect(inspectCells(...cells).warnings).toMatchObject([
      {
        code: 'before-restart',
        message: expect.stringMatching(/^Cell \d \[3\] and cell \d \[3\] have the same execution count/) as unknown,
      },
    ]);
    expect(codes(...[5, 6, 1, 5].map((executionCount) => ({ code: 'a', executionCount })))).toContain('before-restart');
  });

  it('name a cell whose output does not have what its code prints', () => {
    const edited = { code: "print(f'Test accuracy: {acc}')", stdout: 'Test acuracy: 0.9\n' };

    expect(inspectCells(edited).warnings).toMatchObject([{ code: 'edited-after-run', source: { cell: 0 } }]);
    expect(codes({ code: "if best:\n    print('New best score')", stdout: 'x' })).toEqual([]);
    expect(codes({ code: "print('Test accuracy:', acc)", stdout: 'Test accuracy: 0.9' })).toEqual([]);
  });

  it('name outputs that are older than the cell', () => {
    expect(codes({ code: 'a', executionCount: 1 }, { code: 'b', executionCount: null, stdout: 'x' })).toEqual([
      'stale-output',
    ]);
  });

  it('miss a seed only where something random is trained', () => {
    const fit = 'from sklearn.ensemble import RandomForestClassifier\nRandomForestClassifier().fit(X, y)';

    expect(codes({ code: fit })).toEqual(['no-seed']);
    expect(codes({ code: `import numpy as np\nnp.random.seed(1)\n${fit}` })).toEqual([]);
    expect(codes({ code: 'x = 1' })).toEqual([]);
  });
});
