import type { InlineCompletionItem, InlineCompletionParams } from 'vscode-languageserver/node';
import type { DocumentHelp } from '../documentHelp';
import type { Subject } from '../session';

/** Asked for commit messages only; see `registerRequests.ts`. */
export async function answerInlineCompletion(
  { commits }: DocumentHelp,
  subject: Subject,
  { position }: InlineCompletionParams,
): Promise<InlineCompletionItem[] | null> {
  const commit = await commits.read(subject);
  const { offerNextLine } = await import('../commit/offerNextLine');
  const item = commit === null ? null : offerNextLine(commit, position);
  return item === null ? null : [item];
}
