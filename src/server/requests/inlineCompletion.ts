import type { InlineCompletionItem, InlineCompletionParams } from 'vscode-languageserver/node';
import { offerNextLine } from '../commit/offerNextLine';
import type { DocumentHelp } from '../documentHelp';
import type { Subject } from '../session';

/** Asked for commit messages only; see `registerRequests.ts`. */
export async function answerInlineCompletion(
  { commits }: DocumentHelp,
  subject: Subject,
  { position }: InlineCompletionParams,
): Promise<InlineCompletionItem[] | null> {
  const commit = await commits.read(subject);
  const item = commit === null ? null : offerNextLine(commit, position);
  return item === null ? null : [item];
}
