import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTrailerLines, trailerBlock } from '../../../src/core/rationale/gitTrailers';
import { messageLines } from '../../../src/core/rationale/messageLines';
import { parseTrailers, type Trailer } from '../../../src/core/rationale/trailer';
import { interpretTrailers } from '../../support/interpretTrailers';

/** In short: `Rationale churn@4 = because`. */
function shown(trailers: readonly Trailer[]): string[] {
  return trailers.map(({ key, reference, text }) => {
    const about = reference === null ? '' : ` ${reference.model}@${reference.version}`;
    return `${key}${about} = ${text}`;
  });
}

function read(message: string): string[] {
  return shown(parseTrailers(message));
}

describe('parseTrailers', () => {
  it('reads key, version and text', () => {
    const message = 'Deeper trees\n\nRationale: churn-xgb@v4: the curve still rose.\nImpact: auc: 0.93\n';

    expect(read(message)).toEqual(['Rationale churn-xgb@4 = the curve still rose.', 'Impact = auc: 0.93']);
  });

  it.each([
    ['churn@v4: because', 'churn@4', 'because'],
    ['churn@4: because', 'churn@4', 'because'],
    ['churn@v4:', 'churn@4', ''],
    ['churn@v4', 'churn@4', ''],
    ['churn@v4:because', '', 'churn@v4:because'],
    ['churn@v0: because', '', 'churn@v0: because'],
    ['churn@champion: because', '', 'churn@champion: because'],
    ['because of churn@v4: it', '', 'because of churn@v4: it'],
    ['ada@example.com asked', '', 'ada@example.com asked'],
  ])('takes "%s" apart', (value, reference, text) => {
    const [trailer] = parseTrailers(`Subject\n\nRationale: ${value}\n`);

    const named = trailer?.reference ?? null;
    expect(named === null ? '' : `${named.model}@${named.version}`).toBe(reference);
    expect(trailer?.text).toBe(text);
  });

  it('joins folded lines', () => {
    expect(read('Subject\n\nRationale: churn@v4: one\n  two\n\tthree\nChanges: four\n')).toEqual([
      'Rationale churn@4 = one two three',
      'Changes = four',
    ]);
  });

  it('reads a reference that is folded away from its text', () => {
    expect(read('Subject\n\nRationale: churn@v4:\n  because\n')).toEqual(['Rationale churn@4 = because']);
  });

  it('does not care about case, line ends and other trailers', () => {
    const message = 'Subject\r\n\r\nFixes: #12\r\nrationale: churn@v4: one\r\n  two\r\nSigned-off-by: Ada <a@b>\r\n';

    expect(read(message)).toEqual(['Rationale churn@4 = one two']);
  });

  it('ignores comments and what is below the scissors', () => {
    const scissors = '# ------------------------ >8 ------------------------';
    const message = `Subject\n\nRationale: one\n# Changes: two\n\n# Please enter\n${scissors}\n\nImpact: three\n`;

    expect(read(message)).toEqual(['Rationale = one']);
    expect(shown(parseTrailers('Subject\n\nRationale: one\n; Changes: two\n', { commentMarker: ';' }))).toEqual([
      'Rationale = one',
    ]);
  });

  it('takes no prose for a trailer', () => {
    expect(read('Changes: everything')).toEqual([]);
    expect(read('Subject\n\nChanges: in short, all\nof it was rewritten.\n')).toEqual([]);
    expect(read('Subject\n\nChanges:\n- one\n- two\n')).toEqual([]);
  });

  it('reads a line that names a version wherever it stands', () => {
    expect(read('Rationale: churn@v4: one')).toEqual(['Rationale churn@4 = one']);
    expect(read('Subject\n\nSome prose,\nRationale: churn@v4: one\nmore prose.\n\nThe end.\n')).toEqual([
      'Rationale churn@4 = one',
    ]);
  });

  it('reads paragraphs of trailers that squashing moved up, once', () => {
    const message =
      'Tune churn (#7)\n\n* Add v4\n\nRationale: one\nImpact: churn@v4: two\n\n* Fix typo\n\nRationale: one\n\nCo-authored-by: Bo <b@c>\n';

    expect(read(message)).toEqual(['Rationale = one', 'Impact churn@4 = two']);
  });

  it('reads what git merge --squash proposes', () => {
    const id = '0123456789abcdef0123456789abcdef01234567';
    const message = `Squashed commit of the following:\n\ncommit ${id}\nAuthor: Ada <a@b>\nDate:   Mon Nov 23\n\n    Add v4\n    \n    Rationale: churn@v4: one\n      two\n`;

    expect(read(message)).toEqual(['Rationale churn@4 = one two']);
  });

  it('says where each stands', () => {
    const message = 'Subject\r\n\r\nRationale:  churn@v4: one\r\n  two  \r\nImpact:\r\n';

    const [rationale, impact] = parseTrailers(message);
    expect(message.slice(rationale?.start, rationale?.end)).toBe('Rationale:  churn@v4: one\r\n  two');
    expect(message.slice(rationale?.valueStart, rationale?.end)).toBe('churn@v4: one\r\n  two');
    expect(message.slice(impact?.start, impact?.end)).toBe('Impact:');
    expect(impact?.valueStart).toBe(impact?.end);
    expect([rationale?.isInBlock, impact?.isInBlock]).toEqual([true, true]);
  });
});

describe('the block of trailers', () => {
  const line = fc.constantFrom(
    'Subject of it',
    '',
    '',
    '   ',
    'Rationale: churn@v4: because',
    'Changes:',
    'Impact : auc 0.9: fine',
    '  goes on: here',
    '\tand on',
    'Signed-off-by: Ada <ada@example.com>',
    '(cherry picked from commit 0123abc)',
    '# a comment',
    'prose, and no more',
    'http://example.com/: a page',
    'Model-Ledger: none',
    'x y: not a key',
    '- a list: item',
    '--',
  );

  it('is the one that Git finds', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), fc.boolean(), (lines, ends) => {
        const message = lines.join('\n') + (ends ? '\n' : '');

        const block = readTrailerLines(trailerBlock(messageLines(message)));
        const printed = block.map(({ key, value }) => `${key}: ${value}\n`).join('');
        expect(printed).toBe(interpretTrailers(message));
      }),
      { numRuns: 400 },
    );
  });

  it('is read whole: no trailer of ours that Git sees is missed', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
        const message = lines.join('\n');

        const printed = interpretTrailers(message).split('\n');
        const expected = printed.filter((text) => /^(?:Rationale|Changes|Impact|Model-Ledger):/.test(text));
        const found = parseTrailers(message).map(({ key, value }) => `${key}: ${value}`);
        expect(found).toEqual(expect.arrayContaining(expected));
      }),
      { numRuns: 200 },
    );
  });
});
