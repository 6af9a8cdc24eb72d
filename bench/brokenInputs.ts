import { LedgerError } from '../src/core/errors';
import { inspectNotebook } from '../src/core/notebook/inspectNotebook';
import { parseNotebook } from '../src/core/notebook/parseNotebook';
import { atMost, type Figure } from './figure';

interface Cell {
  readonly source: string;
  readonly text?: string;
}

/** What once took longest of each kind that fuzzing finds: files, code, printed text, tables, sheer number. */
const INPUTS: Readonly<Record<string, () => string>> = {
  'a file of brackets': () => '['.repeat(20e6),
  'a file of keys': () => `{"cells":[],"a":{${Array.from({ length: 1e6 }, (_, key) => `"${key}":1`).join(',')}}}`,
  'a hundred thousand cells': () => notebook(many(1e5, (cell) => ({ source: `x${cell} = ${cell}`, text: 'f1: 0.5' }))),
  'open braces': () => notebook([{ source: '{'.repeat(19e4) }]),
  dots: () => notebook([{ source: '.'.repeat(19e4) }]),
  'blank lines': () => notebook([{ source: ' \n'.repeat(9e4) }]),
  'lists in themselves': () => notebook(many(2, () => ({ source: 'x = [x, x]\nf(x)\n'.repeat(11e3) }))),
  prose: () => notebook(many(300, () => ({ source: 'What he (who left) thinks: see how '.repeat(140) }))),
  'prints of many calls': () =>
    notebook([
      {
        source: 'print("a {}".format(x))\n'.repeat(600),
        text: many(1e5, (line) => `a ${line} ${line / 7}`).join('\n'),
      },
    ]),
  'a log of 20 MB': () => notebook([{ source: 'fit()', text: 'epoch 1 loss: 0.5 acc: 0.6\n'.repeat(750e3) }]),
  'models by the thousand': () =>
    notebook([{ source: 'x', text: many(1e5, (line) => `model_${line} accuracy: 0.${line}`).join('\n') }]),
  'dicts by the thousand': () =>
    notebook([{ source: 'x', text: many(1e5, (line) => `{'acc': 0.${line}, 'm': 'm${line}'}`).join('\n') }]),
  'a line of 20 MB': () => notebook([{ source: 'x', text: 'accuracy 0.5 '.repeat(15e5) }]),
  'a table of columns': () => notebook([{ source: 'x', text: 'm1  acc  3\n'.repeat(150e3) }]),
};

/** The slowest of them, in a process that has read other notebooks before. */
export function benchBrokenInputs(): readonly Figure[] {
  const times = Object.entries(INPUTS).map(([name, make]): readonly [string, number] => {
    const text = make();
    const started = process.hrtime.bigint();
    try {
      inspectNotebook(parseNotebook(text));
    } catch (error) {
      if (!(error instanceof LedgerError)) {
        throw error;
      }
    }
    return [name, Number(process.hrtime.bigint() - started) / 1e9];
  });
  const [slowest, seconds] = times.reduce((worst, next) => (next[1] > worst[1] ? next : worst));
  return [atMost('reading the slowest of broken notebooks', 2, seconds, 's', `of ${times.length}: ${slowest}`)];
}

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function notebook(cells: readonly Cell[]): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: cells.map(({ source, text }, index) => ({
      cell_type: 'code',
      execution_count: index + 1,
      metadata: {},
      source,
      outputs: text === undefined ? [] : [{ output_type: 'stream', name: 'stdout', text }],
    })),
  });
}
