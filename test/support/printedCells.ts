import { inspectNotebook } from '../../src/core/notebook/inspectNotebook';
import type { Inspection } from '../../src/core/notebook/inspection';
import type { Notebook, NotebookCell, NotebookOutput } from '../../src/core/notebook/notebook';
import type { OutputBlock } from '../../src/core/notebook/outputBlocks';

/** A code cell in short: what it says and what it showed. */
export interface PrintedCell {
  readonly code?: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly result?: string;
  readonly html?: string;
  readonly outputs?: readonly NotebookOutput[];
  readonly kind?: 'code' | 'markdown' | 'raw';
  readonly executionCount?: number | null;
  readonly tags?: readonly string[];
}

export function makeNotebook(cells: readonly PrintedCell[], facts: Partial<Notebook> = {}): Notebook {
  return {
    cells: cells.map(makeCell),
    kernel: 'python3',
    kernelDisplayName: 'Python 3',
    language: 'python',
    languageVersion: '3.11.7',
    metadata: {},
    ...facts,
  };
}

function makeCell(cell: PrintedCell, index: number): NotebookCell {
  const outputs: NotebookOutput[] = [...(cell.outputs ?? [])];
  if (cell.stdout !== undefined) {
    outputs.push({ kind: 'stream', name: 'stdout', text: cell.stdout });
  }
  if (cell.stderr !== undefined) {
    outputs.push({ kind: 'stream', name: 'stderr', text: cell.stderr });
  }
  if (cell.result !== undefined || cell.html !== undefined) {
    const plain = cell.result ?? '<IPython.core.display.HTML object>';
    const data = { 'text/plain': plain, ...(cell.html === undefined ? {} : { 'text/html': cell.html }) };
    outputs.push({ kind: 'data', isResult: true, data });
  }
  return {
    index,
    id: `c${index}`,
    kind: cell.kind ?? 'code',
    source: cell.code ?? '',
    executionCount: cell.executionCount === undefined ? index + 1 : cell.executionCount,
    tags: cell.tags ?? [],
    outputs,
    startedAt: null,
    finishedAt: null,
    success: null,
  };
}

export function inspectCells(...cells: readonly PrintedCell[]): Inspection {
  return inspectNotebook(makeNotebook(cells));
}

/** The sure metrics in short: `accuracy 0.93 test`, with a star for the headline. */
export function shownMetrics(inspection: Pick<Inspection, 'metrics'>): string[] {
  return inspection.metrics
    .filter((metric) => metric.confidence !== 'low')
    .map((metric) => {
      const isChosen = metric.headline && metric.isSecondOpinion !== true;
      return `${metric.name} ${metric.value} ${metric.split ?? '-'}${isChosen ? ' *' : ''}`;
    });
}

/** Printed text as the parsers get it. */
export function printedBlock(text: string): OutputBlock {
  return { cell: 0, output: 0, kind: 'stdout', lines: text.split('\n'), tables: [], records: [] };
}
