import { describe, expect, it } from 'vitest';
import { diagnoseReferences } from '../../../src/server/references/diagnoseReferences';
import { referencesIn } from '../../../src/server/references/referencesIn';
import { snapshotOf, subjectOf, versionOfModel } from '../support/snapshots';

const ARCHIVED = { at: '2024-06-20T00:00:00.000Z', by: { name: 'Ada', email: '' }, reason: 'Old.' };
const OLD = 'a'.repeat(64);
const NEW = 'b'.repeat(64);
const snapshot = snapshotOf([
  versionOfModel('churn', 1, { stage: 'archived', archived: ARCHIVED, artifacts: [artifact(OLD)] }),
  versionOfModel('churn', 2),
  versionOfModel('churn', 3, { stage: 'production', aliases: ['champion'], artifacts: [artifact(NEW)] }),
  versionOfModel('churn', 4),
  versionOfModel('fraud', 1, { aliases: ['stable'] }),
  versionOfModel('fraud', 2),
]);

describe('diagnoseReferences', () => {
  it.each([
    ['models:/churn/9', 'version-missing', 2, 'There is no churn@v9. The newest is churn@v4.'],
    ['churn@v9', 'version-missing', 2, 'There is no churn@v9. The newest is churn@v4.'],
    [
      'models:/churn@chmpion',
      'alias-missing',
      2,
      'No version of churn has the alias chmpion. Aliases of churn: champion.',
    ],
    ['models:/churn/Staging', 'stage-empty', 2, 'No version of churn is in the stage Staging. The newest is churn@v4.'],
    ['models:/chrun/1', 'model-missing', 2, 'The ledger has no model chrun. Did you mean churn?'],
    ['models:/elsewhere/1', 'model-missing', 3, 'The ledger has no model elsewhere.'],
    ['models:/churn/1', 'version-archived', 2, 'churn@v1 is archived. Use churn@v3 instead.'],
    ['models:/churn/2', 'version-superseded', 3, 'churn@v2 is superseded: churn@v3 is in production.'],
  ])('says of %s: %s', (text, code, severity, message) => {
    expect(diagnose(`x = "${text}"`)).toEqual([
      {
        code,
        severity,
        message,
        source: 'Model Ledger',
        range: { start: { line: 0, character: 5 }, end: { line: 0, character: 5 + text.length } },
        ...(code === 'version-archived' ? { tags: [2] } : {}),
      },
    ]);
  });

  it.each([
    'models:/churn/3',
    'models:/churn/4',
    'models:/churn@champion',
    'models:/churn/production',
    'models:/churn/latest',
    'models:/fraud/1',
    'models:/fraud/2',
    'models:/churn',
    'unknown@v4',
    'ada@example.com',
    'uses: actions/checkout@v4',
  ])('has nothing to say about %s', (text) => {
    expect(diagnose(text)).toEqual([]);
  });

  it('only hints in prose, which tells of the past, but names what never was', () => {
    const found = diagnose('churn@v1 was worse than churn@v2, and churn@v9 never was.', 'markdown');

    expect(found.map(({ code, severity }) => [code, severity])).toEqual([
      ['version-archived', 4],
      ['version-superseded', 4],
      ['version-missing', 2],
    ]);
  });

  it('names an artifact whose bytes are of no version, or of an archived one', () => {
    const text = 'load("models/churn.joblib")';

    expect(diagnose(text, 'python', NEW)).toEqual([]);
    expect(diagnose(text, 'python', undefined)).toEqual([]);
    expect(diagnose(text, 'python', 'changed')).toMatchObject([
      {
        code: 'artifact-changed',
        message:
          'models/churn.joblib has changed since churn@v3 was registered: no version has these bytes. Register it as a version, or restore the file.',
      },
    ]);
    expect(diagnose(text, 'python', OLD)).toMatchObject([
      {
        code: 'version-archived',
        message: 'models/churn.joblib is the file of churn@v1, which is archived. Use churn@v3 instead.',
      },
    ]);
  });

  it('says nothing in a project without versions', () => {
    const subject = subjectOf(snapshotOf([]), 'file:///repo/a.py', 'python', 'models:/churn/1');

    expect(diagnoseReferences(subject, referencesIn(subject), new Map())).toEqual([]);
  });
});

function diagnose(text: string, languageId = 'python', bytes?: string) {
  const subject = subjectOf(snapshot, `file:///repo/a.${languageId === 'python' ? 'py' : 'md'}`, languageId, text);
  const known = new Map(bytes === undefined ? [] : [['models/churn.joblib', bytes]]);
  return diagnoseReferences(subject, referencesIn(subject), known);
}

function artifact(sha256: string) {
  return { path: 'models/churn.joblib', sha256, size: 10, kept: 'store' as const };
}
