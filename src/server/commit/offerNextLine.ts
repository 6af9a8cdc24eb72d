import type { InlineCompletionItem, Position } from 'vscode-languageserver/node';
import { trailerBlock } from '../../core/rationale/gitTrailers';
import type { MessageLine } from '../../core/rationale/messageLines';
import { suggestSubject } from '../../core/rationale/questions';
import { beginsTrailer, parseTrailers } from '../../core/rationale/trailer';
import { isWritten, linesOf, trailersOf, type CommitSubject } from './commitSubject';
import { nextLines } from './nextLines';

/** Ghost text: the rest of the line that is being typed, else the next line that the message lacks. */
export function offerNextLine(subject: CommitSubject, position: Position): InlineCompletionItem | null {
  const lines = linesOf(subject);
  const line = lines[position.line];
  if (
    subject.concerns.policy === 'off' ||
    line === undefined ||
    line.isComment ||
    position.character < line.text.length
  ) {
    return null;
  }
  const rest = restOfLine(subject, line, position);
  if (rest !== null) {
    return rest;
  }
  const isLast = !lines.slice(position.line + 1).some(isWritten);
  return isLast ? lineAfter(subject, { lines, line, position }) : null;
}

function restOfLine(subject: CommitSubject, line: MessageLine, position: Position): InlineCompletionItem | null {
  if (line.isBlank) {
    return null;
  }
  const offers = position.line === 0 ? [suggestSubject(subject.concerns)] : offersWithout(subject, line);
  const typed = line.text.toLowerCase();
  const offer = offers.find((text) => text.length > typed.length && text.toLowerCase().startsWith(typed));
  // What is typed stays as it is typed: ghost text only goes on.
  return offer === undefined ? null : insert(line.text + offer.slice(line.text.length), position, line.text.length);
}

/** What the message would lack without this line. */
function offersWithout({ document, concerns, commentMarker }: CommitSubject, line: MessageLine): readonly string[] {
  const text = document.getText();
  const others = text.slice(0, line.start) + text.slice(line.start + line.text.length);
  return nextLines(concerns, parseTrailers(others, { commentMarker }));
}

function lineAfter(
  subject: CommitSubject,
  {
    lines,
    line,
    position,
  }: { readonly lines: readonly MessageLine[]; readonly line: MessageLine; readonly position: Position },
): InlineCompletionItem | null {
  const before = lines.slice(0, position.line);
  const trailers = trailersOf(subject);
  const [next] = nextLines(subject.concerns, trailers);
  // A commit begins with what it does; its reasons come after.
  const hasTitle = [...before, line].some(isWritten);
  const isWaiting = beginsTrailer(line.text) && trailers.some(({ start, text }) => start === line.start && text === '');
  if (next === undefined || !hasTitle || isWaiting) {
    return null;
  }
  if (line.isBlank) {
    const above = before.at(-1);
    const isFree = above === undefined || above.isBlank || trailerBlock(before).includes(above);
    return insert(`${isFree ? '' : '\n'}${next}`, position, line.text.length);
  }
  const isInBlock = trailerBlock(lines).some(({ start }) => start === line.start);
  return insert(`${isInBlock ? '\n' : '\n\n'}${next}`, position, 0);
}

/** In place of so many characters left of the caret. */
function insert(insertText: string, position: Position, replaced: number): InlineCompletionItem {
  const { line, character } = position;
  return { insertText, range: { start: { line, character: character - replaced }, end: position } };
}
