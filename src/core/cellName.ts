/**
 * Cells as people count them: from 1, Markdown cells included, as the status bar of VS Code does ("Cell 8 of 20"). Facts,
 * events and JSON count from 0.
 */
export function cellNumber(index: number): number {
  return index + 1;
}

/** `cell 8`, or `cell 8 [7]` with what stands beside a cell that ran, for whoever looks for it there. */
export function cellName({ index, executionCount }: NamedCell): string {
  return executionCount === undefined || executionCount === null
    ? `cell ${cellNumber(index)}`
    : `cell ${cellNumber(index)} [${executionCount}]`;
}

/** `Cell 8 [7]`, at the beginning of a sentence. */
export function cellTitle(cell: NamedCell): string {
  const name = cellName(cell);
  return `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
}

interface NamedCell {
  /** From 0. */
  readonly index: number;
  readonly executionCount?: number | null | undefined;
}
