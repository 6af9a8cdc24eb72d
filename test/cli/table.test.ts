import { describe, expect, it } from 'vitest';
import { plainLine, plainText } from '../../src/cli/plainText';
import { displayWidth, formatTable } from '../../src/cli/table';

const plain = (_: unknown, text: string) => text;

describe('a table for a terminal', () => {
  it('is as wide as its widest cells and ends no line in blanks', () => {
    const rows = [
      ['a', '1'],
      ['long name', '12345'],
    ] as const;

    const text = formatTable(
      rows,
      [
        { title: 'NAME', cell: ([name]) => name },
        { title: 'N', cell: ([, value]) => value, align: 'right' },
        { title: 'NOTE', cell: () => '' },
      ],
      plain,
    );

    expect(text.split('\n')).toEqual(['NAME           N  NOTE', 'a              1', 'long name  12345']);
  });

  it.each([
    ['abc', 3],
    ['模型', 4],
    ['🚀x', 3],
    ['e\u0301', 1],
    ['', 0],
  ])('knows that %j takes %d cells', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('text of a ledger on a terminal', () => {
  it.each([
    ['an escape sequence', '\u001b[31mred', '\ufffd[31mred'],
    ['a direction override', 'a\u202eb', 'a\ufffdb'],
    ['a bell', 'a\u0007', 'a\ufffd'],
    ['line breaks and tabs', 'a\r\nb\tc\rd', 'a\nb\tc\nd'],
  ])('shows %s harmlessly', (_, text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  it('fits on one line when it must', () => {
    expect(plainLine('  a\n\n b\tc ')).toBe('a b c');
  });
});
