const SHOWN = 3;
const NAMED = 12;
const CELL = /\bcell \d+(?: \[\d+\])?/i;

/**
 * Of many notes that say the same of different cells the first three, and one that names the cells of the others: a notebook
 * that was run out of order from end to end would push its metrics off the screen.
 */
export function foldedNotes(notes: readonly string[]): readonly string[] {
  const kinds = new Map<string, string[]>();
  for (const note of notes) {
    // Notes of one kind differ in numbers alone. One that names no cell is told as it is.
    const kind = CELL.test(note) ? note.replaceAll(/\d+/g, '0') : note;
    kinds.set(kind, [...(kinds.get(kind) ?? []), note]);
  }
  return [...kinds.values()].flatMap((group) =>
    group.length <= SHOWN + 1 ? group : [...group.slice(0, SHOWN), otherCells(group.slice(SHOWN))],
  );
}

function otherCells(notes: readonly string[]): string {
  const cells = [...new Set(notes.map((note) => (CELL.exec(note)?.[0] ?? note).toLowerCase()))];
  const more = cells.length > NAMED ? ` and ${cells.length - NAMED} more` : '';
  return `The same is true of ${cells.slice(0, NAMED).join(', ')}${more}.`;
}
