import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { TRAILER_KEYS } from '../../core/rationale/trailer';
import { TRAILER_HELP } from './trailerHelp';

/** What a trailer key means; references are explained wherever they stand. */
export function hoverTrailerKey(document: TextDocument, { line, character }: Position): Hover | null {
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  const written = /^(?<key>[A-Za-z-]+)[ \t]*:/.exec(text)?.groups?.['key'];
  const key = TRAILER_KEYS.find((candidate) => candidate.toLowerCase() === written?.toLowerCase());
  if (key === undefined || character > key.length) {
    return null;
  }
  return {
    contents: { kind: MarkupKind.Markdown, value: TRAILER_HELP[key] },
    range: { start: { line, character: 0 }, end: { line, character: key.length } },
  };
}
