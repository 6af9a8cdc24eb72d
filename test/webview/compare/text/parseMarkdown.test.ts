import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInline, parseMarkdown, plainText } from '../../../../src/webview/compare/text/parseMarkdown';

describe('parseMarkdown', () => {
  it('reads paragraphs, lists, headings and code', () => {
    const blocks = parseMarkdown('# Why\nOne\nline.\n\n- a\n  more\n- b\n\n1. x\n2) y\n\n```py\n*p = 1\n```');

    expect(blocks).toEqual([
      { kind: 'heading', children: [{ kind: 'text', text: 'Why' }] },
      { kind: 'paragraph', children: [{ kind: 'text', text: 'One line.' }] },
      { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'a more' }], [{ kind: 'text', text: 'b' }]] },
      { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'x' }], [{ kind: 'text', text: 'y' }]] },
      { kind: 'code', text: '*p = 1' },
    ]);
  });

  it('takes a code block that is never closed to the end', () => {
    expect(parseMarkdown('```\na\nb')).toEqual([{ kind: 'code', text: 'a\nb' }]);
  });

  it('never loses a word', () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    const line = fc
      .tuple(fc.constantFrom('', '- ', '1. ', '# ', '> ', '```'), fc.array(word))
      .map(([mark, words]) => mark + words.join(' '));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const source = lines.filter((text) => !text.startsWith('```')).join('\n');
        const shown = plainText(source);

        (source.match(/[a-z]{3,8}/g) ?? []).forEach((text) => expect(shown).toContain(text));
      }),
    );
  });
});

describe('parseInline', () => {
  it.each([
    ['a **b** c', ['text a ', 'strong b', 'text  c']],
    ['`max_depth` and *em*', ['code max_depth', 'text  and ', 'emphasis em']],
    ['snake_case_name stays', ['text snake_case_name stays']],
    ['2 * 3 * 4', ['text 2 * 3 * 4']],
    ['see [notes](https://example.org/a)', ['text see ', 'link notes']],
    ['https://example.org/x.', ['link https://example.org/x', 'text .']],
    ['[no](javascript:alert(1))', ['text [no](javascript:alert(1))']],
    ['<b>bold</b>', ['text <b>bold</b>']],
  ])('reads %s', (source, parts) => {
    expect(parseInline(source).map(({ kind, text }) => `${kind} ${text}`)).toEqual(parts);
  });
});
