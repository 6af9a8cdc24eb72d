import { parseReference, type DocumentationField } from '../model';
import { isTrailerBlock, readTrailerLines, trailerBlock, trailerKey, type GitTrailer } from './gitTrailers';
import { messageLines, type MessageLine } from './messageLines';

/** The trailers that document a version, and the one that says that a change needs none. */
export const TRAILER_KEYS = ['Rationale', 'Changes', 'Impact', 'Model-Ledger'] as const;
export type TrailerKey = (typeof TRAILER_KEYS)[number];

export interface VersionReference {
  readonly model: string;
  readonly version: number;
}

/** One of our trailers in a commit message. */
export interface Trailer {
  readonly key: TrailerKey;
  /** The field that it documents; null for `Model-Ledger`. */
  readonly field: DocumentationField | null;
  /** The version at the start of the value; null where it is left out. */
  readonly reference: VersionReference | null;
  /** What is said, without the reference; folded lines are joined by single spaces. */
  readonly text: string;
  /** As `git interpret-trailers --parse` prints it: with the reference. */
  readonly value: string;
  /** Offsets in the message: from the key to the end of the last folded line. */
  readonly start: number;
  readonly end: number;
  /** Offset at which the value begins, after the colon and spaces; `end` when there is none. */
  readonly valueStart: number;
  /** Git reads it as a trailer too: it stands in the last paragraph. */
  readonly isInBlock: boolean;
}

export interface ParseOptions {
  /** `core.commentChar`; `#` by default. */
  readonly commentMarker?: string | undefined;
}

const FIELDS: Readonly<Record<TrailerKey, DocumentationField | null>> = {
  Rationale: 'rationale',
  Changes: 'changes',
  Impact: 'impact',
  'Model-Ledger': null,
};

const KEY_OF_FIELD = { rationale: 'Rationale', changes: 'Changes', impact: 'Impact' } as const;
const REFERENCE = /^(?<reference>[^@\s:]+@v?[1-9]\d*)(?::(?:\s+|$)|$)/;

export function keyOfField(field: DocumentationField): TrailerKey {
  return KEY_OF_FIELD[field];
}

/**
 * Our trailers in a message, in its order: those of Git's block, and those further up, where squashing moves them. Up
 * there a line counts when its paragraph holds nothing but trailers, or when it names a version. The same line twice counts
 * once. Comments, and everything below the scissors, are no part of a message.
 */
export function parseTrailers(message: string, { commentMarker }: ParseOptions = {}): readonly Trailer[] {
  const lines = messageLines(message, commentMarker);
  const block = trailerBlock(lines);
  const blockStart = block[0]?.start ?? Infinity;
  const above = paragraphs(
    withoutLogIndent(lines.filter((line) => !line.isComment)).filter((line) => line.start < blockStart),
  );
  const found = [
    ...above.flatMap((paragraph, index) => readAbove(paragraph, index === 0)),
    ...readTrailerLines(block).flatMap((trailer) => ours(trailer, true)),
  ];
  const seen = new Set<string>();
  return found.filter(({ key, value }) => {
    const said = `${key}: ${value}`;
    const isNew = !seen.has(said);
    seen.add(said);
    return isNew;
  });
}

function readAbove(paragraph: readonly MessageLine[], isTitle: boolean): readonly Trailer[] {
  const isBlock = !isTitle && isTrailerBlock(paragraph);
  const found = readTrailerLines(paragraph).flatMap((trailer) => ours(trailer, false));
  return isBlock ? found : found.filter(({ reference }) => reference !== null);
}

function ours(trailer: GitTrailer, isInBlock: boolean): readonly Trailer[] {
  const key = TRAILER_KEYS.find((candidate) => candidate.toLowerCase() === trailer.key.toLowerCase());
  const [first] = trailer.lines;
  const last = trailer.lines.at(-1);
  if (key === undefined || first === undefined || last === undefined) {
    return [];
  }
  const { value } = trailer;
  const match = FIELDS[key] === null ? null : REFERENCE.exec(value);
  const reference = parseReference(match?.groups?.['reference'] ?? '');
  const text = reference === null ? value : value.slice(match?.[0].length ?? 0);
  const head = /^[^:]*:[ \t]*/.exec(first.text)?.[0].length ?? 0;
  const position = {
    start: first.start,
    end: last.start + last.text.trimEnd().length,
    valueStart: Math.min(first.start + head, last.start + last.text.trimEnd().length),
  };
  return [{ key, field: FIELDS[key], reference, text, value, ...position, isInBlock }];
}

function paragraphs(lines: readonly MessageLine[]): readonly (readonly MessageLine[])[] {
  const found: MessageLine[][] = [[]];
  for (const line of lines) {
    if (!line.isBlank) {
      found.at(-1)?.push(line);
    } else if (found.at(-1)?.length !== 0) {
      found.push([]);
    }
  }
  return found;
}

/** `git merge --squash` proposes the messages as `git log` prints them: indented by four spaces. */
function withoutLogIndent(lines: readonly MessageLine[]): readonly MessageLine[] {
  const log = lines.findIndex(({ text }) => /^commit [0-9a-f]{40,64}$/.test(text));
  if (log < 0) {
    return lines;
  }
  return lines.map((line, index) =>
    index > log && line.text.startsWith('    ') ? { ...line, text: line.text.slice(4), start: line.start + 4 } : line,
  );
}

/** True for a line that begins one of our trailers, complete or not. */
export function beginsTrailer(text: string): boolean {
  const key = trailerKey({ text, start: 0, isBlank: false, isComment: false });
  return key !== null && TRAILER_KEYS.some((candidate) => candidate.toLowerCase() === key.toLowerCase());
}
