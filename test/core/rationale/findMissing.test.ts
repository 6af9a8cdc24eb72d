import { describe, expect, it } from 'vitest';
import type { CommitConcerns, Concern, RegisteredVersion } from '../../../src/core/rationale/concern';
import { adviseConcern, describeConcern } from '../../../src/core/rationale/describeConcern';
import { findMissing } from '../../../src/core/rationale/findMissing';

const ID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

function registered(model: string, version: number): RegisteredVersion {
  const documentation = { rationale: '', changes: '', impact: '' };
  return { model, version, id: ID, path: 'event.json', documentation, facts: { changes: '', impact: '' } };
}

function undocumented(model: string, version: number): Concern {
  return { code: 'version-undocumented', model, version, id: ID, path: 'event.json', missing: ['rationale', 'impact'] };
}

function make(versions: readonly (readonly [string, number])[], more: readonly Concern[] = []): CommitConcerns {
  return {
    policy: 'ask',
    required: ['rationale', 'impact'],
    registered: versions.map(([model, version]) => registered(model, version)),
    concerns: [...versions.map(([model, version]) => undocumented(model, version)), ...more],
    known: new Map([
      ['churn', new Set([1, 2, 3])],
      ['fraud', new Set([1])],
    ]),
  };
}

const DATA: Concern = {
  code: 'data-changed',
  path: 'data/churn.csv',
  pointer: 'data/churn.csv.dvc',
  versions: [{ model: 'churn', version: 2 }],
};
const ARTIFACT: Concern = { code: 'artifact-unregistered', path: 'models/a.pkl', last: null };

/** What is left, in short. */
function left(concerns: CommitConcerns, trailers: string): readonly string[] {
  const { open, problems } = findMissing(concerns, `Subject\n\n${trailers}\n`);
  const fields = open.map((concern) =>
    concern.code === 'version-undocumented'
      ? `${concern.model}@${concern.version} ${concern.missing.join('+')}`
      : concern.code,
  );
  return [...fields, ...problems.map(({ code }) => code)];
}

describe('findMissing', () => {
  it.each([
    ['nothing', '', ['churn@3 rationale+impact']],
    ['one field', 'Rationale: one', ['churn@3 impact']],
    ['all fields', 'Rationale: one\nImpact: churn@v3: two', []],
    ['another version', 'Rationale: churn@v2: one\nImpact: two', ['churn@3 rationale']],
    ['a key without text', 'Rationale: churn@v3:\nImpact: two', ['churn@3 rationale', 'trailer-empty']],
    ['an unknown version', 'Rationale: churn@v9: one\nImpact: two', ['churn@3 rationale', 'reference-unknown']],
    ['an unknown model', 'Rationale: chrun@v3: one\nImpact: two', ['churn@3 rationale', 'reference-unknown']],
    ['none', 'Model-Ledger: none', ['churn@3 rationale+impact']],
    ['an unknown word', 'Model-Ledger: skip', ['churn@3 rationale+impact', 'trailer-unknown']],
  ])('of one version, when the message says %s', (_, trailers, expected) => {
    expect(left(make([['churn', 3]]), trailers)).toEqual(expected);
  });

  it('gives a trailer without a version to none of two', () => {
    const two = make([
      ['churn', 3],
      ['fraud', 1],
    ]);

    expect(left(two, 'Rationale: one')).toEqual([
      'churn@3 rationale+impact',
      'fraud@1 rationale+impact',
      'trailer-ambiguous',
    ]);
    const { problems } = findMissing(two, 'Subject\n\nRationale: one\n');
    expect(problems[0]?.message).toBe(
      'Rationale names no version, and this commit registers churn@v3, fraud@v1. Begin with one: Rationale: churn@v3: …',
    );
  });

  it('says when a trailer can be about nothing', () => {
    expect(left(make([]), 'Rationale: one')).toEqual(['trailer-unplaced']);
    expect(left(make([]), 'Rationale: churn@v2: one\nChanges: two')).toEqual([]);
    expect(left(make([]), 'Rationale: churn@v2: one\nRationale: churn@v1: two\nChanges: three')).toEqual([
      'trailer-unplaced',
    ]);
  });

  it.each([
    ['Rationale: the June customers', []],
    ['Model-Ledger: none', []],
    ['Model-Ledger: none data/churn.csv', []],
    ['Model-Ledger: none data/churn.csv.dvc', []],
    ['Model-Ledger: none data', []],
    ['Model-Ledger: none dat', ['data-changed']],
    ['Impact: churn@v2: none', ['data-changed']],
  ])('takes "%s" for the reason of other data or not', (trailers, expected) => {
    expect(left(make([], [DATA]), trailers)).toEqual(expected);
  });

  it.each([
    ['Rationale: churn@v2: one', ['artifact-unregistered']],
    ['model-ledger: None', []],
    ['Model-Ledger: none ./models/', []],
    ['Model-Ledger: nonesuch', ['artifact-unregistered', 'trailer-unknown']],
  ])('takes "%s" for the reason of a new model file or not', (trailers, expected) => {
    expect(left(make([], [ARTIFACT]), trailers)).toEqual(expected);
  });
});

describe('the sentences', () => {
  it.each<[Concern, string, string]>([
    [
      undocumented('churn', 3),
      'churn@v3 is registered without a rationale and its impact.',
      'Write "Rationale: churn@v3: …" in the commit message.',
    ],
    [
      ARTIFACT,
      'models/a.pkl is a model file that no version has.',
      'Register it with model-ledger register models/a.pkl --model NAME, or write "Model-Ledger: none models/a.pkl" in the commit message.',
    ],
    [
      {
        code: 'metrics-moved',
        path: 'my notebooks/train.ipynb',
        last: { model: 'churn', version: 2 },
        metrics: [{ name: 'auc', split: null, model: null, higherIsBetter: true, from: 0.9, to: 0.89 }],
      },
      'my notebooks/train.ipynb shows other results than churn@v2, its last version: auc 0.9 → 0.89 (−0.01).',
      'Register it with model-ledger register "my notebooks/train.ipynb" --model churn, or write "Model-Ledger: none my notebooks/train.ipynb" in the commit message.',
    ],
    [
      {
        ...DATA,
        versions: [1, 2, 3, 4, 5].map((version) => ({ model: `m${version}`, version })),
      },
      'data/churn.csv has changed since m1@v1, m2@v2, m3@v3 and 2 more were trained on it.',
      'Write "Rationale: …" in the commit message, or "Model-Ledger: none data/churn.csv".',
    ],
  ])('say what and what to do: %#', (concern, what, advice) => {
    expect(describeConcern(concern)).toBe(what);
    expect(adviseConcern(concern)).toBe(advice);
  });

  it('advise what still helps after the commit', () => {
    expect(adviseConcern(undocumented('churn', 3), true)).toBe(
      'Write "Rationale: churn@v3: …" in the message of this or a later commit; or run model-ledger document churn@v3 --rationale "…".',
    );
    expect(adviseConcern(DATA, true)).toBe(
      'Write "Rationale: …" in its message (git commit --amend), or "Model-Ledger: none data/churn.csv".',
    );
  });
});
