import { cellName } from '../cellName';
import type { Notebook } from '../notebook/notebook';

/** Notebooks with more code cells are compared by position of equal cells only at their ends. */
const LCS_LIMIT = 2_000;

interface Cell {
  readonly index: number;
  readonly source: string;
}

/** A code cell that is not as it was. */
export interface CellChange {
  readonly kind: 'added' | 'removed' | 'edited';
  /** Position in the later notebook, of a removed cell in the earlier one. */
  readonly cell: number;
  /** The telling line, or what happened to the lines, with code between backticks. */
  readonly text: string;
}

export interface CellChanges {
  /** Lines of Markdown, one a changed cell. */
  readonly lines: readonly string[];
  readonly changes: readonly CellChange[];
  /** Code cells of the later notebook that are not in the earlier one as they are. */
  readonly changed: number;
  /** Code cells of the later notebook. */
  readonly cells: number;
}

/**
 * The code cells that were added, removed or edited between two notebooks. Cells are matched as lines are in a diff; a
 * removed and an added cell at the same place that share most of their words count as edited.
 */
export function describeCellChanges(before: Notebook, after: Notebook): CellChanges {
  const [from, to] = [codeCells(before), codeCells(after)];
  const changes = pairChanges(diffCells(from, to)).map(describe);
  return {
    lines: changes.map(writeLine),
    changes,
    changed: changes.filter((change) => change.kind !== 'removed').length,
    cells: to.length,
  };
}

function codeCells(notebook: Notebook): readonly Cell[] {
  return notebook.cells
    .filter((cell) => cell.kind === 'code' && cell.source.trim() !== '')
    .map((cell) => ({ index: cell.index, source: normalize(cell.source) }));
}

function normalize(source: string): string {
  return source
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

type Step =
  | { readonly kind: 'same' }
  | { readonly kind: 'removed'; readonly cell: Cell }
  | { readonly kind: 'added'; readonly cell: Cell };

function diffCells(from: readonly Cell[], to: readonly Cell[]): readonly Step[] {
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start]?.source === to[start]?.source) {
    start += 1;
  }
  let end = 0;
  while (
    end < Math.min(from.length, to.length) - start &&
    from[from.length - 1 - end]?.source === to[to.length - 1 - end]?.source
  ) {
    end += 1;
  }
  const middle = diffMiddle(from.slice(start, from.length - end), to.slice(start, to.length - end));
  const same = (count: number): readonly Step[] => Array.from({ length: count }, () => ({ kind: 'same' }) as const);
  return [...same(start), ...middle, ...same(end)];
}

