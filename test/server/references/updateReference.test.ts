import { describe, expect, it } from 'vitest';
import { diagnoseReferences } from '../../../src/server/references/diagnoseReferences';
import { referencesIn } from '../../../src/server/references/referencesIn';
import { updateReference } from '../../../src/server/references/updateReference';
import { snapshotOf, subjectOf, versionOfModel } from '../support/snapshots';

const snapshot = snapshotOf([
  versionOfModel('churn', 2),
  versionOfModel('churn', 3, { aliases: ['champion'] }),
  versionOfModel('churn', 4),
  versionOfModel('fraud', 1),
  versionOfModel('fraud', 2),
]);

describe('updateReference', () => {
  it.each([
    ['models:/churn/2', ['models:/churn/3', 'models:/churn@champion']],
    ['churn@v2', ['churn@v3']],
    ['models:/churn/9', ['models:/churn/3', 'models:/churn@champion']],
    ['models:/churn@challenger', ['models:/churn/3']],
    ['churn@v3', []],
    ['models:/churn@champion', []],
    ['fraud@v1', ['fraud@v2']],
    ['fraud@v2', []],
    ['models:/chrun/2', ['models:/churn/2']],
    ['models:/elsewhere/2', []],
  ])('offers for %s: %j', (text, texts) => {
    expect(actionsOn(text).map(({ edit }) => edit?.changes?.['file:///repo/a.py']?.[0]?.newText)).toEqual(texts);
  });

  it('says which version it is, and cures what the diagnostic names', () => {
    const [first] = actionsOn('churn@v2');
    const [newest] = actionsOn('fraud@v1');

    expect(first).toMatchObject({
      title: 'Update to current champion churn@v3',
      kind: 'quickfix',
      isPreferred: true,
      diagnostics: [{ code: 'version-superseded' }],
    });
    expect(newest?.title).toBe('Update to newest version fraud@v2');
  });
});

function actionsOn(text: string) {
  const subject = subjectOf(snapshot, 'file:///repo/a.py', 'python', `x = "${text}"`);
  const range = { start: { line: 0, character: 6 }, end: { line: 0, character: 6 } };
  return updateReference(subject, range, diagnoseReferences(subject, referencesIn(subject), new Map()));
}
