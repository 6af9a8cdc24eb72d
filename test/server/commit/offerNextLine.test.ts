import { describe, expect, it } from 'vitest';
import type { CommitConcerns } from '../../../src/core/rationale/concern';
import { offerNextLine } from '../../../src/server/commit/offerNextLine';
import { atCaret, boxOf, CHURN, concernsOf, DATA, fileOf, FRAUD, MODEL_FILE } from '../support/commits';

const one = concernsOf([CHURN]);

describe('offerNextLine', () => {
  it.each([
    ['after the title', 'Go deeper|', '\n\nRationale: churn@v2: '],
    ['on the line below it', 'Go deeper\n|', '\nRationale: churn@v2: '],
    ['below a blank line', 'Go deeper\n\n|', 'Rationale: churn@v2: '],
    ['after a body', 'Go deeper\n\nThe trees were shallow.|', '\n\nRationale: churn@v2: '],
    ['after the trailer of somebody else', 'Go deeper\n\nRefs: #12|', '\nRationale: churn@v2: '],
  ])('offers the reason %s', (_where, marked, expected) => {
    expect(offerIn(one, marked)).toBe(expected);
  });

  it('goes on with what is being typed, as it is typed', () => {
    expect(offerIn(one, 'Go deeper\n\nRat|')).toBe('Rationale: churn@v2: ');
    expect(offerIn(one, 'Go deeper\n\nrationale: ch|')).toBe('rationale: churn@v2: ');
    expect(offerIn(one, 'reg|')).toBe('register churn@v2');
  });

  it('waits while the reason is not written', () => {
    expect(offerIn(one, 'Go deeper\n\nRationale: churn@v2: |')).toBeNull();
  });

  it('offers what it did to the metrics once the reason is written, and then what changed', () => {
    const written = 'Go deeper\n\nRationale: churn@v2: Finds late leavers.';

    expect(offerIn(one, `${written}|`)).toBe('\nChanges: churn@v2: max_depth: 4 → 6');
    expect(offerIn(one, `${written}\nChanges: churn@v2: max_depth: 4 → 6|`)).toBe(
      '\nImpact: churn@v2: roc_auc 0.912 → 0.934 (+0.022)',
    );
    expect(offerIn(one, `${written}\nImpact|`)).toBe('Impact: churn@v2: roc_auc 0.912 → 0.934 (+0.022)');
  });

  it('goes through several versions one by one', () => {
    const two = concernsOf([CHURN, FRAUD]);
    const documented = [
      'Go deeper',
      '',
      'Rationale: churn@v2: Finds late leavers.',
      'Changes: churn@v2: max_depth: 4 → 6',
      'Impact: churn@v2: roc_auc 0.912 → 0.934 (+0.022)',
    ].join('\n');

    expect(offerIn(two, `${documented}|`)).toBe('\nRationale: fraud@v1: ');
  });

  it('asks for the fields that the project requires, even where no fact fills them in', () => {
    const strict = concernsOf([{ ...CHURN, facts: { changes: '', impact: '' } }], [], {
      required: ['rationale', 'impact'],
    });

    expect(offerIn(strict, 'Go deeper\n\nRationale: churn@v2: Finds late leavers.\n|')).toBe('Impact: churn@v2: ');
  });

  it('asks why data changed, and names no version', () => {
    expect(offerIn(concernsOf([], [DATA]), 'New data|')).toBe('\n\nRationale: ');
  });

  it('folds facts that are longer than a line of a message', () => {
    const impact = Array.from({ length: 6 }, (_, index) => `recall_at_${index} 0.11 → 0.22 (+0.11)`).join(', ');
    const long = concernsOf([{ ...CHURN, facts: { changes: '', impact } }]);

    const offer = offerIn(long, 'Go deeper\n\nRationale: churn@v2: Finds late leavers.|') ?? '';

    expect(offer.split('\n').length).toBeGreaterThan(3);
    expect(Math.max(...offer.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
    expect(
      offer
        .split('\n')
        .slice(2)
        .every((line) => line.startsWith('  ')),
    ).toBe(true);
  });

  it.each([
    ['in an empty message', '|'],
    ['before the end of a line', 'Go |deeper'],
    ['when the message goes on below', 'Go deeper|\n\nThe trees were shallow.'],
    ['when everything is said', 'Go\n\nRationale: Why.\nChanges: What.\nImpact: So.|'],
  ])('offers nothing %s', (_where, marked) => {
    expect(offerIn(one, marked)).toBeNull();
  });

  it('offers nothing where nothing is asked', () => {
    expect(offerIn(concernsOf([], [MODEL_FILE]), 'Go deeper|')).toBeNull();
    expect(offerIn(concernsOf([CHURN], [], { policy: 'off' }), 'Go deeper|')).toBeNull();
  });

  it('keeps out of comments, and above the scissors', () => {
    const comments =
      '\n\n# Please enter the commit message\n# ------------------------ >8 ------------------------\ndiff|';
    const { text, position } = atCaret(comments);

    expect(offerNextLine(fileOf(one, text), position)).toBeNull();
    expect(offerNextLine(fileOf(one, text), { line: 2, character: 34 })).toBeNull();
    const written = `Go deeper${text}`;
    expect(offerNextLine(fileOf(one, written), { line: 0, character: 9 })?.insertText).toBe(
      '\n\nRationale: churn@v2: ',
    );
  });

  it('takes a hash for what it is in the message box, where Git keeps it', () => {
    expect(offerIn(one, '#12 go deeper|')).toBe('\n\nRationale: churn@v2: ');
  });
});

function offerIn(concerns: CommitConcerns, marked: string): string | null {
  const { text, position } = atCaret(marked);
  const offer = offerNextLine(boxOf(concerns, text), position)?.insertText ?? null;
  return typeof offer === 'string' || offer === null ? offer : offer.value;
}
