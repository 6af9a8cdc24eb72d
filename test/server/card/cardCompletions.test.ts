import { InsertTextFormat, type CompletionItem, type TextEdit } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { parseDraft } from '../../../src/core/card/parseDraft';
import type { CardAddress } from '../../../src/server/card/card';
import { cardCompletions } from '../../../src/server/card/cardCompletions';
import { apply, card, DRAFT, surroundings } from './cardWorld';

/** What is offered where the text has a bar, and the text without it. */
function offered(
  marked: string,
  address: Partial<CardAddress> = {},
): { readonly items: readonly CompletionItem[]; readonly text: string } {
  const text = marked.replace('|', '');
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { items: cardCompletions(card(text, address), position, surroundings()), text };
}

function labels(marked: string): readonly string[] {
  return offered(marked).items.map(({ label }) => label);
}

/** The text after choosing an item, tab stops of snippets left out. */
function choose(marked: string, label: string): string {
  const { items, text } = offered(marked);
  const item = items.find((candidate) => candidate.label === label);
  expect(items.map((candidate) => candidate.label)).toContain(label);
  const { range, newText } = item?.textEdit as TextEdit;
  const plain =
    item?.insertTextFormat === InsertTextFormat.Snippet
      ? newText.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1').replaceAll(/\$\d+/g, '')
      : newText;
  return apply(text, [{ place: range, text: plain }]);
}

const at = (from: string, to: string) => {
  expect(DRAFT).toContain(from);
  return DRAFT.replace(from, to);
};

