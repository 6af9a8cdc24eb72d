import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parser } from '@lezer/python';
import { describe, expect, it } from 'vitest';
import { parseNotebook } from '../../../src/core/notebook/parseNotebook';
import { cleanSource } from '../../../src/core/python/cleanSource';
import { readPlainCode } from '../../../src/core/python/readPlainCode';
import { StatementReader } from '../../../src/core/python/readStatements';
import type { Statement } from '../../../src/core/python/syntax';

function readFully(source: string): Statement[] {
  return new StatementReader(source).readAll(parser.parse(source).topNode);
}

const PLAIN = [
  'x = 1\ny: int = 2\nz: str\na, b = c = d, *e',
  'x += 1; y **= 2; z //= f(3);',
  'import a, b.c as d\nfrom . import e\nfrom ..f.g import (h as i,\n  j,)\nfrom k import *',
  'f(a, *b, key=c, **d)(e)[f].g',
  'm[1:2, ::3], n[:], o[..., None], p[:, a:b:c]',
  '# a comment\nx = [1, # one\n  2, 3,]\n\n    # odd place\ny = {}\n',
  'x = a + b * -c ** -d // e % f @ g - ~h << 1 | 2 & 3 ^ 4',
  'x = a < b <= c != d in e not in f is g is not h',
  'x = not a\ny = not (a or b)',
  'x = a if b else c if d else e',
  'f = lambda a, b=1, *c, **d: a\ng = lambda: (yes, no)',
  '(1,), (), (a), [*b, c], {*d}, {e: f, **g}, {1, 2}',
  '[a for a in b if c for d in e], {a: b for a, b in c}, {a for (a, b) in c}, (a for a in b)',
  'sum(x for x in y if z)\nany((a) for a, b in c)',
  `'a' "b" r'\\c' b'd' '''e\nf''' 'g\\'h' 'i\\\nj' u"k"`,
  `f'{a} {{b}} {c!r} {d:.2f} {e=} {f:{g}.{h}} {i["j"]} {k if l else m}' 'n' rf'\\o{p}'`,
  `f"""a\n{b}\n{c(\nd)}"""\ng(h)`,
  '1, 1.5, .5, 1e3, 1.5e-3, 0x1f, 1_000, 2j, 0b1, 0o7',
  'if a:\n  b\nelif c: d; e\nelse:\n  if f:\n    g\nh',
  'for a, b in c, d:\n  continue\nelse:\n  e\nfor i in x: break',
  'while (n := f()):\n\tg\n\th\nelse:\n\ti',
  'with a as b, c(d):\n  e\nwith (f): g',
  'try:\n  a\nexcept (B, C) as d:\n  e\nexcept:\n  f\nelse:\n  g\nfinally:\n  h',
  'async def f(a, b: int = 1, *, c=2, **d) -> int:\n  """Text."""\n  return a, b\ndef g(*args, h): return',
  '@a.b(c)\n@d\nclass E(F, metaclass=G):\n  h = 1\n  def i(self): pass\nclass J: pass',
  'raise A from b\nassert a, b\ndel a, b\nglobal c, d\nyield a, b',
  'a = b \\\n  + c\nprint(a)\nprint',
  'x = \u03b1 + r\u00e9sultat + \u53d8\u91cf',
  'if a:\n  pass\n  # end\n\n',
  '...',
  'await_ = nota + ifx',
].map((source) => ({ source }));

describe('readPlainCode', () => {
  it.each(PLAIN)('reads what the full parser reads: $source', ({ source }) => {
    // `print` at the very end may be the statement of Python 2.
    const text = `${source}\n`;

    expect(readPlainCode(text)).toEqual(readFully(text));
  });

  it('reads the cells of real notebooks as the full parser does, and nearly all of them', () => {
    const folder = path.join(import.meta.dirname, '../../fixtures/notebooks');
    const cells = readdirSync(folder)
      .filter((name) => name.endsWith('.ipynb'))
      .flatMap((name) => parseNotebook(readFileSync(path.join(folder, name), 'utf8')).cells)
      .filter((cell) => cell.kind === 'code')
      // The full parser's grammar has no `1.`.
      .map((cell) => cleanSource(cell.source).replace(/(\d\.)(?!\d)/g, '$10'));

    const read = cells.map((source) => ({ source, plain: readPlainCode(source) }));

    const plain = read.filter(({ plain: statements }) => statements !== null);
    expect(plain.length).toBeGreaterThan(cells.length * 0.97);
    for (const { source, plain: statements } of plain) {
      expect(statements, source).toEqual(readFully(source));
    }
  });

  it.each([
    ['half a call', 'f(a, b'],
    ['half a text', "x = 'abc\ny = 1"],
    ['an assignment without a value', 'x ='],
    ['the print statement of Python 2', 'print x'],
    ['a shell line', 'pip install it'],
    ['another language', 'model <- train(x, data = y)$fit'],
    ['odd indentation', 'if a:\n    b\n  c'],
    ['indented code', '  x = 1'],
    ['a block without a body', 'if a:\nb'],
    ['a line of carriage returns', 'x = 1\r\ny = 2'],
    ['a match statement', 'match x:\n  case 1:\n    y'],
    ['a doctest', '>>> f()'],
    ['brackets that do not match', 'f([1, 2)]'],
    ['deep brackets', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['a long chain of signs', `x = ${'-'.repeat(5_000)}1`],
    ['a long chain of words', `x = ${'not '.repeat(5_000)}y`],
    ['deep blocks', Array.from({ length: 60 }, (_, depth) => `${' '.repeat(depth)}if a:`).join('\n')],
    ['a chain that nests deeply', `x = ${'a.'.repeat(500)}a`],
  ])('leaves %s to the full parser', (_, source) => {
    expect(readPlainCode(source)).toBeNull();
  });

  it('reads a number that ends with its point, which the full parser does not', () => {
    expect(readPlainCode('Ridge(alpha=1., tol=1.e-3)')).toMatchObject([
      { expression: { args: [{ value: { value: 1 } }, { value: { value: 0.001 } }] } },
    ]);
  });
});
