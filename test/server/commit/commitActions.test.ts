import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { findMissing } from '../../../src/core/rationale/findMissing';
import { commitActions } from '../../../src/server/commit/commitActions';
import type { CommitSubject } from '../../../src/server/commit/commitSubject';
import { diagnoseCommit } from '../../../src/server/commit/diagnoseCommit';
import { boxOf, CHURN, concernsOf, DATA, fileOf, MODEL_FILE, NOTEBOOK } from '../support/commits';

describe('commitActions', () => {
  it('adds the rationale at the end, with the caret where the words go', () => {
    const subject = boxOf(concernsOf([CHURN]), 'Go deeper');

    expect(apply(subject, 'Add rationale of churn@v2')).toBe('Go deeper\n\nRationale: churn@v2: $0');
  });

  it('works in an empty message, and leaves its first line free', () => {
    expect(apply(boxOf(concernsOf([CHURN]), ''), 'Add rationale of churn@v2')).toBe('\n\nRationale: churn@v2: $0');
  });

  it('adds it above the comments of a message file', () => {
    const subject = fileOf(concernsOf([CHURN]), 'Go deeper\n\n# Please enter the commit message\n');

    expect(apply(subject, 'Add rationale of churn@v2')).toBe(
      'Go deeper\n\nRationale: churn@v2: $0\n\n# Please enter the commit message\n',
    );
  });

  it('fills in facts for the other fields that a project requires', () => {
    const subject = boxOf(concernsOf([CHURN], [], { required: ['rationale', 'impact'] }), 'Go deeper');

    expect(apply(subject, 'Add impact of churn@v2')).toBe(
      'Go deeper\n\nImpact: churn@v2: roc_auc 0.912 → 0.934 (+0.022)$0',
    );
  });

  it('does not add a line that is already waiting for its words', () => {
    const subject = boxOf(concernsOf([CHURN]), 'Go deeper\n\nRationale: churn@v2: ');

    expect(titles(subject)).toEqual([]);
  });

  it('registers a model file from the notebook that made it', () => {
    const subject = boxOf(concernsOf([], [MODEL_FILE]), 'Go deeper');
    const action = commitActions(subject, []).find(({ title }) => title === 'Register churn from train.ipynb');

    expect(action?.command).toEqual({
      title: 'Register churn from train.ipynb',
      command: 'modelLedger.register',
      arguments: ['file:///repo/train.ipynb'],
    });
  });

  it('registers a model file that no version has as itself', () => {
    const subject = boxOf(concernsOf([], [{ ...MODEL_FILE, last: null } as typeof MODEL_FILE]), 'Go deeper');

    expect(commitActions(subject, [])[0]?.command).toMatchObject({
      command: 'modelLedger.registerFile',
      arguments: ['file:///repo/models/churn.pkl'],
    });
  });

  it('says that a change needs no version, so that it is not asked about again', () => {
    const subject = boxOf(concernsOf([], [NOTEBOOK]), 'Tidy');
    const message = apply(subject, 'This change needs no version');

    expect(message).toBe('Tidy\n\nModel-Ledger: none notebooks/train.ipynb');
    expect(findMissing(subject.concerns, message).open).toEqual([]);
  });

  it('says it of each of several files, and of all at once', () => {
    const subject = boxOf(concernsOf([], [MODEL_FILE, DATA]), 'Tidy');

    expect(titles(subject)).toEqual([
      'Add rationale for churn.csv',
      'Register churn from train.ipynb',
      'churn.pkl needs no version',
      'churn.csv needs no version',
      'Nothing here needs a version',
    ]);
    expect(apply(subject, 'Nothing here needs a version')).toBe('Tidy\n\nModel-Ledger: none');
  });

  it('answers the diagnostic that it is about', () => {
    const subject = boxOf(concernsOf([CHURN], [MODEL_FILE]), 'Go deeper');
    const actions = commitActions(subject, diagnoseCommit(subject));

    expect(actions[0]?.diagnostics?.map(({ code }) => code)).toEqual(['version-undocumented']);
    expect(actions.at(-1)?.diagnostics?.map(({ code }) => code)).toEqual(['artifact-unregistered']);
  });

  it('offers nothing when it is switched off', () => {
    expect(titles(boxOf(concernsOf([CHURN], [MODEL_FILE], { policy: 'off' }), 'Go'))).toEqual([]);
  });
});

function titles(subject: CommitSubject): readonly string[] {
  return commitActions(subject, []).map(({ title }) => title);
}

/** The message after the action, with `$0` for the caret. */
function apply(subject: CommitSubject, title: string): string {
  const [change] = commitActions(subject, []).find((action) => action.title === title)?.edit?.documentChanges ?? [];
  const edits = change !== undefined && 'edits' in change ? change.edits : [];
  expect(edits).toHaveLength(1);
  return TextDocument.applyEdits(
    subject.document,
    edits.map((edit) => ({ range: edit.range, newText: 'snippet' in edit ? edit.snippet.value : edit.newText })),
  );
}
