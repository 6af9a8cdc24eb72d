import { describe, expect, it } from 'vitest';
import { readRepr } from '../../../../src/core/notebook/forms/pythonRepr';

describe('readRepr', () => {
  it('reads nested dicts, lists and calls', () => {
    const text = "{'a': [1, 2.5], 'b': {'c': np.float64(0.9)}, u'd': 'x', 'e': None}";

    expect(readRepr(text)?.value).toEqual({
      kind: 'dict',
      entries: [
        [
          'a',
          {
            kind: 'list',
            items: [
              { kind: 'number', value: 1 },
              { kind: 'number', value: 2.5 },
            ],
          },
        ],
        ['b', { kind: 'dict', entries: [['c', { kind: 'number', value: 0.9 }]] }],
        ['d', { kind: 'text', value: 'x' }],
        ['e', { kind: 'other' }],
      ],
    });
  });

  it('reads arrays without commas and says where it ended', () => {
    const read = readRepr('x = [0.9 1. 0.8] and more', 4);

    expect(read?.value).toMatchObject({ kind: 'list', items: [{ value: 0.9 }, { value: 1 }, { value: 0.8 }] });
    expect(read?.end).toBe(16);
  });

  it.each(['', '{', "{'a'", '{1: }', "['x", '(((((((((((((((((((((', '{{{{'])(
    'gives nothing for the broken %j',
    (text) => {
      expect(readRepr(text)).toBeNull();
    },
  );
});
