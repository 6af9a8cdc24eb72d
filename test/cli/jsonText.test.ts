import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonParts, LazyList } from '../../src/cli/jsonText';

const write = (value: unknown): string => [...jsonParts(value)].join('');

describe('jsonParts', () => {
  it('writes what JSON.stringify writes, whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(write(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  it.each([0, 1, 250, 251, 1000])('writes a lazy list of %i items as the list it stands for', (length) => {
    const items = Array.from({ length }, (_, index) => index);
    const make = (index: number) => ({ index, name: `v${index}` });
    const value = { models: [{ model: 'churn', versions: new LazyList(items, make) }], faults: [], none: undefined };

    expect(write(value)).toBe(JSON.stringify({ models: [{ model: 'churn', versions: items.map(make) }], faults: [] }));
    expect(JSON.stringify(value)).toBe(write(value));
  });
});
