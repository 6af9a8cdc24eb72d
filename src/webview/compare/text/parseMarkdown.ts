/**
 * The little Markdown that people write into a rationale: paragraphs, lists, headings, code, emphasis, links. Everything
 * else stays the text that it is. The result is data; it is drawn as text nodes, never as html.
 */
export type Block =
  | { readonly kind: 'paragraph' | 'heading'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string };

export type Inline =
  | { readonly kind: 'text' | 'strong' | 'emphasis' | 'code'; readonly text: string }
  /** `href` is http or https. */
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

const ITEM = /^\s*(?:[-*+]|(?<number>\d+)[.)])\s+(?<text>.*)$/;
const HEADING = /^#{1,6}\s+(?<text>.*)$/;
const FENCE = /^\s*(```|~~~)/;

export function parseMarkdown(source: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const end = endOfBlock(lines, at);
    const block = readBlock(lines.slice(at, end), line);
    if (block !== null) {
      blocks.push(block);
    }
    at = end;
  }
  return blocks;
}

function endOfBlock(lines: readonly string[], start: number): number {
  const first = lines[start] ?? '';
  if (first.trim() === '' || HEADING.test(first)) {
    return start + 1;
  }
  if (FENCE.test(first)) {
    const close = lines.findIndex((line, index) => index > start && FENCE.test(line));
    return close < 0 ? lines.length : close + 1;
  }
  const isList = ITEM.test(first);
  const end = lines.findIndex(
    (line, index) =>
      index > start && (line.trim() === '' || FENCE.test(line) || HEADING.test(line) || (!isList && ITEM.test(line))),
  );
  return end < 0 ? lines.length : end;
}

function readBlock(lines: readonly string[], first: string): Block | null {
  if (first.trim() === '') {
    return null;
  }
  if (FENCE.test(first)) {
    const isClosed = lines.length > 1 && FENCE.test(lines.at(-1) ?? '');
    return { kind: 'code', text: lines.slice(1, isClosed ? -1 : undefined).join('\n') };
  }
  const heading = HEADING.exec(first)?.groups?.['text'];
  if (heading !== undefined) {
    return { kind: 'heading', children: parseInline(heading) };
  }
  return ITEM.test(first)
    ? readList(lines)
    : { kind: 'paragraph', children: parseInline(lines.map((line) => line.trim()).join(' ')) };
}

function readList(lines: readonly string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    const text = ITEM.exec(line)?.groups?.['text'];
    if (text !== undefined) {
      items.push(text);
    } else {
      items.push(`${items.pop() ?? ''} ${line.trim()}`);
    }
  }
  const ordered = ITEM.exec(lines[0] ?? '')?.groups?.['number'] !== undefined;
  return { kind: 'list', ordered, items: items.map(parseInline) };
}

/** The words alone, on one line. */
export function plainText(source: string): string {
  const words = (children: readonly Inline[]): string => children.map((inline) => inline.text).join('');
  const lines = parseMarkdown(source).map((block) => {
    switch (block.kind) {
      case 'code':
        return block.text;
      case 'list':
        return block.items.map(words).join(', ');
      default:
        return words(block.children);
    }
  });
  return lines.join(' ').replace(/\s+/g, ' ').trim();
}

const INLINE =
  /(?<code>`+)(?<codeText>.+?)\k<code>|\*\*(?<strong>[^*]+)\*\*|__(?<strong2>[^_]+)__|\*(?<em>[^*\s][^*]*)\*|(?<![\w])_(?<em2>[^_\s][^_]*)_(?![\w])|\[(?<label>[^\]]+)\]\((?<href>https?:\/\/[^\s)]+)\)|(?<url>https?:\/\/[^\s<>)]+[^\s<>).,;:!?])/g;

export function parseInline(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) {
      parts.push({ kind: 'text', text: text.slice(end, match.index) });
    }
    parts.push(readInline(match.groups ?? {}));
    end = match.index + match[0].length;
  }
  if (end < text.length) {
    parts.push({ kind: 'text', text: text.slice(end) });
  }
  return parts;
}

function readInline(groups: Readonly<Record<string, string | undefined>>): Inline {
  const strong = groups['strong'] ?? groups['strong2'];
  const emphasis = groups['em'] ?? groups['em2'];
  const href = groups['href'] ?? groups['url'];
  if (groups['codeText'] !== undefined) {
    return { kind: 'code', text: groups['codeText'].trim() };
  }
  if (strong !== undefined) {
    return { kind: 'strong', text: strong };
  }
  if (href !== undefined) {
    return { kind: 'link', text: groups['label'] ?? href, href };
  }
  return { kind: 'emphasis', text: emphasis ?? '' };
}
