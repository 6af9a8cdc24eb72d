import { describe, expect, it } from 'vitest';
import { hoverReference } from '../../../src/server/references/hoverReference';
import { LedgerSnapshot } from '../../../src/server/snapshot';
import { metric } from '../../support/versionFacts';
import { snapshotOf, subjectOf, versionOfModel } from '../support/snapshots';

const snapshot = snapshotOf([
  versionOfModel('churn', 1, { metrics: [metric('roc_auc', 0.912)] }),
  versionOfModel('churn', 2, {
    metrics: [metric('accuracy', 0.8, { headline: false }), metric('roc_auc', 0.934)],
    stage: 'production',
    aliases: ['champion'],
    documentation: { rationale: 'Finds <more> of them.', changes: '', impact: '' },
  }),
]);

describe('hoverReference', () => {
  it('tells stage, aliases, reason and metrics, the headline first', () => {
    const value = hoverOn('m = load("models:/churn/2")', 15);

    expect(value).toContain('**churn@v2** · production · `champion`');
    expect(value).toContain('Finds &lt;more> of them.');
    expect(value.indexOf('roc\\_auc (test)')).toBeLessThan(value.indexOf('accuracy (test)'));
    expect(value).toContain('| &ensp;0.934 | &ensp;+0.022 |');
    expect(value).not.toMatch(/<[a-z]/);
  });

  it('answers for an alias, a stage and the model alone with the version that they mean', () => {
    for (const text of ['models:/churn@champion', 'models:/churn/Production', 'models:/churn', 'churn@champion']) {
      expect(hoverOn(text, 4)).toContain('**churn@v2**');
    }
  });

  it('does not call a version uncommitted where Git could not be asked', () => {
    const { root, config, models } = snapshot;
    const blind = new LedgerSnapshot({ root, config, models, knowsCommits: false });
    const hover = hoverReference(subjectOf(blind, 'file:///repo/a.py', 'python', 'churn@v2'), {
      line: 0,
      character: 1,
    });

    expect(hoverOn('churn@v2', 1)).toContain('by Ada, not committed\n');
    expect(JSON.stringify(hover)).not.toContain('committed');
  });

  it('covers the whole reference, and nothing beside it', () => {
    const subject = subjectOf(snapshot, 'file:///repo/a.py', 'python', '# first\nx = "churn@v1"\n');

    expect(hoverReference(subject, { line: 1, character: 8 })?.range).toEqual({
      start: { line: 1, character: 5 },
      end: { line: 1, character: 13 },
    });
    expect(hoverReference(subject, { line: 1, character: 2 })).toBeNull();
  });

  it('has nothing to say about a version that is not there', () => {
    expect(hoverOn('churn@v9', 3)).toBe('');
  });
});

function hoverOn(text: string, character: number): string {
  const subject = subjectOf(snapshot, 'file:///repo/a.py', 'python', text);
  const contents = hoverReference(subject, { line: 0, character })?.contents;
  return contents !== undefined && typeof contents === 'object' && 'value' in contents ? contents.value : '';
}
