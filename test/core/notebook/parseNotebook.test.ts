import { describe, expect, it } from 'vitest';
import { LedgerError } from '../../../src/core/errors';
import { parseNotebook } from '../../../src/core/notebook/parseNotebook';

function text(cell: object, metadata: object = {}): string {
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells: [cell] });
}

describe('parseNotebook', () => {
  it('joins lists of lines and reads kernel and language', () => {
    const notebook = parseNotebook(
      text(
        {
          cell_type: 'code',
          id: 'a',
          execution_count: 3,
          source: ['a = 1\n', 'a'],
          outputs: [],
          metadata: { tags: ['parameters'] },
        },
        { kernelspec: { name: 'py', display_name: 'Py' }, language_info: { name: 'python', version: '3.12.1' } },
      ),
    );

    expect(notebook).toMatchObject({
      kernel: 'py',
      kernelDisplayName: 'Py',
      language: 'python',
      languageVersion: '3.12.1',
    });
    expect(notebook.cells[0]).toMatchObject({ id: 'a', source: 'a = 1\na', executionCount: 3, tags: ['parameters'] });
  });

  it('reads every kind of output', () => {
    const outputs = [
      { output_type: 'stream', name: 'stderr', text: ['x', 'y'] },
      { output_type: 'execute_result', data: { 'text/plain': ['1'], 'application/json': { a: 1 } } },
      { output_type: 'display_data', data: { 'image/png': 'AAA=' } },
      { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['t1', 't2'] },
      { output_type: 'unheard of' },
      null,
    ];

    expect(parseNotebook(text({ cell_type: 'code', outputs })).cells[0]?.outputs).toEqual([
      { kind: 'stream', name: 'stderr', text: 'xy' },
      { kind: 'data', isResult: true, data: { 'text/plain': '1', 'application/json': '{"a":1}' } },
      { kind: 'data', isResult: false, data: { 'image/png': 'AAA=' } },
      { kind: 'error', name: 'E', message: 'v', traceback: 't1\nt2' },
    ]);
  });

  it('reads nbformat 3', () => {
    const old = {
      nbformat: 3,
      worksheets: [
        {
          cells: [
            { cell_type: 'code', input: ['x'], prompt_number: 2, outputs: [{ output_type: 'pyout', text: ['0.9'] }] },
          ],
        },
      ],
    };

    const [cell] = parseNotebook(JSON.stringify(old)).cells;

    expect(cell).toMatchObject({ source: 'x', executionCount: 2 });
    expect(cell?.outputs).toEqual([{ kind: 'data', isResult: true, data: { 'text/plain': '0.9' } }]);
  });

  it('reads when a cell ran, from the kernel or from papermill', () => {
    const kernel = {
      execution: { 'iopub.execute_input': '2024-06-12T10:00:00Z', 'shell.execute_reply': '2024-06-12T10:00:05Z' },
    };
    const papermill = { papermill: { start_time: '2024-06-12T10:00:00', end_time: null } };

    expect(parseNotebook(text({ cell_type: 'code', metadata: kernel })).cells[0]).toMatchObject({
      startedAt: Date.UTC(2024, 5, 12, 10),
      finishedAt: Date.UTC(2024, 5, 12, 10, 0, 5),
      success: true,
    });
    expect(parseNotebook(text({ cell_type: 'code', metadata: papermill })).cells[0]?.finishedAt).toBeNull();
  });

  it.each(['', '{', 'null', '[]', '{"cells": 3}', '<<<<<<< HEAD'])('refuses %j as unreadable', (broken) => {
    expect(() => parseNotebook(broken)).toThrow(LedgerError);
    expect(() => parseNotebook(broken)).toThrow(expect.objectContaining({ code: 'source-unreadable' }) as Error);
  });

  it('takes a byte order mark and cells of no kind', () => {
    expect(parseNotebook(`\uFEFF${JSON.stringify({ cells: [null, 3, {}] })}`).cells).toHaveLength(3);
  });
});
