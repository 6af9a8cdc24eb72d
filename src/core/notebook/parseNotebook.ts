import { present } from '../present';
import { LedgerError } from '../errors';
import { jsonWeight } from './jsonWeight';
import type { Notebook, NotebookCell, NotebookOutput } from './notebook';

type Json = Readonly<Record<string, unknown>>;

/** In characters. Beyond it a file is no document that somebody wrote. */
const LONGEST = 200e6;
/** The fullest of thousands of public notebooks weighs forty thousand; this much is parsed within a second. */
const HEAVIEST = 1.5e6;

/** Reads the text of an `.ipynb`, nbformat 3 and 4. Throws `source-unreadable` when the text is no notebook. */
export function parseNotebook(text: string): Notebook {
  if (text.length > LONGEST || (text.length > HEAVIEST && jsonWeight(text, HEAVIEST) > HEAVIEST)) {
    throw new LedgerError(
      'source-unreadable',
      'The notebook is too large to be read: it is longer than 200 MB, or holds millions of values. Clear the outputs that show data, or write the data to files, and try again.',
      {},
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    throw new LedgerError(
      'source-unreadable',
      'The notebook is not valid JSON. It may be half written, or hold the marks of a merge conflict; open it, repair it and try again.',
      {},
      { cause: error },
    );
  }
  const root = asObject(json);
  const cells = root === null ? null : cellList(root);
  if (root === null || cells === null) {
    throw new LedgerError('source-unreadable', 'The file is JSON but no notebook: it has no list of cells.', {});
  }
  const metadata = asObject(root['metadata']) ?? {};
  const kernel = asObject(metadata['kernelspec']);
  const language = asObject(metadata['language_info']);
  return {
    cells: cells.map((cell, index) => readCell(asObject(cell) ?? {}, index)),
    kernel: asString(kernel?.['name']),
    kernelDisplayName: asString(kernel?.['display_name']),
    language: asString(language?.['name']) ?? asString(kernel?.['language']),
    languageVersion: asString(language?.['version']),
    metadata,
  };
}

function cellList(root: Json): readonly unknown[] | null {
  if (Array.isArray(root['cells'])) {
    return root['cells'] as unknown[];
  }
  // nbformat 3 keeps the cells in worksheets.
  const sheets = root['worksheets'];
  if (!Array.isArray(sheets)) {
    return null;
  }
  return sheets.flatMap((sheet: unknown) => {
    const cells = asObject(sheet)?.['cells'];
    return Array.isArray(cells) ? (cells as unknown[]) : [];
  });
}

function readCell(cell: Json, index: number): NotebookCell {
  const metadata = asObject(cell['metadata']) ?? {};
  const kind = cell['cell_type'] === 'code' ? 'code' : cell['cell_type'] === 'raw' ? 'raw' : 'markdown';
  const outputs = Array.isArray(cell['outputs']) ? (cell['outputs'] as unknown[]) : [];
  const times = readTimes(metadata);
  const read = present(outputs, readOutput);
  return {
    index,
    id: asString(cell['id']),
    kind,
    source: joinText(cell['source'] ?? cell['input']) ?? '',
    executionCount: asNumber(cell['execution_count'] ?? cell['prompt_number']),
    tags: asStrings(metadata['tags']),
    outputs: read,
    startedAt: times.startedAt,
    finishedAt: times.finishedAt,
    success: read.some((output) => output.kind === 'error') ? false : times.finishedAt === null ? null : true,
  };
}

/** Papermill and the `execution` entry of JupyterLab and VS Code. */
export function readTimes(metadata: Json): { startedAt: number | null; finishedAt: number | null } {
  const papermill = asObject(metadata['papermill']);
  const execution = asObject(metadata['execution']);
  const tooltip = asObject(metadata['ExecuteTime']);
  return {
    startedAt: asTime(
      execution?.['iopub.execute_input'] ??
        execution?.['iopub.status.busy'] ??
        papermill?.['start_time'] ??
        tooltip?.['start_time'],
    ),
    finishedAt: asTime(
      execution?.['shell.execute_reply'] ??
        execution?.['iopub.status.idle'] ??
        papermill?.['end_time'] ??
        tooltip?.['end_time'],
    ),
  };
}

function readOutput(output: unknown): NotebookOutput | null {
  const json = asObject(output);
  switch (json?.['output_type']) {
    case 'stream': {
      const isError = json['name'] === 'stderr' || json['stream'] === 'stderr';
      return { kind: 'stream', name: isError ? 'stderr' : 'stdout', text: joinText(json['text']) ?? '' };
    }
    case 'execute_result':
    case 'pyout':
      return { kind: 'data', isResult: true, data: readBundle(json) };
    case 'display_data':
    case 'update_display_data':
      return { kind: 'data', isResult: false, data: readBundle(json) };
    case 'error':
    case 'pyerr':
      return {
        kind: 'error',
        name: asString(json['ename']) ?? '',
        message: asString(json['evalue']) ?? '',
        traceback: Array.isArray(json['traceback']) ? asStrings(json['traceback']).join('\n') : '',
      };
    default:
      return null;
  }
}

const OLD_MIME: Readonly<Record<string, string>> = {
  text: 'text/plain',
  html: 'text/html',
  png: 'image/png',
  jpeg: 'image/jpeg',
  svg: 'image/svg+xml',
  latex: 'text/latex',
  json: 'application/json',
};

function readBundle(output: Json): Record<string, string> {
  const data: Record<string, string> = {};
  const bundle = asObject(output['data']);
  for (const [mime, value] of Object.entries(bundle ?? output)) {
    const name = bundle === null ? OLD_MIME[mime] : mime;
    const text = joinText(value) ?? (typeof value === 'object' && value !== null ? jsonText(value) : null);
    if (name !== undefined && text !== null) {
      data[name] = text;
    }
  }
  return data;
}

/** Null for what is nested deeper than the runtime can follow. */
function jsonText(value: object): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

function joinText(value: unknown): string | null {
  if (typeof value === 'string') {
    return value;
  }
  if (!Array.isArray(value)) {
    return null;
  }
  for (const line of value as readonly unknown[]) {
    if (typeof line !== 'string') {
      return null;
    }
  }
  return value.length === 1 ? (value[0] as string) : value.join('');
}

function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

function asString(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function asNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function asStrings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function asTime(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? null : time;
}
