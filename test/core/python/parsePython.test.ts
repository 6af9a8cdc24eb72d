import { describe, expect, it } from 'vitest';
import { cleanSource } from '../../../src/core/python/cleanSource';
import { parsePython } from '../../../src/core/python/parsePython';
import { readTextLiteral } from '../../../src/core/python/readTextLiteral';

describe('parsePython', () => {
  it('reads imports in all their forms', () => {
    const statements = parsePython('import numpy as np, os.path\nfrom a.b import (c as d, e)\nfrom f import *');

    expect(statements.map(({ line, ...rest }) => ({ at: line, ...rest }))).toEqual([
      { at: 0, kind: 'import', module: 'numpy', names: [{ name: '', alias: 'np' }] },
      { at: 0, kind: 'import', module: 'os.path', names: [{ name: '', alias: 'os.path' }] },
      {
        at: 1,
        kind: 'import',
        module: 'a.b',
        names: [
          { name: 'c', alias: 'd' },
          { name: 'e', alias: 'e' },
        ],
      },
      { at: 2, kind: 'import', module: 'f', names: null },
    ]);
  });

  it('reads f-strings as text and expressions', () => {
    const [statement] = parsePython('f"acc {a:.3f} {{x}} {b=}"');

    expect(statement).toMatchObject({
      kind: 'expression',
      expression: {
        kind: 'text',
        parts: ['acc ', { expression: { kind: 'name', name: 'a' }, format: '.3f' }, ' {x} ', { label: 'b=' }],
      },
    });
  });

  it('reads arguments, stars and defaults', () => {
    expect(parsePython('f(1, k=2, *a, **b)')[0]).toMatchObject({
      expression: {
        kind: 'call',
        args: [
          { name: null },
          { name: 'k' },
          { value: { kind: 'star', isDouble: false } },
          { value: { isDouble: true } },
        ],
      },
    });
    expect(parsePython('def f(a, b: int = 2, *c, **d): pass')[0]).toMatchObject({
      params: [
        { name: 'a', fallback: null },
        { name: 'b', fallback: { value: 2 } },
        { name: 'c', isRest: true },
        { name: 'd', isRest: true },
      ],
    });
  });

  it.each([
    'def f(:',
    'x = = 3',
    '(((((',
    ')',
    'if',
    'f(',
    '"""',
    "f'{",
    '\u0000',
    'class',
    'a' + '.b'.repeat(5000),
    '('.repeat(5000),
  ])('gives something for broken code %#', (code) => {
    expect(() => parsePython(code)).not.toThrow();
  });
});

describe('cleanSource', () => {
  it.each([
    ['%matplotlib inline\nx = 1', 'pass\nx = 1'],
    ['!pip install x\ny', 'pass\ny'],
    ['%%time\nz = 1', '\nz = 1'],
    ['files = !ls\nx', 'files = None\nx'],
    ['%%bash\nls', ''],
    ['df.head?', 'pass'],
    ['print "a", b', 'print("a", b)'],
    ["print('%.2f'\n      % score)", "print('%.2f'\n      % score)"],
    ['%time model.fit(X)', 'model.fit(X)'],
  ])('turns %j into %j', (source, expected) => {
    expect(cleanSource(source)).toBe(expected);
  });
});

describe('readTextLiteral', () => {
  it.each([
    ["'a'", 'a'],
    ['"""b\nc"""', 'b\nc'],
    ["r'\\n'", '\\n'],
    ["'a\\tb\\x41\\u00e9\\''", "a\tbAé'"],
    ["u'x'", 'x'],
  ])('reads %s', (literal, expected) => {
    expect(readTextLiteral(literal)).toBe(expected);
  });
});
