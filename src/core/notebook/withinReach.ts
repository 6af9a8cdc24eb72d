import { cellName } from '../cellName';
import { bothEnds, MAX_TEXT } from './bothEnds';
import type { InspectionWarning } from './inspection';
import type { Notebook, NotebookCell, NotebookOutput } from './notebook';

/**
 * What is read of one notebook, so that reading ends within a second or two whatever the file holds. No notebook that a
 * person wrote comes near; of logs that do, both ends say what counts.
 */
const MAX_CELLS = 10_000;
const MAX_OUTPUTS = 10_000;
const MAX_CODE = 400_000;

/** The kinds of text that are looked into, and what a character of each costs: tables are mostly tags. */
const TEXTS: readonly (readonly [mime: string, weight: number])[] = [
  ['text/plain', 1],
  ['text/markdown', 1],
  ['text/html', 0.25],
  ['application/scrapbook.scrap.json+json', 1],
  ['application/papermill.record+json', 1],
];

interface Reach {
  readonly notebook: Notebook;
  /** One, which names the first cell that is not read as a whole. */
  readonly warnings: readonly InspectionWarning[];
}

/** The notebook itself where it is within reach, else as much of every cell as can be read. Indexes stay. */
export function withinReach(notebook: Notebook): Reach {
  const cells =
    notebook.cells.length > MAX_CELLS
      ? [...notebook.cells.slice(0, MAX_CELLS / 2), ...notebook.cells.slice(-MAX_CELLS / 2)]
      : notebook.cells;
  const caps = capsOf(cells);
  if (caps === null && cells === notebook.cells) {
    return { notebook, warnings: [] };
  }
  const cut: number[] = cells === notebook.cells ? [] : [MAX_CELLS / 2];
  const read = cells.map((cell) => {
    const shortened = caps === null ? cell : shorten(cell, caps);
    if (shortened !== cell) {
      cut.push(cell.index);
    }
    return shortened;
  });
  return { notebook: { ...notebook, cells: read }, warnings: beyondReach(Math.min(...cut)) };
}

interface Caps {
  readonly outputs: number;
  readonly text: number;
  readonly code: number;
}

/** How much of one cell or output is read; null where everything is. */
function capsOf(cells: readonly NotebookCell[]): Caps | null {
  let code = 0;
  let outputs = 0;
  let text = 0;
  for (const cell of cells) {
    code += codeLength(cell);
    outputs += cell.outputs.length;
    for (const output of cell.outputs) {
      text += weightOf(output);
    }
  }
  return code <= MAX_CODE && outputs <= MAX_OUTPUTS && text <= MAX_TEXT
    ? null
    : {
        code: fairShare(cells.map(codeLength), MAX_CODE),
        outputs: fairShare(
          cells.map((cell) => cell.outputs.length),
          MAX_OUTPUTS,
        ),
        text: fairShare(
          cells.flatMap((cell) => cell.outputs.map(weightOf)),
          MAX_TEXT,
        ),
      };
}

function codeLength(cell: NotebookCell): number {
  return cell.kind === 'code' ? cell.source.length : 0;
}

/** The most that each may have, so that all together have no more than `budget` and small ones are whole. */
export function fairShare(sizes: readonly number[], budget: number): number {
  if (sizes.reduce((sum, size) => sum + size, 0) <= budget) {
    return Infinity;
  }
  let left = budget;
  let others = sizes.length;
  for (const size of sizes.toSorted((a, b) => a - b)) {
    if (size * others > left) {
      break;
    }
    left -= size;
    others -= 1;
  }
  return Math.floor(left / Math.max(1, others));
}

function weightOf(output: NotebookOutput): number {
  switch (output.kind) {
    case 'stream':
      return output.text.length;
    case 'data':
      return weightOfData(output.data);
    case 'error':
      return 0;
    default:
      return output satisfies never;
  }
}

function weightOfData(data: Readonly<Record<string, string>>): number {
  let sum = 0;
  for (const [mime, weight] of TEXTS) {
    sum += (data[mime]?.length ?? 0) * weight;
  }
  return sum;
}

const NOTHING: NotebookOutput = { kind: 'stream', name: 'stdout', text: '' };

function shorten(cell: NotebookCell, caps: Caps): NotebookCell {
  const isCode = codeLength(cell) > caps.code;
  const isOutput = cell.outputs.length > caps.outputs || cell.outputs.some((output) => weightOf(output) > caps.text);
  return !isCode && !isOutput
    ? cell
    : {
        ...cell,
        // Half a cell would be another program.
        source: isCode ? '' : cell.source,
        outputs: cell.outputs.map((output, index) =>
          isNearEnd(index, cell.outputs.length, caps.outputs) ? shortenOutput(output, caps.text) : NOTHING,
        ),
      };
}

function isNearEnd(index: number, count: number, most: number): boolean {
  return count <= most || index < most / 2 || index >= count - most / 2;
}

function shortenOutput(output: NotebookOutput, cap: number): NotebookOutput {
  if (weightOf(output) <= cap || output.kind === 'error') {
    return output;
  }
  if (output.kind === 'stream') {
    return { ...output, text: bothEnds(output.text, cap).text };
  }
  const data = { ...output.data };
  for (const [mime, weight] of TEXTS) {
    const text = data[mime];
    if (text !== undefined) {
      // What follows the beginning of a page may be the middle of a script.
      data[mime] = mime === 'text/html' ? text.slice(0, cap / weight) : bothEnds(text, cap).text;
    }
  }
  return { ...output, data };
}

function beyondReach(cell: number): readonly InspectionWarning[] {
  return [
    {
      code: 'not-read',
      message: `The notebook holds more text than is read. From ${cellName({ index: cell })} on results in the middle of long outputs or in very long code may be missing. Fill them in by hand.`,
      source: { cell },
    },
  ];
}
