import { describe, expect, it } from 'vitest';
import { parseNotebook } from '../../../src/core/notebook/parseNotebook';
import { writeNotebook } from '../../../src/core/capture/writeNotebook';
import { notebookText, PNG } from '../../support/notebooks';

describe('writeNotebook', () => {
  it('writes what parseNotebook reads', () => {
    const notebook = parseNotebook(
      notebookText([
        { source: 'import numpy\n\nprint(1)', stdout: '1\n2\n', result: "'x'" },
        { source: 'plt.plot()', png: PNG },
      ]),
    );

    expect(parseNotebook(writeNotebook(notebook)).cells).toEqual(notebook.cells);
  });

  it('keeps errors, JSON outputs, tags and Markdown', () => {
    const cell = {
      index: 0,
      id: 'a',
      executionCount: 1,
      tags: ['parameters'],
      startedAt: null,
      finishedAt: null,
      success: null,
    };
    const notebook = {
      ...parseNotebook(notebookText([])),
      cells: [
        {
          ...cell,
          kind: 'code',
          source: 'raise ValueError("no")',
          outputs: [
            { kind: 'error', name: 'ValueError', message: 'no', traceback: 'a\nb' },
            { kind: 'data', isResult: false, data: { 'application/json': '{"f1":0.5}', 'image/svg+xml': '<svg/>' } },
          ],
          success: false,
        },
        {
          ...cell,
          index: 1,
          id: 'b',
          kind: 'markdown',
          source: '# Title',
          outputs: [],
          executionCount: null,
          tags: [],
        },
      ],
    } as const;

    const read = parseNotebook(writeNotebook(notebook)).cells;

    expect(read).toMatchObject([
      { kind: 'code', tags: ['parameters'], outputs: [{ kind: 'error', name: 'ValueError' }, { kind: 'data' }] },
      { kind: 'markdown', source: '# Title' },
    ]);
    expect(
      JSON.parse(read[0]?.outputs[1]?.kind === 'data' ? (read[0].outputs[1].data['application/json'] ?? '') : ''),
    ).toEqual({
      f1: 0.5,
    });
  });
});
