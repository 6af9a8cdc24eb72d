import { formatReference, type Documentation, type DocumentationField } from '../model';
import { trailerBlock } from './gitTrailers';
import { messageLines } from './messageLines';
import { keyOfField, type ParseOptions, type TrailerKey, type VersionReference } from './trailer';

export interface NewTrailer {
  readonly key: TrailerKey;
  /** On one line; it is folded when it is written. */
  readonly value: string;
}

export const DOCUMENTATION_ORDER: readonly DocumentationField[] = ['rationale', 'changes', 'impact'];
const WIDTH = 72;
const LIST_ITEM = /^(?:[-*+]|\d+[.)])\s+/;

/**
 * The trailers that say `documentation` of a version. A trailer has no blank lines, so each further paragraph and each
 * item of a list is a trailer of its own; reading puts them together again.
 */
export function trailersFor(reference: VersionReference, documentation: Partial<Documentation>): readonly NewTrailer[] {
  return DOCUMENTATION_ORDER.flatMap((field) =>
    splitText(documentation[field] ?? '').map((text) => ({
      key: keyOfField(field),
      value: `${formatReference(reference.model, reference.version)}: ${text}`,
    })),
  );
}

/** "This change needs no version": for one file of the commit, or for all of it. */
export function noVersionTrailer(path?: string): NewTrailer {
  return { key: 'Model-Ledger', value: path === undefined ? 'none' : `none ${path}` };
}

/** A trailer as it is written, folded at 72 columns; words stay whole. */
export function formatTrailer({ key, value }: NewTrailer): string {
  const lines: string[] = [];
  let line = `${key}:`;
  for (const word of value.split(/\s+/).filter((part) => part !== '')) {
    if (line.length + 1 + word.length > WIDTH && line !== `${key}:` && line.trim() !== '') {
      lines.push(line);
      line = `  ${word}`;
    } else {
      line = line.trim() === '' ? `  ${word}` : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}

/** Where new trailers go into a message, and with what around them. */
export interface TrailerInsertion {
  readonly offset: number;
  readonly text: string;
}

/** After the trailers that the message ends with, else as a paragraph of their own; before comments and scissors. */
export function insertTrailers(
  message: string,
  trailers: readonly NewTrailer[],
  options: ParseOptions = {},
): TrailerInsertion {
  const newline = message.includes('\r\n') ? '\r\n' : '\n';
  const lines = messageLines(message, options.commentMarker);
  const last = lines.findLast((line) => !line.isBlank && !line.isComment);
  const text = trailers.map((trailer) => formatTrailer(trailer).replaceAll('\n', newline)).join(newline);
  if (last === undefined) {
    // The first line stays free for the subject.
    const end = message === '' || /^\r?\n/.test(message) ? '' : newline;
    return { offset: 0, text: `${newline}${newline}${text}${end}` };
  }
  const gap = trailerBlock(lines).length > 0 ? newline : newline + newline;
  return { offset: last.start + last.text.length, text: `${gap}${text}` };
}

export function addTrailers(message: string, trailers: readonly NewTrailer[], options: ParseOptions = {}): string {
  if (trailers.length === 0) {
    return message;
  }
  const { offset, text } = insertTrailers(message, trailers, options);
  return message.slice(0, offset) + text + message.slice(offset);
}

/** Paragraphs and list items, each on one line. */
export function splitText(text: string): readonly string[] {
  const pieces: string[] = [];
  let isOpen = false;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '') {
      isOpen = false;
    } else if (isOpen && !LIST_ITEM.test(line)) {
      pieces.push(`${pieces.pop() ?? ''} ${line}`);
    } else {
      pieces.push(line);
      isOpen = true;
    }
  }
  return pieces.map((piece) => piece.replace(/\s+/g, ' '));
}

/** What several trailers of one field and version say together: paragraphs, and lists where items follow each other. */
export function joinTexts(texts: readonly string[]): string {
  return texts.reduce((joined, text) => {
    const isList = LIST_ITEM.test(text) && LIST_ITEM.test(joined.slice(joined.lastIndexOf('\n') + 1));
    return joined === '' ? text : `${joined}${isList ? '\n' : '\n\n'}${text}`;
  }, '');
}
