import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonNode, parseJsonTree, placeAt, valueAt } from '../../../src/server/config/jsonTree';

describe('parseJsonTree', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(toValue(parseJsonTree(text), text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('never fails, whatever is written so far', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 3 }), (text, at, typed) => {
        const offset = text.length === 0 ? 0 : at % text.length;
        const edited = text.slice(0, offset) + typed;
        const tree = parseJsonTree(edited);

        expect(tree === null || tree.end <= edited.length).toBe(true);
        expect(() => placeAt(tree, edited.length)).not.toThrow();
      }),
    );
  });

  it('keeps the places of values', () => {
    const text = '{ "naming": { "pattern": "{model}" } }';
    const node = valueAt(parseJsonTree(text), ['naming', 'pattern']);

    expect(node === null ? null : text.slice(node.start, node.end)).toBe('"{model}"');
  });
});

describe('placeAt', () => {
  it.each([
    ['{ | }', '', true],
    ['{ "metrics": { | } }', 'metrics', true],
    ['{ "metrics": { "ro|c": {} } }', 'metrics', true],
    ['{ "metrics": { "ro|', 'metrics', true],
    ['{ "metrics": { "roc": { | } } }', 'metrics.roc', true],
    ['{ "stages": [ "a", "b|" ] }', 'stages.1', false],
    ['{ "stages": [ "a", | ] }', 'stages.1', false],
    ['{ "naming": { "pattern": "x{|" } }', 'naming.pattern', false],
  ])('knows where the cursor is in %s', (marked, path, isKey) => {
    const place = placeAt(parseJsonTree(marked.replace('|', '')), marked.indexOf('|'));

    expect({ path: place?.path.join('.'), isKey: place?.isKey }).toEqual({ path, isKey });
  });
});

function toValue(node: JsonNode | null, text: string): unknown {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case 'object':
      return JSON.parse(
        `{${node.members.map(({ key, value }) => `${JSON.stringify(key.value)}:${JSON.stringify(toValue(value, text))}`).join(',')}}`,
      );
    case 'array':
      return node.items.map((item) => toValue(item, text));
    case 'string':
      return node.value;
    case 'other':
      return JSON.parse(text.slice(node.start, node.end));
  }
}