/** The classic longest common subsequence, walked from the start. */
function diffMiddle(from: readonly Cell[], to: readonly Cell[]): readonly Step[] {
  if (from.length > LCS_LIMIT || to.length > LCS_LIMIT) {
    return [
      ...from.map((cell) => ({ kind: 'removed', cell }) as const),
      ...to.map((cell) => ({ kind: 'added', cell }) as const),
    ];
  }
  const width = to.length + 1;
  const lengths = new Uint32Array((from.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = from.length - 1; row >= 0; row -= 1) {
    for (let column = to.length - 1; column >= 0; column -= 1) {
      const isEqual = from[row]?.source === to[column]?.source;
      lengths[row * width + column] = isEqual
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const steps: Step[] = [];
  let [row, column] = [0, 0];
  while (row < from.length || column < to.length) {
    const [old, current] = [from[row], to[column]];
    if (old !== undefined && current !== undefined && old.source === current.source) {
      steps.push({ kind: 'same' });
      row += 1;
      column += 1;
    } else if (old !== undefined && (current === undefined || at(row + 1, column) >= at(row, column + 1))) {
      steps.push({ kind: 'removed', cell: old });
      row += 1;
    } else if (current !== undefined) {
      steps.push({ kind: 'added', cell: current });
      column += 1;
    }
  }
  return steps;
}

type Change =
  | { readonly kind: 'removed'; readonly cell: Cell }
  | { readonly kind: 'added'; readonly cell: Cell }
  | { readonly kind: 'edited'; readonly before: Cell; readonly after: Cell };

/** Within each run of changes, removed cells are joined with the added cell that is most like them. */
function pairChanges(steps: readonly Step[]): readonly Change[] {
  const changes: Change[] = [];
  let removed: Cell[] = [];
  let added: Cell[] = [];
  const finish = () => {
    changes.push(...pairRun(removed, added));
    removed = [];
    added = [];
  };
  for (const step of steps) {
    if (step.kind === 'same') {
      finish();
    } else {
      (step.kind === 'removed' ? removed : added).push(step.cell);
    }
  }
  finish();
  return changes;
}

function pairRun(removed: readonly Cell[], added: readonly Cell[]): readonly Change[] {
  const left = [...removed];
  const changes: Change[] = added.map((cell) => {
    const scores = left.map((old) => similarity(old.source, cell.source));
    const best = scores.indexOf(Math.max(...scores));
    const before = left[best];
    if (before === undefined || (scores[best] ?? 0) < 0.4) {
      return { kind: 'added', cell };
    }
    left.splice(best, 1);
    return { kind: 'edited', before, after: cell };
  });
  return [...left.map((cell) => ({ kind: 'removed', cell }) as const), ...changes];
}

/** Shared words over all words, counted with repetition: 1 for equal texts. */
function similarity(a: string, b: string): number {
  const [left, right] = [words(a), words(b)];
  const counts = new Map<string, number>();
  for (const word of left) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  let shared = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count > 0) {
      shared += 1;
      counts.set(word, count - 1);
    }
  }
  return left.length + right.length === 0 ? 1 : (2 * shared) / (left.length + right.length);
}

function words(text: string): readonly string[] {
  return text.match(/\w+/g) ?? [];
}

function describe(change: Change): CellChange {
  switch (change.kind) {
    case 'added':
    case 'removed':
      return { kind: change.kind, cell: change.cell.index, text: excerpt(change.cell.source) };
    case 'edited':
      return {
        kind: 'edited',
        cell: change.after.index,
        text: editedLines(change.before.source, change.after.source),
      };
    default:
      return change satisfies never;
  }
}

function writeLine({ kind, cell, text }: CellChange): string {
  const name = cellName({ index: cell });
  switch (kind) {
    case 'added':
      return `- ${name} added: ${text}`;
    case 'removed':
      return `- ${name} (before) removed: ${text}`;
    case 'edited':
      return `- ${name} edited${text.startsWith('(') ? ' ' : ': '}${text}`;
    default:
      return kind satisfies never;
  }
}

/** The edited line itself where it is one, else how many. */
function editedLines(before: string, after: string): string {
  const old = before.split('\n');
  const current = after.split('\n');
  const gone = old.filter((line) => !current.includes(line) && line.trim() !== '');
  const come = current.filter((line) => !old.includes(line) && line.trim() !== '');
  if (gone.length === 1 && come.length === 1) {
    return `${code(gone[0] ?? '')} → ${code(come[0] ?? '')}`;
  }
  const counts = [
    ...(come.length === 0 ? [] : [`${come.length} ${come.length === 1 ? 'line' : 'lines'} new`]),
    ...(gone.length === 0 ? [] : [`${gone.length} ${gone.length === 1 ? 'line' : 'lines'} gone`]),
  ];
  return counts.length === 0 ? '(order of lines)' : `(${counts.join(', ')})`;
}

/** The first line that says something: neither import nor comment where there is another. */
function excerpt(source: string): string {
  const lines = source.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.find((line) => !/^\s*(?:#|import\b|from\b|%)/.test(line)) ?? lines[0] ?? '';
  return code(telling);
}

const SHOWN = 80;

function code(line: string): string {
  const text = line.trim();
  const short = text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
  return short.includes('`') ? short : `\`${short}\``;
}
