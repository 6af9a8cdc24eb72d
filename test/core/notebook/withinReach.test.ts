import { describe, expect, it } from 'vitest';
import { LedgerError } from '../../../src/core/errors';
import { bothEnds } from '../../../src/core/notebook/bothEnds';
import { inspectNotebook } from '../../../src/core/notebook/inspectNotebook';
import { inspectText } from '../../../src/core/notebook/inspectText';
import type { Inspection } from '../../../src/core/notebook/inspection';
import { jsonWeight } from '../../../src/core/notebook/jsonWeight';
import type { Notebook, NotebookCell, NotebookOutput } from '../../../src/core/notebook/notebook';
import { parseNotebook } from '../../../src/core/notebook/parseNotebook';
import { fairShare, withinReach } from '../../../src/core/notebook/withinReach';

type Written = Pick<NotebookCell, 'source' | 'outputs'>;

function notebookOf(written: readonly Written[]): Notebook {
  const cells = written.map((cell, index): NotebookCell => ({
    ...cell,
    index,
    id: null,
    kind: 'code',
    executionCount: index + 1,
    tags: [],
    startedAt: null,
    finishedAt: null,
    success: null,
  }));
  return { cells, kernel: 'python3', kernelDisplayName: null, language: 'python', languageVersion: null, metadata: {} };
}

function printed(text: string): NotebookOutput {
  return { kind: 'stream', name: 'stdout', text };
}

function unread({ warnings }: Inspection): readonly (number | undefined)[] {
  return warnings.filter(({ code }) => code === 'not-read').map(({ source }) => source.cell);
}

describe('withinReach', () => {
  it('leaves a notebook as it is', () => {
    const notebook = notebookOf([{ source: 'x', outputs: [printed('accuracy: 0.9\n'.repeat(5_000))] }]);

    expect(withinReach(notebook)).toEqual({ notebook, warnings: [] });
    expect(withinReach(notebook).notebook).toBe(notebook);
  });

  it('reads both ends of a log that is too long, all of the others, and says which one it was', () => {
    const log = Array.from({ length: 90_000 }, (_, step) => `step ${step} loss: ${1 / (step + 1)}`).join('\n');
    const found = inspectNotebook(
      notebookOf([
        { source: 'fit()', outputs: [printed(log)] },
        { source: 'evaluate()', outputs: [printed('test accuracy: 0.91\n')] },
      ]),
    );
    const steps = found.series[0]?.points.map(({ step }) => step) ?? [];

    expect(unread(found)).toEqual([0]);
    expect(found.metrics).toContainEqual(expect.objectContaining({ name: 'accuracy', value: 0.91, headline: true }));
    expect([steps[0], steps.at(-1)]).toEqual([0, 89_999]);
    expect(steps.length).toBeLessThan(90_000);
  });

  it('keeps the place of outputs when there are too many', () => {
    const outputs = Array.from({ length: 30_000 }, (_, index): NotebookOutput => ({
      kind: 'data',
      isResult: false,
      data: { 'text/plain': `auc_${index}: 0.5` },
    }));
    const { notebook } = withinReach(notebookOf([{ source: 'x', outputs }]));

    expect(notebook.cells[0]?.outputs).toHaveLength(30_000);
    expect(notebook.cells[0]?.outputs[29_999]).toBe(outputs[29_999]);
    expect(notebook.cells[0]?.outputs[15_000]).toEqual(printed(''));
  });

  it('reads the first and the last of too many cells, under their own numbers', () => {
    const cells = Array.from({ length: 12_000 }, (_, index) => ({ source: `x = ${index}`, outputs: [] }));
    const read = withinReach(notebookOf(cells));

    expect(read.notebook.cells).toHaveLength(10_000);
    expect(read.notebook.cells.at(-1)?.index).toBe(11_999);
    expect(read.warnings).toMatchObject([{ code: 'not-read', source: { cell: 5_000 } }]);
  });

  it('leaves out a cell of code that is as long as a library, never half of it', () => {
    const long = 'x = 1\n'.repeat(200_000);
    const found = inspectNotebook(
      notebookOf([
        { source: long, outputs: [] },
        { source: 'm = SVC(C=4)\nm.fit(X, y)', outputs: [] },
      ]),
    );

    expect(unread(found)).toEqual([0]);
    expect(found.params).toMatchObject([{ name: 'C', value: 4 }]);
  });
});

describe('fairShare', () => {
  it.each([
    [[1, 2, 3], 6, Infinity],
    [[10, 10], 10, 5],
    [[1, 100, 100], 21, 10],
    [[1, 2, 100], 23, 20],
    [[], 0, Infinity],
  ])('of %j and %d is %d', (sizes, budget, share) => {
    expect(fairShare(sizes, budget)).toBe(share);
  });
});

describe('bothEnds', () => {
  it('cuts at line ends and says how far the rest moved', () => {
    expect(bothEnds('aa\nbb\ncc\ndd\nee\nff', 12)).toEqual({ text: 'aa\nbb\n\nee\nff', from: 2, moved: 1 });
  });

  it('cuts a text without lines in its middle', () => {
    expect(bothEnds('abcdefghij', 4)).toEqual({ text: 'ab\nij', from: 0, moved: -1 });
  });

  it.each(['', 'abc', 'a\nb\n', '\n'.repeat(99_999)])('leaves what fits', (text) => {
    expect(bothEnds(text).text).toBe(text);
  });

  it('keeps as many lines of each end', () => {
    const text = Array.from({ length: 300_000 }, (_, line) => `${line}`).join('\n');
    const lines = bothEnds(text, text.length).text.split('\n');

    expect([lines[0], lines[49_999], lines[50_000], lines[50_001], lines.at(-1)]).toEqual([
      '0',
      '49999',
      '',
      '250000',
      '299999',
    ]);
  });

  it('lets a long log name its own lines', () => {
    const log = `${'nothing to see here, move on\n'.repeat(100_000)}accuracy: 0.91\n`;

    expect(inspectText(log).metrics).toMatchObject([{ name: 'accuracy', source: { line: 100_000 } }]);
  });
});

describe('jsonWeight', () => {
  it('counts what stands outside of strings', () => {
    expect(jsonWeight('{"a{[:,": ["\\"{{", 1, 2]}', 100)).toBe(3.5);
    expect(jsonWeight('{"open', 100)).toBe(1);
  });

  it.each([
    ['lists', `{"cells":[${'[],'.repeat(2_000_000)}0]}`],
    ['open lists', `{"cells":${'['.repeat(2_000_000)}`],
    ['keys', `{"cells":[],"a":{${Array.from({ length: 1_300_000 }, (_, index) => `"${index}":1`).join(',')}}}`],
  ])('refuses a file of %s instead of parsing it', (_, text) => {
    expect(() => parseNotebook(text)).toThrow(LedgerError);
    expect(() => parseNotebook(text)).toThrow(/too large to be read/);
  });

  it('does not weigh what outputs print', () => {
    const text = '{[:,'.repeat(1_000_000);
    const cell = { cell_type: 'code', source: '', outputs: [{ output_type: 'stream', text }] };

    expect(parseNotebook(JSON.stringify({ cells: [cell] })).cells[0]?.outputs).toEqual([printed(text)]);
  });
});
