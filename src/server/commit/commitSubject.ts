import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CommitConcerns } from '../../core/rationale/concern';
import { messageLines, type MessageLine } from '../../core/rationale/messageLines';
import { parseTrailers, type Trailer } from '../../core/rationale/trailer';
import type { LedgerSnapshot } from '../snapshot';

/** A commit message that is being written, and what its commit is about. */
export interface CommitSubject {
  readonly document: TextDocument;
  readonly snapshot: LedgerSnapshot;
  /** With the policy that holds in this window. */
  readonly concerns: CommitConcerns;
  /** What begins a comment: `NO_COMMENTS` in the message box, whose every line Git keeps. */
  readonly commentMarker: string;
}

/** No line of a message begins so. */
export const NO_COMMENTS = '\0';

export function linesOf({ document, commentMarker }: Pick<CommitSubject, 'document' | 'commentMarker'>) {
  return messageLines(document.getText(), commentMarker);
}

export function trailersOf({ document, commentMarker }: CommitSubject): readonly Trailer[] {
  return parseTrailers(document.getText(), { commentMarker });
}

/** Neither blank nor a comment. */
export function isWritten(line: MessageLine): boolean {
  return !line.isBlank && !line.isComment;
}
