import { describe, expect, it } from 'vitest';
import { notebookScript } from '../../../src/core/difference/notebookScript';
import { plainNotebook } from '../../../src/core/difference/plainNotebook';

function notebook(count: number, text: string): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'python3' }, papermill: { duration: count } },
    cells: [
      { cell_type: 'markdown', id: `m${count}`, metadata: {}, source: ['# Title\n', '\n', 'Text'] },
      {
        cell_type: 'code',
        id: `c${count}`,
        metadata: { execution: { started: count } },
        execution_count: count,
        source: 'model.fit(X)',
        outputs: [
          { output_type: 'execute_result', execution_count: count, data: { 'text/plain': text }, metadata: {} },
        ],
      },
    ],
  });
}

describe('plainNotebook', () => {
  it('is the same for two runs of the same code', () => {
    expect(plainNotebook(notebook(1, 'a'), false)).toBe(plainNotebook(notebook(7, 'b'), false));
    expect(plainNotebook(notebook(1, 'a'), true)).toBe(plainNotebook(notebook(7, 'a'), true));
  });

  it('keeps outputs when they are wanted', () => {
    expect(plainNotebook(notebook(1, 'a'), true)).not.toBe(plainNotebook(notebook(1, 'b'), true));
  });

  it.each(['', '{', '{"cells": 3}', '[]'])('leaves %j as it is', (text) => {
    expect(plainNotebook(text, false)).toBe(text);
  });
});

describe('notebookScript', () => {
  it('has a mark before every cell and Markdown as comments', () => {
    expect(notebookScript(notebook(1, 'a'))).toBe('# %% [markdown]\n# # Title\n#\n# Text\n\n# %%\nmodel.fit(X)\n');
  });

  it('leaves what is no notebook as it is', () => {
    expect(notebookScript('print(1)')).toBe('print(1)');
  });
});
