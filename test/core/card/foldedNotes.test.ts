import { describe, expect, it } from 'vitest';
import { foldedNotes } from '../../../src/core/card/foldedNotes';

const ranAfter = (cell: number) =>
  `Cell ${cell} [${cell + 40}] ran after cell ${cell + 1} [${cell}], which stands below it.`;
const cells = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('foldedNotes', () => {
  it('leaves a handful as it is', () => {
    const notes = cells(4).map(ranAfter);

    expect(foldedNotes(notes)).toEqual(notes);
  });

  it('names the cells of the others in one note', () => {
    const notes = cells(6).map(ranAfter);

    expect(foldedNotes(notes)).toEqual([
      ...notes.slice(0, 3),
      'The same is true of cell 4 [44], cell 5 [45], cell 6 [46].',
    ]);
  });

  it('counts the cells that are too many to name', () => {
    expect(foldedNotes(cells(60).map(ranAfter)).at(-1)).toMatch(/cell 15 \[55\] and 45 more\.$/);
  });

  it('puts only notes of one kind together, and none that names no cell', () => {
    const files = cells(9).map((file) => `data/part${file}.csv is not there.`);
    const notes = cells(3).flatMap((cell) => [ranAfter(cell), `Cell ${cell} [${cell}] failed.`]);

    expect([...foldedNotes([...files, ...notes])].sort()).toEqual([...files, ...notes].sort());
  });
});