describe('cardCompletions', () => {
  it('offers the metrics of the notebook that the draft does not have, with value and cell', () => {
    const text = choose(at('params:\n', '  - |\nparams:\n'), 'f1 (test): 0.71');

    expect(text).toContain('  - { name: f1, value: 0.71, split: test, cell: 9 }\n');
    expect(parseDraft(text).draft?.metrics.at(-1)).toMatchObject({ name: 'f1', value: 0.71, source: { cell: 8 } });
  });

  it.each([
    ['on a blank line', '  |\nparams:\n'],
    ['behind a hyphen without a space', '  -|\nparams:\n'],
    ['behind the beginning of a name', '  - f|\nparams:\n'],
  ])('makes a whole entry %s', (_, typed) => {
    const text = choose(at('params:\n', typed), 'f1 (test): 0.71');

    expect(parseDraft(text).draft?.metrics.at(-1)).toMatchObject({ name: 'f1', value: 0.71 });
  });

  it('puts the names of this model before those of the catalogue, each with direction and definition', () => {
    const { items } = offered(at('name: roc_auc', 'name: r|'));

    const [first] = items;
    expect(first).toMatchObject({ label: 'roc_auc', detail: 'higher is better' });
    expect(JSON.stringify(first?.documentation)).toContain('Area under the ROC curve');
    expect(items.findIndex(({ label }) => label === 'log_loss')).toBeLessThan(
      items.findIndex(({ label }) => label === 'rmse'),
    );
    expect(items.find(({ label }) => label === 'rmse')?.detail).toBe('lower is better');
  });

  it.each([
    ['a metric name', at('name: roc_auc', 'name: roc|'), 'roc_auc', 'name: roc_auc, value'],
    ['a metric name behind a tight colon', at('name: roc_auc', 'name:|'), 'roc_auc', 'name: roc_auc, value'],
    ['the value of the notebook', at('value: 0.934', 'value: |'), '0.93412', 'value: 0.93412, split'],
    ['an earlier value', at('value: 0.934', 'value: |'), '0.912', 'value: 0.912, split'],
    ['a split', at('split: test, headline', 'split: t|, headline'), 'train', 'split: train, headline'],
    ['a direction', at('headline: true', 'better: |'), 'higher', 'better: higher, cell'],
    ['a field of a metric', at('headline: true', '|'), 'model', 'split: test, model: , cell'],
    ['a param of the notebook', at('data:\n', '  n|\ndata:\n'), 'n_estimators', '  n_estimators: 300\ndata:'],
    ['an earlier value of a param', at('max_depth: 8 #', 'max_depth: | #'), '4', 'max_depth: 4 #'],
    ['a dataset', at('artifacts:', '  - data/r|\nartifacts:'), 'data/regions.csv', '  - data/regions.csv\nartifacts:'],
    ['a dataset on a blank line', at('artifacts:', '  |\nartifacts:'), 'data/regions.csv', '  - data/regions.csv\n'],
    ['a model', at('model: churn', 'model: c|'), 'churn', 'model: churn\n'],
    ['a kind of source', at('kind: notebook', 'kind: |'), 'script', 'kind: script, path'],
    [
      'a source',
      at('path: notebooks/train.ipynb', 'path: |'),
      'notebooks/train.ipynb',
      'path: notebooks/train.ipynb }',
    ],
    ['a key', at('tags: {}', '|'), 'tags', 'tags:\n  \n---'],
    ['an earlier tag', at('tags: {}', 'tags:\n  t|'), 'ticket', 'tags:\n  ticket: "ML-7"'.replaceAll('"', '')],
    ['the value of an earlier tag', at('tags: {}', 'tags:\n  ticket: |'), 'ML-7', 'ticket: ML-7'],
    ['a missing section', at('## Impact', '## I|'), '## Impact', '## Impact\n\n'],
    [
      'an earlier rationale',
      at('Deeper trees find the contracts that end.', '|'),
      'churn@v2: Trees instead of a line.',
      '## Rationale\n\nTrees instead of a line.\n',
    ],
    [
      'an earlier rationale in place of the hint',
      at('Deeper trees find the contracts that end.', '|<!-- Why does this version exist? -->'),
      'churn@v1: A first baseline.',
      '## Rationale\n\nA first baseline.\n',
    ],
    ['a change that is missing', at('- `max_depth`: 6 → 8', '|'), '- `max_depth`: 6 → 8', '\n- `max_depth`: 6 → 8\n'],
    [
      'an impact that is missing',
      at('- roc_auc (test): 0.912 → 0.934 (+0.022, better)', '- ro|'),
      '- roc_auc (test): 0.912 → 0.934 (+0.022, better)',
      '\n- roc_auc (test): 0.912 → 0.934 (+0.022, better)\n',
    ],
  ])('writes %s', (_, text, label, expected) => {
    expect(choose(text, label)).toContain(expected);
  });

  it.each([
    ['in a comment', at('# cell 4', '# ce|ll 4')],
    ['on the fence', DRAFT.replace('---', '---|')],
    ['on a heading', at('## Changes', '## Changes|')],
  ])('offers nothing %s', (_, text) => {
    expect(labels(text)).toEqual([]);
  });

  it('offers nothing that stands there already', () => {
    expect(labels(at('data:\n', '  |\ndata:\n'))).not.toContain('max_depth');
    expect(labels(at('artifacts:', '  - |\nartifacts:'))).not.toContain('data/churn.csv');
    expect(labels(at('tags: {}', '|'))).toEqual(['tags']);
  });

  it('goes on while the front matter cannot be read', () => {
    expect(labels(DRAFT.replace('tags: {}\n---', 'tags: {').replace('name: roc_auc', 'name: r|'))).toContain('roc_auc');
  });

  it('offers nothing in a card that nobody can edit', () => {
    expect(offered(at('name: roc_auc', 'name: r|'), { kind: 'shown' }).items).toEqual([]);
  });

  it('offers no stage to a draft, and the stages of the ledger to a card', () => {
    const text = at('model: churn\n', 'model: churn\nstage: |\n');

    expect(labels(text)).toEqual([]);
    expect(offered(text, { kind: 'exported' }).items.map(({ label }) => label)).toContain('staging');
  });

  it('never throws, wherever the caret is', () => {
    for (let index = 0; index <= DRAFT.length; index += 1) {
      const marked = `${DRAFT.slice(0, index)}|${DRAFT.slice(index)}`;
      for (const { textEdit } of offered(marked).items) {
        const { start, end } = (textEdit as TextEdit).range;
        expect(start.line).toBe(end.line);
        expect(start.character).toBeLessThanOrEqual(end.character);
      }
    }
  });
});
