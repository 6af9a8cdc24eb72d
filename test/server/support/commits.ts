import type { Position } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CommitConcerns, Concern, RegisteredVersion } from '../../../src/core/rationale/concern';
import { NO_COMMENTS, type CommitSubject } from '../../../src/server/commit/commitSubject';
import { metric } from '../../support/versionFacts';
import { snapshotOf, versionOfModel } from './snapshots';

const NO_WORDS = { rationale: '', changes: '', impact: '' };

const snapshot = snapshotOf([
  versionOfModel('churn', 1, { metrics: [metric('roc_auc', 0.912)] }),
  versionOfModel('churn', 2, {
    metrics: [metric('roc_auc', 0.934), metric('log_loss', 0.31, { headline: false })],
    documentation: NO_WORDS,
  }),
  versionOfModel('fraud', 1, { metrics: [metric('f1', 0.7)], documentation: NO_WORDS }),
]);

export const CHURN = registered('churn', 2, { changes: 'max_depth: 4 → 6', impact: 'roc_auc 0.912 → 0.934 (+0.022)' });
export const FRAUD = registered('fraud', 1, { changes: '', impact: 'f1 (test) 0.7' });

export const MODEL_FILE: Concern = {
  code: 'artifact-unregistered',
  path: 'models/churn.pkl',
  last: { model: 'churn', version: 2 },
};
export const NOTEBOOK: Concern = {
  code: 'metrics-moved',
  path: 'notebooks/train.ipynb',
  last: { model: 'churn', version: 2 },
  metrics: [{ name: 'roc_auc', split: 'test', model: null, higherIsBetter: true, from: 0.934, to: 0.95 }],
};
export const DATA: Concern = {
  code: 'data-changed',
  path: 'data/churn.csv',
  pointer: 'data/churn.csv.dvc',
  versions: [{ model: 'churn', version: 2 }],
};

/** A commit that registers these versions, none of which says why, and that brings these changes. */
export function concernsOf(
  versions: readonly RegisteredVersion[],
  changes: readonly Concern[] = [],
  rule: Partial<Pick<CommitConcerns, 'policy' | 'required'>> = {},
): CommitConcerns {
  const required = rule.required ?? ['rationale'];
  return {
    policy: rule.policy ?? 'ask',
    required,
    registered: versions,
    concerns: [
      ...versions.map(({ model, version, id, path }): Concern => {
        return { code: 'version-undocumented', model, version, id, path, missing: required };
      }),
      ...changes,
    ],
    known: new Map([
      ['churn', new Set([1, 2])],
      ['fraud', new Set([1])],
    ]),
  };
}

/** The message box with this text. */
export function boxOf(concerns: CommitConcerns, text: string): CommitSubject {
  const document = TextDocument.create('vscode-scm:git/scm0/input?rootUri%3Dfile%3A%2F%2F%2Frepo', 'scminput', 1, text);
  return { document, snapshot, concerns, commentMarker: NO_COMMENTS };
}

/** COMMIT_EDITMSG with this text. */
export function fileOf(concerns: CommitConcerns, text: string): CommitSubject {
  const document = TextDocument.create('file:///repo/.git/COMMIT_EDITMSG', 'git-commit', 1, text);
  return { document, snapshot, concerns, commentMarker: '#' };
}

/** The text before `|`, which marks the caret, with what is after it; and where it is. */
export function atCaret(marked: string): { readonly text: string; readonly position: Position } {
  const before = marked.slice(0, marked.indexOf('|'));
  const lines = before.split('\n');
  return {
    text: before + marked.slice(before.length + 1),
    position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
  };
}

function registered(model: string, version: number, facts: RegisteredVersion['facts']): RegisteredVersion {
  const { id } = versionOfModel(model, version);
  return {
    model,
    version,
    id,
    path: `.model-ledger/models/${model}/${id}-registered.json`,
    documentation: NO_WORDS,
    facts,
  };
}
