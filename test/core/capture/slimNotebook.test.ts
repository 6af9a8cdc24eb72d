import { describe, expect, it } from 'vitest';
import { slimNotebook } from '../../../src/core/capture/slimNotebook';

const CODE = { cell_type: 'code', source: ['fit()'], execution_count: 1, metadata: {} };

function notebook(...outputs: readonly object[]): string {
  return JSON.stringify({
    cells: [
      { ...CODE, outputs },
      { cell_type: 'markdown', source: ['# Why'] },
    ],
    nbformat: 4,
  });
}

function outputsOf(text: string | null): unknown {
  return (JSON.parse(text ?? '') as { cells: { outputs?: unknown }[] }).cells[0]?.outputs;
}

describe('a notebook that is too large to keep whole', () => {
  it('loses its pictures and keeps what was printed', () => {
    const picture = {
      output_type: 'display_data',
      data: { 'image/png': 'x'.repeat(50_000), 'text/plain': ['<Figure>'] },
    };
    const printed = { output_type: 'stream', name: 'stdout', text: ['accuracy: 0.9\n'] };

    const slim = slimNotebook(notebook(picture, printed), 20_000);

    expect(outputsOf(slim)).toEqual([
      { output_type: 'display_data', data: { 'text/plain': ['<Figure>'] } },
      { output_type: 'stream', name: 'stdout', text: 'accuracy: 0.9\n' },
    ]);
  });

  it('keeps the end of a long output, which says how the training went', () => {
    const long = { output_type: 'stream', text: [...Array<string>(5000).fill('epoch\n'), 'best: 0.9\n'] };

    const slim = slimNotebook(notebook(long), 20_000);

    expect(JSON.stringify(outputsOf(slim))).toMatch(/"….*best: 0\.9/);
    expect(Buffer.byteLength(slim ?? '')).toBeLessThan(20_000);
  });

  it('loses all outputs when that is not enough', () => {
    const many = Array.from({ length: 10 }, () => ({ output_type: 'stream', text: 'y'.repeat(9000) }));

    expect(outputsOf(slimNotebook(notebook(...many), 20_000))).toEqual([]);
  });

  it('is given up when not even the code fits, or when it is none', () => {
    expect(slimNotebook(notebook(), 10)).toBeNull();
    expect(slimNotebook('{ "cells": [', 1000)).toBeNull();
  });
});
