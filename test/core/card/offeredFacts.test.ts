import { describe, expect, it } from 'vitest';
import { offeredFacts, recordOffered } from '../../../src/core/card/offeredFacts';
import { parseDraft } from '../../../src/core/card/parseDraft';

const TEXT = `---
# Draft of churn@v3, not registered yet.

model: churn
source: { kind: notebook, path: train.ipynb }
metrics:
  - { name: roc_auc, value: 0.934, split: test, headline: true, cell: 12 }
# Not recorded. Move a line up to metrics to record it.
uncertain:
  - { name: roc_auc, value: 0.921, split: test, cell: 10 }
  - { name: f1, value: 0.8, cell: 9 }
  - { name: accuracy, value: 0.7 }
params:
  max_depth: 6 # cell 5
  # Not sure, so not recorded. Take the # away to record a line:
  # epochs: 10
  # batch_size: 32
data:
  # Not sure, so not recorded. Take the # away to record a line:
  # - data/raw.csv
artifacts: []
# Anything worth finding again, such as ticket: ML-12.
tags: {}
---

## Rationale

# epochs: 3
`;

function lineOf(label: string): number {
  return offeredFacts(TEXT).find((fact) => fact.label.startsWith(label))?.first ?? -1;
}

function recorded(...labels: readonly string[]): string {
  return recordOffered(TEXT, new Set(labels.map(lineOf)));
}

describe('offeredFacts', () => {
  it('names what a draft shows and does not record, with its cell', () => {
    expect(offeredFacts(TEXT).map(({ kind, label, cell }) => [kind, label, cell])).toEqual([
      ['metric', 'roc_auc (test) 0.921', 9],
      ['metric', 'f1 0.8', 8],
      ['metric', 'accuracy 0.7', null],
      ['param', 'epochs: 10', null],
      ['param', 'batch_size: 32', null],
      ['data', 'data/raw.csv', null],
    ]);
  });

  it.each([['no draft'], ['---\nmodel: churn'], ['---\nmodel: churn\nmetrics: []\n---\n'], ['']])(
    'finds nothing in %j',
    (text) => {
      expect(offeredFacts(text)).toEqual([]);
      expect(recordOffered(text, new Set([0, 1]))).toBe(text);
    },
  );
});

describe('recordOffered', () => {
  it('moves a metric up and leaves the rest offered', () => {
    const draft = parseDraft(recorded('f1')).draft;

    expect(draft?.metrics.map(({ name, value }) => [name, value])).toEqual([
      ['roc_auc', 0.934],
      ['f1', 0.8],
    ]);
    expect(draft?.uncertain.map(({ name }) => name)).toEqual(['roc_auc', 'accuracy']);
  });

  it('exchanges a metric with the one that says the same otherwise', () => {
    const draft = parseDraft(recorded('roc_auc', 'accuracy')).draft;

    expect(draft?.metrics.map(({ name, value, headline, source }) => [name, value, headline, source?.cell])).toEqual([
      ['roc_auc', 0.921, true, 9],
      ['accuracy', 0.7, false, undefined],
    ]);
    expect(draft?.uncertain.some(({ headline }) => headline)).toBe(false);
    expect(draft?.uncertain.map(({ name, value }) => [name, value])).toEqual([
      ['roc_auc', 0.934],
      ['f1', 0.8],
    ]);
  });

  it('makes lines of comments, and takes the words above them away with the last one', () => {
    const text = recorded('batch_size', 'data/raw.csv');
    const draft = parseDraft(text).draft;

    expect(draft?.params.map(({ name, value }) => [name, value])).toEqual([
      ['max_depth', 6],
      ['batch_size', 32],
    ]);
    expect(draft?.data).toEqual(['data/raw.csv']);
    expect(text).toContain('data:\n  - data/raw.csv\nartifacts: []\n');
    expect(offeredFacts(text).map(({ label }) => label)).toContain('epochs: 10');
  });

  it('takes the whole offer in its order, whatever the line ends', () => {
    const text = recordOffered(
      TEXT.replaceAll('\n', '\r\n').replace('- { name: roc_auc, value: 0.921', '- { name: pr_auc, value: 0.921'),
      new Set(offeredFacts(TEXT).map(({ first }) => first)),
    );

    expect(offeredFacts(text)).toEqual([]);
    expect(text).not.toContain('uncertain');
    expect(text).not.toContain('Not ');
    expect(parseDraft(text).draft?.metrics.map(({ name }) => name)).toEqual(['roc_auc', 'pr_auc', 'f1', 'accuracy']);
    expect(parseDraft(text).draft?.params.map(({ name }) => name)).toEqual(['max_depth', 'epochs', 'batch_size']);
    expect(text).toContain('## Rationale\n\n# epochs: 3');
  });

  it('fills a list that was empty', () => {
    const text = '---\nmodel: m\nmetrics: []\nuncertain:\n  - name: f1\n    value: 0.8\nparams: {}\n---\n';

    expect(recordOffered(text, new Set([4]))).toBe(
      '---\nmodel: m\nmetrics:\n  - name: f1\n    value: 0.8\nparams: {}\n---\n',
    );
  });
});
