import { TextDocument } from 'vscode-languageserver-textdocument';
import { type CompletionItem, TextEdit } from 'vscode-languageserver/node';
import { describe, expect, it } from 'vitest';
import type { CommitConcerns } from '../../../src/core/rationale/concern';
import { completeCommit } from '../../../src/server/commit/completeCommit';
import { atCaret, boxOf, CHURN, concernsOf, fileOf, MODEL_FILE } from '../support/commits';

const one = concernsOf([CHURN], [MODEL_FILE]);

describe('completeCommit', () => {
  it('offers the missing lines and the keys at the beginning of a line', () => {
    const labels = labelsIn(one, 'Go deeper\n\n|');

    expect(labels.slice(0, 2)).toEqual(['Rationale: churn@v2:', 'Changes: churn@v2: max_depth: 4 → 6']);
    expect(labels).toEqual(expect.arrayContaining(['Rationale', 'Changes', 'Impact', 'Model-Ledger']));
  });

  it('keeps trailers apart from the title', () => {
    expect(accept(one, 'Go deeper\n|', 'Rationale')).toBe('Go deeper\n\nRationale: ');
    expect(accept(one, 'Go deeper\n\nRat|', 'Rationale')).toBe('Go deeper\n\nRationale: ');
  });

  it('offers the versions behind a key, those of this commit first', () => {
    const items = itemsIn(one, 'Go deeper\n\nRationale: |', ' ');

    expect(items[0]?.label).toBe('churn@v2');
    expect(items[0]?.detail).toBe('Registered by this commit');
    expect(items.map(({ label }) => label)).toContain('fraud@v1');
    // Its card is read when it is looked at.
    expect(items[0]?.data).toEqual({ root: '/repo', model: 'churn', version: 2 });
    expect(accept(one, 'Go deeper\n\nRationale:|', 'churn@v2')).toBe('Go deeper\n\nRationale: churn@v2: ');
    expect(accept(one, 'Go deeper\n\nRationale: churn@|', 'churn@v1')).toBe('Go deeper\n\nRationale: churn@v1: ');
  });

  it('offers the metrics of a version for its impact', () => {
    const labels = labelsIn(one, 'Go deeper\n\nImpact: churn@v2: |', ' ');

    expect(labels).toEqual([
      'roc_auc 0.912 → 0.934 (+0.022)',
      'roc_auc (test) 0.912 → 0.934 (+0.022)',
      'log_loss (test) 0.31',
    ]);
    expect(accept(one, 'Go\n\nImpact: churn@v2: faster, log|', 'log_loss (test) 0.31')).toBe(
      'Go\n\nImpact: churn@v2: faster, log_loss (test) 0.31',
    );
  });

  it('offers what needs no version', () => {
    expect(labelsIn(one, 'Go\n\nModel-Ledger: |', ' ')).toEqual(['none', 'none models/churn.pkl']);
  });

  it('offers versions anywhere when asked, and after an at sign', () => {
    expect(accept(one, 'Replace churn@|', 'churn@v1', '@')).toBe('Replace churn@v1');
    expect(labelsIn(one, 'Replace ch|')).toContain('churn@v2');
  });

  it('does not disturb prose', () => {
    expect(labelsIn(one, 'Go deeper: |', ' ')).toEqual([]);
    expect(labelsIn(one, 'Go deeper:|', ':')).toEqual([]);
  });

  it('says nothing in comments', () => {
    const { text, position } = atCaret('Go\n\n# Rationale: |');

    expect(completeCommit(fileOf(one, text), position, { character: null })).toEqual([]);
  });
});

function itemsIn(concerns: CommitConcerns, marked: string, character: string | null = null) {
  const { text, position } = atCaret(marked);
  return completeCommit(boxOf(concerns, text), position, { character }).toSorted((a, b) =>
    (a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1,
  );
}

function labelsIn(concerns: CommitConcerns, marked: string, character: string | null = null): readonly string[] {
  return itemsIn(concerns, marked, character).map(({ label }) => label);
}

function accept(concerns: CommitConcerns, marked: string, label: string, character: string | null = null): string {
  const { text } = atCaret(marked);
  const item: CompletionItem | undefined = itemsIn(concerns, marked, character).find((one) => one.label === label);
  const edit = item?.textEdit;
  return TextDocument.applyEdits(TextDocument.create('a', 'scminput', 1, text), TextEdit.is(edit) ? [edit] : []);
}
