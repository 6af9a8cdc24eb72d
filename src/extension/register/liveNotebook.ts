import * as vscode from 'vscode';
import type { Notebook, NotebookCell, NotebookOutput } from '../../core/notebook/notebook';
import { readTimes } from '../../core/notebook/parseNotebook';

const STDOUT = 'application/vnd.code.notebook.stdout';
const STDERR = 'application/vnd.code.notebook.stderr';
const ERROR = 'application/vnd.code.notebook.error';

/** The notebook as the editor shows it now, unsaved changes and fresh outputs included, in core's shape. */
export function readLiveNotebook(document: vscode.NotebookDocument): Notebook {
  const metadata = innerMetadata(document.metadata);
  const kernelspec = asRecord(metadata['kernelspec']);
  const languageInfo = asRecord(metadata['language_info']);
  return {
    cells: document.getCells().map(readCell),
    kernel: asText(kernelspec['name']),
    kernelDisplayName: asText(kernelspec['display_name']),
    language: asText(languageInfo['name']) ?? asText(kernelspec['language']),
    languageVersion: asText(languageInfo['version']),
    metadata,
  };
}

function readCell(cell: vscode.NotebookCell): NotebookCell {
  const summary = cell.executionSummary;
  const outputs = cell.outputs.flatMap(readOutput);
  // The built-in serializer does not fill in the times that the file's metadata has.
  const recorded = readTimes(innerMetadata(cell.metadata));
  const finishedAt = summary?.timing?.endTime ?? recorded.finishedAt;
  const hasFailed = outputs.some((output) => output.kind === 'error');
  return {
    index: cell.index,
    id: asText(cell.metadata['id']),
    kind: cellKind(cell),
    source: cell.document.getText().replaceAll('\r\n', '\n'),
    executionCount: summary?.executionOrder ?? asNumber(cell.metadata['execution_count']),
    tags: readTags(cell),
    outputs,
    startedAt: summary?.timing?.startTime ?? recorded.startedAt,
    finishedAt,
    success: hasFailed ? false : (summary?.success ?? (finishedAt === null ? null : true)),
  };
}

function cellKind(cell: vscode.NotebookCell): NotebookCell['kind'] {
  if (cell.kind === vscode.NotebookCellKind.Code) {
    // The built-in serializer shows raw cells as code in the language "raw".
    return cell.document.languageId === 'raw' ? 'raw' : 'code';
  }
  return 'markdown';
}

/** VS Code keeps nbformat's metadata one level down; older versions had it under `custom`. */
function innerMetadata(outer: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return asRecord(outer['metadata'] ?? asRecord(outer['custom'])['metadata']);
}

function readTags(cell: vscode.NotebookCell): readonly string[] {
  const tags = innerMetadata(cell.metadata)['tags'];
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}

function readOutput(output: vscode.NotebookCellOutput): readonly NotebookOutput[] {
  const [first] = output.items;
  if (first === undefined) {
    return [];
  }
  if (first.mime === STDOUT || first.mime === STDERR) {
    // While a cell runs, one output holds a stream in several chunks.
    const text = output.items.map((item) => decode(item.data)).join('');
    return [{ kind: 'stream', name: first.mime === STDOUT ? 'stdout' : 'stderr', text }];
  }
  if (first.mime === ERROR) {
    return [readError(decode(first.data))];
  }
  const data = Object.fromEntries(output.items.map((item) => [item.mime, encode(item)]));
  return [{ kind: 'data', isResult: output.metadata?.['outputType'] === 'execute_result', data }];
}

function readError(text: string): NotebookOutput {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // A kernel of another kind may put plain text there: show it as it is.
    return { kind: 'error', name: 'Error', message: text, traceback: '' };
  }
  const error = asRecord(json);
  return {
    kind: 'error',
    name: asText(error['name']) ?? 'Error',
    message: asText(error['message']) ?? '',
    traceback: asText(error['stack']) ?? '',
  };
}

/** Core has images as base64, as the file does; the editor has their bytes. */
function encode(item: vscode.NotebookCellOutputItem): string {
  const isText = /^text\/|json$|\+xml$|javascript$/.test(item.mime);
  return isText ? decode(item.data) : Buffer.from(item.data).toString('base64');
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function asNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
