import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import type { Card } from './card';
import { headingLines } from './cardSymbols';

/** The front matter, its lists, runs of comments in it, and the sections. */
export function cardFolding(card: Card): FoldingRange[] {
  const { frontMatter, fields } = card.reading.outline;
  const lists = fields.map(({ key, whole }) => range(key.start.line, whole.end.line));
  const head = frontMatter === null ? [] : [range(frontMatter.first, frontMatter.last), ...comments(card)];
  return [...head, ...lists, ...sections(card)].filter(({ startLine, endLine }) => endLine > startLine);
}

function comments(card: Card): readonly FoldingRange[] {
  const { first, last } = card.reading.outline.frontMatter ?? { first: 0, last: 0 };
  const found: FoldingRange[] = [];
  let start: number | null = null;
  for (let line = first + 1; line <= last; line += 1) {
    const isComment = /^\s*#/.test(card.lines[line] ?? '');
    if (isComment) {
      start ??= line;
    } else if (start !== null) {
      found.push({ ...range(start, line - 1), kind: FoldingRangeKind.Comment });
      start = null;
    }
  }
  return found;
}

function sections(card: Card): readonly FoldingRange[] {
  const headings = headingLines(card);
  return headings.map((line, index) => {
    let end = (headings[index + 1] ?? card.lines.length) - 1;
    while (end > line && (card.lines[end] ?? '').trim() === '') {
      end -= 1;
    }
    return range(line, end);
  });
}

function range(startLine: number, endLine: number): FoldingRange {
  return { startLine, endLine };
}
