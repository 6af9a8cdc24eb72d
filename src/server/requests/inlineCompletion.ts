import type { InlineCompletionItem, InlineCompletionParams } from 'vscode-languageserver/node';
import type { Subject } from '../session';

/** Asked for commit messages only; see `registerRequests.ts`. */
export function answerInlineCompletion(
  _subject: Subject,
  _params: InlineCompletionParams,
): InlineCompletionItem[] | null {
  return null;
}
