import { isContinuation, type MessageLine } from './messageLines';

/** A trailer as Git reads it: with its continuation lines joined by single spaces. */
export interface GitTrailer {
  readonly key: string;
  readonly value: string;
  /** The lines that it is written on. */
  readonly lines: readonly MessageLine[];
}

/** Written by Git itself: one of them makes a paragraph a block of trailers even where a quarter of it is prose. */
const GENERATED = ['Signed-off-by: ', '(cherry picked from commit '];
const KEY = /^(?<key>[A-Za-z0-9-]+)[ \t]*:/;

/** The key of a line that begins a trailer, or null. */
export function trailerKey(line: MessageLine): string | null {
  return KEY.exec(line.text)?.groups?.['key'] ?? null;
}

/**
 * The lines of the block of trailers that ends a message, by the rules of `git interpret-trailers`; empty when it has none.
 * Git's rule for a `---` line is left out, since it holds for mailed patches and not for commits.
 */
export function trailerBlock(lines: readonly MessageLine[]): readonly MessageLine[] {
  const end = 1 + lines.findLastIndex((line) => !line.isBlank && !line.isComment);
  const title = lines.findIndex((line) => line.isBlank && !line.isComment);
  if (title < 0) {
    // The first paragraph is the title, whatever it looks like.
    return [];
  }
  const blank = lines.findLastIndex((line, index) => index < end && line.isBlank && !line.isComment);
  const paragraph = lines.slice(blank + 1, end);
  return blank >= title && isTrailerBlock(paragraph) ? paragraph : [];
}

/** Only trailers, or at least a quarter of them with one that Git itself writes. */
export function isTrailerBlock(paragraph: readonly MessageLine[]): boolean {
  let trailers = 0;
  let others = 0;
  let isGenerated = false;
  let goesOn = false;
  for (const line of paragraph) {
    if (line.isComment) {
      goesOn = false;
    } else if (GENERATED.some((prefix) => line.text.startsWith(prefix))) {
      trailers += 1;
      isGenerated = true;
      goesOn = true;
    } else if (!isContinuation(line)) {
      goesOn = trailerKey(line) !== null;
      trailers += goesOn ? 1 : 0;
      others += goesOn ? 0 : 1;
    } else {
      others += goesOn ? 0 : 1;
    }
  }
  return trailers > 0 && (others === 0 || (isGenerated && trailers * 3 >= others));
}

/** The trailers among some lines, each with the lines that go on with it. */
export function readTrailerLines(lines: readonly MessageLine[]): readonly GitTrailer[] {
  const groups: MessageLine[][] = [];
  let current: MessageLine[] | null = null;
  for (const line of lines) {
    if (current !== null && isContinuation(line)) {
      current.push(line);
    } else if (line.isComment || trailerKey(line) === null) {
      current = null;
    } else {
      current = [line];
      groups.push(current);
    }
  }
  return groups.map((group) => {
    const text = group.map((line) => line.text.replace(/^[ \t]+/, '')).join(' ');
    const { key = '' } = KEY.exec(text)?.groups ?? {};
    return { key, value: text.slice(text.indexOf(':') + 1).trim(), lines: group };
  });
}
