import { describe, expect, it } from 'vitest';
import { inspectNotebook } from '../../../src/core/notebook/inspectNotebook';
import type { Inspection } from '../../../src/core/notebook/inspection';
import { parseNotebook } from '../../../src/core/notebook/parseNotebook';

function inspect(...sources: readonly string[]): Inspection {
  const cells = sources.map((source, index) => ({
    cell_type: 'code',
    execution_count: index + 1,
    metadata: {},
    source,
    outputs: [{ output_type: 'stream', name: 'stdout', text: 'accuracy: 0.91\n' }],
  }));
  return inspectNotebook(parseNotebook(JSON.stringify({ nbformat: 4, metadata: {}, cells })));
}

/** Each of these was read once for every way through it. */
describe('code that is half there', () => {
  it.each([
    ['a comprehension in a comprehension', '{'.repeat(100)],
    ['a call in a call', 'f('.repeat(100)],
    ['a list in a list', '[x for y in '.repeat(100)],
    ['a choice in a choice', '(x if '.repeat(100)],
    ['a text in a text', 'f"{'.repeat(100)],
  ])('%s', (_, source) => {
    expect(inspect(source).metrics).toMatchObject([{ name: 'accuracy', value: 0.91 }]);
  });
});

/** Each of these grew without end, or filled the memory, once. They end because the work is bounded by number. */
describe('code that grows out of itself', () => {
  it.each([
    ['a text', 'x = "ab"\n' + 'x = x + x\n'.repeat(80) + 'print(x)'],
    ['an f-string', 'x = f"{a} b"\n' + 'x = f"{x} {x}"\n'.repeat(80) + 'print(x)'],
    ['a format', 'x = "{}"\n' + 'x = "{} {}".format(x, x)\n'.repeat(80) + 'print(x)'],
    ['a percent format', 'x = "a"\n' + 'x = "%s %s" % (x, x)\n'.repeat(80) + 'print(x)'],
    ['a path', 'import os\np = "a"\n' + 'p = os.path.join(p, p)\n'.repeat(80) + 'open(p)'],
    ['a joined text', 'x = "a"\n' + 'x = ",".join([x, x])\n'.repeat(80) + 'print(x)'],
    ['a list of itself', 'a = []\n' + 'a = [a, a]\n'.repeat(500) + 'f(a)\nprint(a)\nmodel = SVC(C=a)'],
    ['a tuple with a split', 'a = (X_train, X_test)\n' + 'a = (a, a, X_val)\n'.repeat(80) + 'f(a)\nprint(a)'],
    ['a dict of itself', 'a = {}\n' + 'a = {"x": a, "y": a}\n'.repeat(80) + 'f(a)\nprint(a)'],
    ['bases of classes', 'class A: pass\n' + 'class A(A, A): pass\n'.repeat(500) + 'A()'],
    ['wrapped models', 'm = SVC()\n' + 'm = GridSearchCV(m, {})\n'.repeat(3_000) + 'm.fit(X, y)\nprint(m.score(X))'],
  ])('%s', (_, source) => {
    expect(inspect(source).metrics).toMatchObject([{ name: 'accuracy', value: 0.91 }]);
  });
});

describe('code that is none', () => {
  const PROSE = 'Take this data set of customers (who left the bank and why: let us see ';

  it('leaves what is beyond the budget, and says so', () => {
    const { metrics, warnings } = inspect(...Array.from({ length: 2 }, () => PROSE.repeat(2_000)), 'x = 1');

    expect(metrics[0]).toMatchObject({ name: 'accuracy', value: 0.91 });
    expect(warnings.filter(({ code }) => code === 'not-followed')).toMatchObject([{ source: { cell: 0 } }]);
  });

  it('still follows plain cells after it', () => {
    const { params } = inspect(PROSE.repeat(2_000), 'm = SVC(C=4)\nm.fit(X, y)');

    expect(params).toMatchObject([{ name: 'C', value: 4 }]);
  });

  it('does not warn of a cell of prose', () => {
    expect(inspect(PROSE, 'x = 1').warnings).toEqual([]);
  });

  it.each([
    ['colons', ':'],
    ['stars', '*'],
    ['dots', '.'],
    ['quotes', "'"],
    ['brackets', '['],
    ['closed brackets', ')'],
    ['doctests', '>>> '],
    ['shell', 'pip install it\n'],
    ['decorators', '@a\n'],
    ['blank lines', ' \n'],
    ['old line ends', '\r'],
    ['open braces', '{'],
  ])('reads the outputs of a cell full of %s', (_, text) => {
    expect(inspect(text.repeat(40_000)).metrics).toMatchObject([{ name: 'accuracy' }]);
  });
});
