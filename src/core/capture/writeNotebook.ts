import type { Notebook, NotebookCell, NotebookOutput } from '../notebook/notebook';

/** A notebook as nbformat 4.5 text: what is kept of a live document that has no saved form. */
export function writeNotebook(notebook: Notebook): string {
  const json = {
    cells: notebook.cells.map(writeCell),
    metadata: {
      ...notebook.metadata,
      ...(notebook.kernel === null
        ? {}
        : { kernelspec: { name: notebook.kernel, display_name: notebook.kernelDisplayName ?? notebook.kernel } }),
      ...(notebook.language === null
        ? {}
        : { language_info: { name: notebook.language, ...optional('version', notebook.languageVersion) } }),
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(json, null, 1)}\n`;
}

function writeCell(cell: NotebookCell): unknown {
  const metadata = cell.tags.length === 0 ? {} : { tags: cell.tags };
  const common = { id: cell.id ?? `cell-${cell.index}`, cell_type: cell.kind, metadata, source: lines(cell.source) };
  return cell.kind === 'code'
    ? { ...common, execution_count: cell.executionCount, outputs: cell.outputs.map((each) => writeOutput(each, cell)) }
    : common;
}

function writeOutput(output: NotebookOutput, cell: NotebookCell): unknown {
  switch (output.kind) {
    case 'stream':
      return { output_type: 'stream', name: output.name, text: lines(output.text) };
    case 'error':
      return {
        output_type: 'error',
        ename: output.name,
        evalue: output.message,
        traceback: output.traceback.split('\n'),
      };
    case 'data': {
      const data = Object.fromEntries(Object.entries(output.data).map(([mime, text]) => [mime, content(mime, text)]));
      return output.isResult
        ? { output_type: 'execute_result', execution_count: cell.executionCount, data, metadata: {} }
        : { output_type: 'display_data', data, metadata: {} };
    }
    default:
      return output satisfies never;
  }
}

function content(mime: string, text: string): unknown {
  if (/^application\/(?:.*\+)?json$/.test(mime)) {
    try {
      return JSON.parse(text);
    } catch {
      // Declared as JSON and is not: keep the text.
      return text;
    }
  }
  return mime.startsWith('image/') && mime !== 'image/svg+xml' ? text : lines(text);
}

function lines(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

function optional(name: string, value: string | null): Readonly<Record<string, string>> {
  return value === null ? {} : { [name]: value };
}
