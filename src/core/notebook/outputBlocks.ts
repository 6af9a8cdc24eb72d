import { readHtml } from './htmlText';
import type { HtmlTable } from './htmlText';
import type { NotebookCell, NotebookOutput } from './notebook';
import { printedTuples } from './printedTuples';
import { terminalLines } from './terminalText';

/** The readable text of one output, or of neighbouring stream outputs that were one text. */
export interface OutputBlock {
  readonly cell: number;
  /** Index of the (first) output in its cell. */
  readonly output: number;
  readonly kind: 'stdout' | 'stderr' | 'result' | 'display';
  readonly lines: readonly string[];
  readonly tables: readonly HtmlTable[];
  /** JSON of record formats (scrapbook, papermill). */
  readonly records: readonly string[];
}

const MAX_LINES = 100_000;
const MAX_LINE = 10_000;
const RECORD_MIMES = ['application/scrapbook.scrap.json+json', 'application/papermill.record+json'];

export function readOutputBlocks(cell: NotebookCell): OutputBlock[] {
  const blocks: OutputBlock[] = [];
  for (let index = 0; index < cell.outputs.length; index += 1) {
    const output = cell.outputs[index];
    if (output === undefined || output.kind === 'error') {
      continue;
    }
    if (output.kind === 'data') {
      const block = readData(cell.index, index, output);
      if (block !== null) {
        blocks.push(block);
      }
      continue;
    }
    const chunks = [output.text];
    const first = index;
    for (let next = cell.outputs[index + 1]; isSameStream(next, output.name); next = cell.outputs[index + 1]) {
      chunks.push(next.text);
      index += 1;
    }
    blocks.push({
      cell: cell.index,
      output: first,
      kind: output.name,
      lines: printedTuples(limitLines(terminalLines(chunks.join('')))),
      tables: [],
      records: [],
    });
  }
  return blocks;
}

type StreamOutput = Extract<NotebookOutput, { kind: 'stream' }>;

function isSameStream(output: NotebookOutput | undefined, name: string): output is StreamOutput {
  return output?.kind === 'stream' && output.name === name;
}

type DataOutput = Extract<NotebookOutput, { kind: 'data' }>;

function readData(cell: number, index: number, output: DataOutput): OutputBlock | null {
  const records = RECORD_MIMES.flatMap((mime) => {
    const json = output.data[mime];
    return json === undefined ? [] : [json];
  });
  const html = output.data['text/html'];
  const rich = html === undefined ? null : readHtml(html);
  const plain = output.data['text/plain'];
  const hasPlain = plain !== undefined && !/^<(?:IPython|pandas\.io)\.[\w.]+ ?(?:object|at)/.test(plain);
  const markdown = output.data['text/markdown'];
  // A table in HTML is read as a table; its plain twin would only be read a second time.
  const lines =
    rich !== null && (rich.tables.length > 0 || !hasPlain)
      ? rich.lines
      : hasPlain
        ? terminalLines(unquoted(titleOf(plain) ?? plain))
        : (markdown?.split('\n') ?? []);
  if (lines.length === 0 && records.length === 0 && (rich?.tables.length ?? 0) === 0) {
    return null;
  }
  return {
    cell,
    output: index,
    kind: output.isResult ? 'result' : 'display',
    lines: limitLines(lines),
    tables: rich?.tables ?? [],
    records,
  };
}

/** A cell that ends with the title of its plot shows it so: `Text(0.5, 1.0, 'Accuracy: 0.93')`. */
function titleOf(plain: string): string | null {
  return plain.length < 300 && plain.startsWith('Text(0.5,')
    ? (/^Text\(0\.5, ?(?:1(?:\.\d+)?|0\.9\d*), ?((['"]).*\2)\)$/.exec(plain)?.[1] ?? null)
    : null;
}

function unquoted(plain: string): string {
  return isQuoted(plain) ? plain.slice(1, -1).replace(/\\n/g, '\n') : plain;
}

/** A text of several lines that a cell shows as Python writes it: `'precision recall\n 0 0.9'`. */
function isQuoted(plain: string): boolean {
  return plain.length < 100_000 && /^(['"]).*\\n.*\1$/.test(plain);
}

/** Logs beyond the limit keep both ends. */
function limitLines(lines: readonly string[]): readonly string[] {
  const short = shortenLines(lines);
  return short.length > MAX_LINES ? [...short.slice(0, MAX_LINES / 2), ...short.slice(-MAX_LINES / 2)] : short;
}

/** No result is printed in a line of more than ten thousand characters. */
export function shortenLines(lines: readonly string[]): readonly string[] {
  return lines.some((line) => line.length > MAX_LINE)
    ? lines.map((line) => (line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line))
    : lines;
}
