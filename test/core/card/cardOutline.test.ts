import { describe, expect, it } from 'vitest';
import { parseCard } from '../../../src/core/card/parseDraft';
import type { Place } from '../../../src/core/card/place';

const TEXT = `---
# A draft.
model: churn
source: { kind: notebook, path: train.ipynb }
metrics:
  - { name: roc_auc, value: 0.934, split: test }
  - name: f1
    value: 0.8
params:
  max_depth: 6 # cell 4
  note: "a # b"
data: [ data/a.csv, { path: data/b.csv } ]
artifacts:
tags:
  ticket: ML-12
---
Typed before.

## Rationale

Deeper trees.

## Impact
`;

function at({ start, end }: Place, text = TEXT): string {
  const lines = text.split('\n');
  return start.line === end.line
    ? (lines[start.line] ?? '').slice(start.character, end.character)
    : [
        (lines[start.line] ?? '').slice(start.character),
        ...lines.slice(start.line + 1, end.line),
        (lines[end.line] ?? '').slice(0, end.character),
      ].join('\n');
}

describe('the outline of a card', () => {
  const { outline } = parseCard(TEXT);

  it('says where each fact stands', () => {
    expect(outline.entries.map((entry) => [entry.kind, at(entry.whole)])).toEqual([
      ['metric', '{ name: roc_auc, value: 0.934, split: test }'],
      ['metric', 'name: f1\n    value: 0.8'],
      ['param', 'max_depth: 6'],
      ['param', 'note: "a # b"'],
      ['path', 'data/a.csv'],
      ['path', '{ path: data/b.csv }'],
      ['tag', 'ticket: ML-12'],
    ]);
  });

  it('says where the parts of facts stand', () => {
    const parts = outline.entries.flatMap((entry): string[] => {
      switch (entry.kind) {
        case 'metric':
          return [...entry.parts].map(([name, place]) => `${name}=${at(place)}`);
        case 'param':
          return [`${at(entry.name)}=${entry.value === null ? '' : at(entry.value)}`];
        case 'path':
          return [at(entry.value)];
        default:
          return [];
      }
    });

    expect(parts).toEqual([
      ...['name=roc_auc', 'value=0.934', 'split=test', 'name=f1', 'value=0.8'],
      ...['max_depth=6', 'note="a # b"', 'data/a.csv', 'data/b.csv'],
    ]);
  });

  it('says where the keys and the sections stand', () => {
    expect(outline.fields.map(({ name, key, value }) => [name, at(key), value === null ? null : at(value)])).toEqual([
      ['model', 'model', 'churn'],
      ['source', 'source', '{ kind: notebook, path: train.ipynb }'],
      ['metrics', 'metrics', '- { name: roc_auc, value: 0.934, split: test }\n  - name: f1\n    value: 0.8'],
      ['params', 'params', 'max_depth: 6 # cell 4\n  note: "a # b"'],
      ['data', 'data', '[ data/a.csv, { path: data/b.csv } ]'],
      ['artifacts', 'artifacts', null],
      ['tags', 'tags', 'ticket: ML-12'],
    ]);
    expect(outline.frontMatter).toEqual({ first: 0, last: 15 });
    expect(outline.sections).toEqual([
      { field: 'rationale', heading: null, first: 16, end: 18 },
      { field: 'rationale', heading: 18, first: 19, end: 22 },
      { field: 'impact', heading: 22, first: 23, end: 24 },
    ]);
  });

  it('is the same with Windows line ends', () => {
    expect(parseCard(TEXT.replaceAll('\n', '\r\n')).outline).toEqual(outline);
  });

  it('points at what cannot be read, word for word', () => {
    const text = TEXT.replace('  note:', '  max_depth:');
    const { problems } = parseCard(text);

    expect(problems.map(({ code, reason, place }) => [code, reason, at(place, text)])).toEqual([
      ['front-matter-unreadable', 'DUPLICATE_KEY', 'max_depth'],
    ]);
  });

  it('goes on where one fact is wrong', () => {
    const { problems, outline: rest, draft } = parseCard(TEXT.replace('0.934', 'high'));

    expect(problems.map(({ code, line }) => [code, line])).toEqual([['metric-unclear', 5]]);
    expect(rest.entries.length).toBe(outline.entries.length - 1);
    expect(draft.params.length).toBe(2);
  });
});
