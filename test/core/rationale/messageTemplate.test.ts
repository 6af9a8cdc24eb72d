import { describe, expect, it } from 'vitest';
import type { CommitConcerns } from '../../../src/core/rationale/concern';
import { findMissing } from '../../../src/core/rationale/findMissing';
import { withoutEmptyTrailers, withTemplate } from '../../../src/core/rationale/messageTemplate';

const ID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const CONCERNS: CommitConcerns = {
  policy: 'ask',
  required: ['rationale'],
  registered: [
    {
      model: 'churn',
      version: 4,
      id: ID,
      path: 'event.json',
      documentation: { rationale: '', changes: 'Written already.', impact: '' },
      facts: { changes: 'max_depth: 4 → 6', impact: 'roc_auc 0.9 → 0.91 (+0.01)' },
    },
  ],
  concerns: [
    { code: 'version-undocumented', model: 'churn', version: 4, id: ID, path: 'event.json', missing: ['rationale'] },
    { code: 'artifact-unregistered', path: 'models/a.pkl', last: null },
  ],
  known: new Map([['churn', new Set([4])]]),
};

function fill(message: string, options: { commentMarker?: string; comments?: boolean } = {}): string {
  const { commentMarker = '#', comments = true } = options;
  return withTemplate(message, CONCERNS, findMissing(CONCERNS, message), { commentMarker, comments });
}

const FACTS = [
  '# Model Ledger:',
  '# churn@v4 is registered without a rationale.',
  '# Impact: churn@v4: roc_auc 0.9 → 0.91 (+0.01)',
  '# models/a.pkl is a model file that no version has.',
  '# Model-Ledger: none models/a.pkl',
  '#',
].join('\n');

describe('the template of a message', () => {
  it('has empty trailers, and the facts as comments', () => {
    expect(fill('\n# Please enter the commit message.\n')).toBe(
      `\n\nRationale: churn@v4: \n\n${FACTS}\n# Please enter the commit message.\n`,
    );
    expect(fill('')).toBe(`\n\nRationale: churn@v4: \n\n${FACTS}\n`);
  });

  it('comes after what is there, with the marks of that repository', () => {
    expect(fill('From a template\n\n; Please enter.\n', { commentMarker: ';' })).toBe(
      `From a template\n\nRationale: churn@v4: \n\n${FACTS.replace(/^#/gm, ';')}\n\n; Please enter.\n`,
    );
  });

  it('has no comments where Git would keep them', () => {
    expect(fill('', { comments: false })).toBe('\n\nRationale: churn@v4: \n');
  });

  it('asks for nothing that is said', () => {
    const message = 'Add v4\n\nRationale: why\nModel-Ledger: none\n';

    expect(fill(message)).toBe(message);
  });
});

describe('taking out what nobody filled in', () => {
  it.each([
    ['Add v4\n\nRationale: churn@v4: \nImpact: churn@v4: more\n', 'Add v4\n\nImpact: churn@v4: more\n'],
    ['\n\nRationale: churn@v4: \n\n# Please enter.\n', '\n\n\n# Please enter.\n'],
    ['Add v4\r\n\r\nRationale: churn@v4:\r\n', 'Add v4\r\n\r\n'],
    ['Add v4\n\nChanges:\n\n- a list\n', 'Add v4\n\nChanges:\n\n- a list\n'],
    ['Add v4\n\nRationale: churn@v4: why\n', 'Add v4\n\nRationale: churn@v4: why\n'],
  ])('of %j leaves %j', (message, rest) => {
    expect(withoutEmptyTrailers(message, '#')).toBe(rest);
  });
});
