import { describe, expect, it } from 'vitest';
import { completeReference, describeVersionItem } from '../../../src/server/references/completeReference';
import { snapshotOf, subjectOf, versionOfModel } from '../support/snapshots';

const snapshot = snapshotOf([
  versionOfModel('churn-xgb', 1, {
    stage: 'archived',
    archived: { at: '', by: { name: '', email: '' }, reason: 'Old.' },
  }),
  versionOfModel('churn-xgb', 2, { aliases: ['champion'], stage: 'production' }),
  versionOfModel('churn-xgb', 3, { aliases: ['challenger'] }),
  versionOfModel('fraud', 1),
]);

describe('completeReference', () => {
  it.each([
    ['load("models:/|")', ['churn-xgb', 'fraud']],
    ['load("models:/fr|")', ['fraud']],
    ['load("models:/zzz|")', ['churn-xgb', 'fraud']],
    ['models:/churn-xgb/|', ['3', '2', '1']],
    ['models:/churn-xgb@|', ['champion', 'challenger']],
    ['models:/churn-xgb@cha|', ['champion', 'challenger']],
    ['models:/churn-xgb@chal|', ['challenger']],
    ['churn-xgb@|', ['champion', 'challenger', 'v3', 'v2', 'v1']],
    ['"churn-xgb@v|"', ['v3', 'v2', 'v1']],
    ['models:/unknown/|', []],
  ])('offers for %s', (text, labels) => {
    expect(labelsAt(text)?.sort()).toEqual([...labels].sort());
  });

  it.each(['user@|', 'actions/checkout@|', '@|', 'x@churn-xgb@|', 'nothing |', 'churn-xgb |'])(
    'stays away from %s',
    (text) => {
      expect(labelsAt(text)).toBeNull();
    },
  );

  it('puts the newest version first and says what it is', () => {
    const items = completeAt('models:/churn-xgb/|')?.items ?? [];

    expect(items.map(({ sortText }) => sortText)).toEqual(['00000', '00001', '00002']);
    expect(items[1]?.labelDetails?.description).toBe('accuracy 0.9 · production · champion');
    expect(items[2]).toMatchObject({
      label: '1',
      tags: [1],
      labelDetails: { description: 'archived · accuracy 0.9' },
    });
  });

  it('replaces the word around the cursor', () => {
    const [item] = completeAt('x = "models:/churn|-xgb/2"')?.items ?? [];

    expect(item?.textEdit).toEqual({
      newText: 'churn-xgb',
      insert: { start: { line: 0, character: 13 }, end: { line: 0, character: 18 } },
      replace: { start: { line: 0, character: 13 }, end: { line: 0, character: 22 } },
    });
  });

  it('describes an item when it is looked at', () => {
    const item = completeAt('models:/churn-xgb@|')?.items[0];
    const described = item === undefined ? undefined : describeVersionItem(item, snapshot);

    expect(described?.documentation).toMatchObject({ value: expect.stringContaining('**churn-xgb@v2**') as unknown });
  });
});

function completeAt(marked: string) {
  const character = marked.indexOf('|');
  const subject = subjectOf(snapshot, 'file:///repo/a.py', 'python', marked.replace('|', ''));
  return completeReference(subject, { line: 0, character });
}

function labelsAt(marked: string): string[] | null {
  return completeAt(marked)?.items.map(({ label }) => label) ?? null;
}
