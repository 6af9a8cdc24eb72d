import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDraft } from '../../../src/core/card/parseDraft';
import { renderDraft } from '../../../src/core/card/renderDraft';
import type { Draft } from '../../../src/core/draft/draft';
import type { Metric, ParamValue } from '../../../src/core/model';

const EMPTY: Draft = {
  model: 'churn',
  source: { kind: 'notebook', path: 'notebooks/train.ipynb' },
  metrics: [],
  uncertain: [],
  params: [],
  data: [],
  artifacts: [],
  tags: {},
  documentation: { rationale: '', changes: '', impact: '' },
};

const TEXT = `---
# Draft of churn@v3, not registered yet.
model: churn
source: { kind: notebook, path: train.ipynb }
metrics:
  - { name: roc_auc, value: 0.934, split: test, headline: true, cell: 12 }
params:
  max_depth: 6 # cell 4
data:
  - data/churn.csv
artifacts: [models/churn.pkl]
tags: {}
---

## Rationale

Deeper trees.

## Changes

## Impact
`;

function expectDraft(text: string): Draft {
  const { draft, problems } = parseDraft(text);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (draft === null) {
    throw new Error('no draft');
  }
  return draft;
}

const word = fc.oneof(
  fc.constantFrom(
    'roc_auc',
    'f1',
    'null',
    'true',
    '1.0',
    '007',
    'a: b',
    '# no comment',
    "it's",
    '"',
    '- x',
    '---',
    '~',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
);
const name = word.map((text) => text.trim()).filter((text) => text !== '');
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value));
const metric: fc.Arbitrary<Metric> = fc.record(
  {
    name,
    value: finite,
    split: fc.constantFrom('train', 'test', 'val', null),
    higherIsBetter: fc.constantFrom(true, false, null),
    headline: fc.boolean(),
    model: name,
    source: fc.record({ cell: fc.nat(300) }),
  },
  { requiredKeys: ['name', 'value', 'split', 'higherIsBetter', 'headline'] },
);
const paramValue: fc.Arbitrary<ParamValue> = fc.oneof(finite, fc.boolean(), fc.constant(null), word);
const prose = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom('## Impact', '\\## Changes', '##  rationale ', '# churn@v4', '---', '```', '<!-- note -->', ''),
    ),
    { maxLength: 8 },
  )
  .map((lines) => lines.join('\n').replaceAll('\r', '').trim());
const draft: fc.Arbitrary<Draft> = fc.record({
  model: fc.constantFrom('churn', 'churn-xgb', '2024.model'),
  source: fc.record({ kind: fc.constantFrom('notebook', 'artifact', 'script', 'metrics', 'none'), path: word }),
  metrics: fc.array(metric, { maxLength: 5 }),
  uncertain: fc.array(metric, { maxLength: 2 }),
  params: fc.uniqueArray(fc.record({ name: word, value: paramValue }), {
    selector: (param) => param.name,
    maxLength: 6,
  }),
  data: fc.uniqueArray(name, { maxLength: 3 }),
  artifacts: fc.uniqueArray(name, { maxLength: 3 }),
  tags: fc.dictionary(
    word.filter((key) => key !== '__proto__'),
    word,
    { maxKeys: 3, noNullPrototype: true },
  ),
  documentation: fc.record({ rationale: prose, changes: prose, impact: prose }),
});

