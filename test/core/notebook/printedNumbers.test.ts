import { describe, expect, it } from 'vitest';
import { parseNotebook } from '../../../src/core/notebook/parseNotebook';
import { isPrinted, isWrittenAs, printedNumbers } from '../../../src/core/notebook/printedNumbers';
import { sourceFacts } from '../../../src/core/notebook/sourceFacts';
import { notebookText } from '../../support/notebooks';

function numbersIn(stdout: string): readonly number[] {
  return printedNumbers(parseNotebook(notebookText([{ source: 'print(x)', stdout }])));
}

describe('printedNumbers', () => {
  it.each([
    ['Test accuracy: 0.8617\n', [0.8617]],
    ['f1 .5, loss -1.5e-3', [0.5, -0.0015]],
    ['93.4% right, 7 % wrong', [93.4, 0.934, 7, 0.07]],
    ['6,000 customers', [6000]],
    ['tensor(0.91, device="cuda:0")', [0.91, 0]],
    ['v2.3.1 of lib2', []],
    ['nan inf none', []],
  ])('reads %s', (text, numbers) => {
    expect(numbersIn(text)).toEqual(expect.arrayContaining(numbers));
    expect(numbersIn(text).filter((number) => number === 2)).toEqual([]);
  });

  it('reads results and tables, but no code', () => {
    const notebook = parseNotebook(notebookText([{ source: 'x = 0.777', result: '0.9134' }]));

    expect(printedNumbers(notebook)).toEqual([0.9134]);
  });
});

describe('isWrittenAs', () => {
  it.each([
    [0.934, 0.934, true],
    [0.934, 0.93412, true],
    [0.93, 0.93512, true],
    [0.94, 0.93512, true],
    [0.9341, 0.93419, true],
    [0.9, 0.93512, false],
    [0.93412, 0.934, false],
    [0.943, 0.93412, false],
    [12.5, 12.53, true],
    [12, 12.53, true],
    [1, 0.95, false],
    [1e-7, 1.2e-7, false],
    [-0.25, -0.2512, true],
  ])('%d for %d: %s', (written, exact, expected) => {
    expect(isWrittenAs(written, exact)).toBe(expected);
  });

  it('asks all printed numbers', () => {
    expect(isPrinted(0.55, [0.1, 0.5512])).toBe(true);
    expect(isPrinted(0.56, [0.1, 0.5512])).toBe(false);
  });
});

describe('sourceFacts', () => {
  it('carries facts and numbers, and no pictures', () => {
    const notebook = parseNotebook(
      notebookText([{ source: 'print(f"Test accuracy: {a}")', stdout: 'Test accuracy: 0.8617\n', png: 'aGk=' }]),
    );

    const facts = sourceFacts(notebook);

    expect(facts.metrics).toMatchObject([{ name: 'accuracy', value: 0.8617, source: { cell: 0 } }]);
    expect(facts.numbers).toEqual([0.8617]);
    expect(JSON.stringify(facts)).not.toContain('aGk=');
  });
});
