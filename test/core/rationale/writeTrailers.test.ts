import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTrailers } from '../../../src/core/rationale/trailer';
import {
  addTrailers,
  formatTrailer,
  joinTexts,
  noVersionTrailer,
  splitText,
  trailersFor,
} from '../../../src/core/rationale/writeTrailers';
import { interpretTrailers } from '../../support/interpretTrailers';

const CHURN = { model: 'churn', version: 4 };

describe('trailersFor', () => {
  it('writes one trailer a paragraph and list item', () => {
    const documentation = {
      rationale: 'The curve\nstill rose.\n\nNothing else helped.\n',
      impact: 'Against churn@v3:\n\n- roc_auc: 0.912 → 0.934 (+0.022, better)\n- f1: 0.8\n',
    };

    expect(trailersFor(CHURN, documentation)).toEqual([
      { key: 'Rationale', value: 'churn@v4: The curve still rose.' },
      { key: 'Rationale', value: 'churn@v4: Nothing else helped.' },
      { key: 'Impact', value: 'churn@v4: Against churn@v3:' },
      { key: 'Impact', value: 'churn@v4: - roc_auc: 0.912 → 0.934 (+0.022, better)' },
      { key: 'Impact', value: 'churn@v4: - f1: 0.8' },
    ]);
  });

  it('is read back as the same text', () => {
    const text = 'Against churn@v3:\n\n- roc_auc: 0.912\n- f1: 0.8\n\nAnd so on.\n\n1. one\n2. two';

    const message = addTrailers('Add v4\n', trailersFor(CHURN, { impact: text }));
    expect(joinTexts(parseTrailers(message).map((trailer) => trailer.text))).toBe(text);
  });
});

describe('formatTrailer', () => {
  it('folds at 72 columns and keeps words whole', () => {
    const long = `https://example.com/${'x'.repeat(80)}`;
    const written = formatTrailer({ key: 'Rationale', value: `churn@v4: ${'word '.repeat(30)} ${long} end` });

    const lines = written.split('\n');
    expect(lines[0]).toMatch(/^Rationale: churn@v4: word/);
    expect(lines.slice(1).every((line) => line.startsWith('  '))).toBe(true);
    expect(lines.filter((line) => line.length > 72)).toEqual([`  ${long}`]);
  });
});

describe('addTrailers', () => {
  const rationale = { key: 'Rationale', value: 'churn@v4: one' } as const;

  it.each([
    ['', '\n\nRationale: churn@v4: one'],
    ['Subject', 'Subject\n\nRationale: churn@v4: one'],
    ['Subject\n\nProse: and\nmore.\n', 'Subject\n\nProse: and\nmore.\n\nRationale: churn@v4: one\n'],
    ['Subject\n\nFixes: #1\n', 'Subject\n\nFixes: #1\nRationale: churn@v4: one\n'],
    ['Subject\r\n', 'Subject\r\n\r\nRationale: churn@v4: one\r\n'],
    ['\n# Please enter\n', '\n\nRationale: churn@v4: one\n# Please enter\n'],
    ['Subject\n\n# Please enter\n', 'Subject\n\nRationale: churn@v4: one\n\n# Please enter\n'],
    [
      'Subject\n# ------------------------ >8 ------------------------\ndiff\n',
      'Subject\n\nRationale: churn@v4: one\n# ------------------------ >8 ------------------------\ndiff\n',
    ],
  ])('puts a trailer where Git looks for it in %j', (message, expected) => {
    expect(addTrailers(message, [rationale])).toBe(expected);
  });

  it('says that a change needs no version', () => {
    const message = addTrailers('Subject', [noVersionTrailer(), noVersionTrailer('models/a b.pkl')]);

    expect(interpretTrailers(message)).toBe('Model-Ledger: none\nModel-Ledger: none models/a b.pkl\n');
  });

  it('writes what Git and we read, beside what was there', () => {
    const word = fc.stringMatching(/^[!-~]{1,30}$/);
    const text = fc.array(fc.array(word, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 4 });
    const messages = fc.constantFrom(
      'Subject',
      'Subject\n\nProse.\n',
      'Subject\n\nFixes: #1\nSigned-off-by: Ada <a@b>\n',
      'Subject\n\nProse.\n\n# Please enter\n# more\n',
    );
    fc.assert(
      fc.property(messages, text, (message, paragraphs) => {
        const reason = paragraphs.map((words) => words.join(' ')).join('\n\n');

        const written = addTrailers(message, trailersFor(CHURN, { rationale: reason }));
        const before = interpretTrailers(message);
        const expected = splitText(reason).map((one) => `Rationale: churn@v4: ${one}\n`);
        expect(interpretTrailers(written)).toBe(before + expected.join(''));
        const read = parseTrailers(written).filter(({ key }) => key === 'Rationale');
        expect(read.map((trailer) => trailer.text)).toEqual([...new Set(splitText(reason))]);
      }),
      { numRuns: 150 },
    );
  });
});