describe('a draft as text', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(draft, (written) => {
        const { draft: read, problems } = parseDraft(
          renderDraft(written, { nextVersion: 3, warnings: ['Mind: # this'] }),
        );

        expect(problems).toEqual([]);
        expect(read).toEqual(written);
      }),
      { numRuns: 500 },
    );
  });

  it('is read alike with Windows line ends and a byte order mark', () => {
    fc.assert(
      fc.property(draft, (written) => {
        const text = renderDraft(written);

        expect(parseDraft(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(parseDraft(text));
      }),
    );
  });

  it('loses no line that was typed anywhere below the front matter', () => {
    const typed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map((text) => `x${text.trim()}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(typed, fc.nat()), { maxLength: 10 }), (edits) => {
        const [head = '', body = ''] = TEXT.split(/(?<=tags: \{\}\n---\n)/);
        const lines = body.split('\n');
        edits.forEach(([text, at]) => lines.splice(at % (lines.length + 1), 0, text));

        const { rationale, changes, impact } = expectDraft(head + lines.join('\n')).documentation;

        const kept = [rationale, changes, impact]
          .join('\n')
          .split('\n')
          .map((line) => line.trim());
        expect(kept).toEqual(
          expect.arrayContaining(edits.flatMap(([text]) => text.split('\n').map((line) => line.trim()))),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, whatever a person leaves', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(word, prose), { maxLength: 12 }), fc.nat(), (typed, seed) => {
        const lines = TEXT.split('\n');
        typed.forEach((text, index) => lines.splice((seed + index * 7) % lines.length, 0, text));

        const { draft: read, problems } = parseDraft(lines.join('\n'));

        expect(read === null).toBe(problems.some(({ severity }) => severity === 'error'));
        expect(problems.every(({ line }) => line >= 0 && line < lines.join('\n').split('\n').length)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is readable', () => {
    const text = renderDraft(
      {
        ...EMPTY,
        metrics: [
          {
            name: 'roc_auc',
            value: 0.934,
            split: 'test',
            higherIsBetter: true,
            headline: true,
            source: { cell: 11, output: 0, line: 3 },
          },
          { name: 'profit', value: 1200, split: null, higherIsBetter: true, headline: false },
        ],
        uncertain: [{ name: 'f1', value: 0.5, split: null, higherIsBetter: true, headline: false }],
        params: [
          { name: 'max_depth', value: 6, source: { cell: 3 } },
          { name: 'note', value: 'a # b' },
        ],
        data: ['data/churn.csv'],
        artifacts: ['models/churn.pkl'],
        documentation: { rationale: '', changes: '- deeper', impact: '' },
      },
      { nextVersion: 3, required: ['impact', 'rationale'], warnings: ['2 cells were edited after they ran.'] },
    );

    expect(text).toBe(`---
# Draft of churn@v3, not registered yet. Edit what is wrong, write the reasons below, then register it.
# Required: rationale, impact.
# Note: 2 cells were edited after they ran.

model: churn
source: { kind: notebook, path: notebooks/train.ipynb }
metrics:
  - { name: roc_auc, value: 0.934, split: test, headline: true, cell: 12 }
  - { name: profit, value: 1200, better: higher }
# Not recorded. Move a line up to metrics to record it.
uncertain:
  - { name: f1, value: 0.5 }
params:
  max_depth: 6 # cell 4
  note: "a # b"
data:
  - data/churn.csv
artifacts:
  - models/churn.pkl
# Anything worth finding again, such as ticket: ML-12.
tags: {}
---

## Rationale

<!-- Why does this version exist? What did you try, and why is it worth keeping? -->

## Changes

- deeper

## Impact

<!-- What do the new numbers mean for those who use the model? -->
`);
  });
});

describe('parseDraft', () => {
  it('takes the direction of a metric from the catalogue unless the line says it', () => {
    const text = TEXT.replace(
      'cell: 12 }',
      'cell: 12 }\n  - { name: rmse, value: 2 }\n  - { name: rmse, value: 2, better: higher }',
    );

    expect(expectDraft(text).metrics.map(({ higherIsBetter }) => higherIsBetter)).toEqual([true, false, true]);
  });

  it.each([
    ['a map of metrics', 'metrics:\n  accuracy: 0.9\n  f1: 0.8', { metrics: [{ name: 'accuracy' }, { name: 'f1' }] }],
    ['nothing after a key', 'metrics:', { metrics: [] }],
    ['a single path', 'data: data/a.csv', { data: ['data/a.csv'] }],
    ['entries with more than a path', 'data:\n  - { path: a.csv, identity: unresolved }', { data: ['a.csv'] }],
    ['a path that looks like a number', 'artifacts: [2024]', { artifacts: ['2024'] }],
    [
      'numbers as tags, as they were typed',
      'tags: { release: 1.0, ok: yes, id: 007 }',
      { tags: { release: '1.0', ok: 'yes', id: '007' } },
    ],
    [
      'a list as a parameter',
      'params: { layers: [64, 32], none: null, text: None }',
      { params: [{ value: '[64,32]' }, { value: null }, { value: 'None' }] },
    ],
    ['numbers that are none', 'params: { a: .nan, b: .inf }', { params: [{ value: '.nan' }, { value: '.inf' }] }],
    ['a source that is only a path', 'source: train.ipynb', { source: { kind: 'notebook', path: 'train.ipynb' } }],
    ['no source', 'tags: {}', { source: { kind: 'none', path: '' } }],
  ])('understands %s', (_, yaml, expected) => {
    expect(expectDraft(`---\nmodel: churn\n${yaml}\n---\n`)).toMatchObject(expected);
  });

  it('keeps a key that it does not know as a tag, and says so on its line', () => {
    const { draft: read, problems } = parseDraft(
      TEXT.replace('tags: {}', 'ticket: ML-12\nteam: { lead: Ada }\ntags: {}'),
    );

    expect(read?.tags).toEqual({ ticket: 'ML-12', team: '{"lead":"Ada"}' });
    expect(problems).toMatchObject([
      { line: 11, severity: 'warning' },
      { line: 12, severity: 'warning' },
    ]);
  });

  it.each([
    ['no front matter', '## Rationale\n\nx\n', 0],
    ['front matter without an end', '---\nmodel: churn\n', 0],
    ['an empty one', '---\n---\n', 1],
    ['broken YAML', TEXT.replace('cell: 12 }', 'cell: 12'), 6],
    ['the same parameter twice', TEXT.replace('data:', '  max_depth: 8\ndata:'), 8],
    ['no model', TEXT.replace('model: churn\n', 'tags: {}\n').replace('tags: {}\n---', '---'), 1],
    ['a model name that cannot be', TEXT.replace('model: churn', 'model: ../churn'), 2],
    ['a value that is no number', TEXT.replace('0.934', 'high'), 5],
    ['an infinite value', TEXT.replace('0.934', '.inf'), 5],
    ['a metric without a name', TEXT.replace('name: roc_auc, ', ''), 5],
    ['a misspelt field of a metric', TEXT.replace('split:', 'splitt:'), 5],
    ['an unknown direction', TEXT.replace('cell: 12', 'better: up'), 5],
    ['metrics that are a text', TEXT.replace(/metrics:\n.*\n/, 'metrics: good\n'), 4],
    ['a parameter list', TEXT.replace('  max_depth: 6 # cell 4', '  - max_depth'), 7],
    ['a path that is a list', TEXT.replace('- data/churn.csv', '- [a]'), 9],
    ['an unknown kind of source', TEXT.replace('kind: notebook', 'kind: book'), 3],
    ['tags that are a list', TEXT.replace('tags: {}', 'tags: [a]'), 11],
  ])('names the line of %s', (_, text, line) => {
    const { draft: read, problems } = parseDraft(text);

    expect(read).toBeNull();
    expect(problems[0]).toMatchObject({ line, severity: 'error' });
    expect(problems[0]?.message).toMatch(/^[A-Z"].*\.$/);
  });

  it('keeps what was typed before, between and after the sections', () => {
    const text = `---\nmodel: churn\n---\nTyped before.\n\n## rationale ##\nWhy.\n\n### Detail\n- a\n\n## Notes\nMine.\n\n## Impact\nMore.\n## Rationale\nAgain.\n`;

    expect(expectDraft(text).documentation).toEqual({
      rationale: 'Typed before.\n\nWhy.\n\n### Detail\n- a\n\n## Notes\nMine.\n\nAgain.',
      changes: '',
      impact: 'More.',
    });
  });

  it('takes a text typed under, over or inside the hint', () => {
    const hint = '<!-- Why does this version exist? What did you try, and why is it worth keeping? -->';
    const read = (body: string) =>
      expectDraft(`---\nmodel: churn\n---\n## Rationale\n${body}\n`).documentation.rationale;

    expect(read(`\n${hint}\n\nBecause.`)).toBe('Because.');
    expect(read(`Because.\n\n${hint}`)).toBe('Because.');
    expect(read('<!-- Because it is better. -->')).toBe('<!-- Because it is better. -->');
    expect(read(hint)).toBe('');
  });

  it('stops a bomb of aliases', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `  a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`);
    const text = `---\nmodel: churn\nparams:\n  a0: &a0 [x]\n${lines.join('\n')}\n---\n`;

    const { draft: read, problems } = parseDraft(text);

    expect(read).toBeNull();
    expect(problems[0]?.severity).toBe('error');
  });
});
