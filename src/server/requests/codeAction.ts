import type { CodeAction, CodeActionParams } from 'vscode-languageserver/node';
import type { DocumentHelp } from '../documentHelp';
import { updateReference } from '../references/updateReference';
import type { Subject } from '../session';

export async function answerCodeAction(
  { cards, commits }: DocumentHelp,
  subject: Subject,
  { range, context }: CodeActionParams,
): Promise<CodeAction[] | null> {
  switch (subject.kind) {
    case 'code':
    case 'prose':
      return updateReference(subject, range, context.diagnostics);
    case 'draft':
    case 'card':
      return (await cards()).actions(subject, range);
    case 'commitMessage': {
      const commit = await commits.read(subject);
      // Imported when first needed, as all that is said about commit messages.
      const { commitActions } = await import('../commit/commitActions');
      return commit === null ? null : [...commitActions(commit, context.diagnostics)];
    }
    case 'config':
      return (await import('../config/fixConfig')).fixConfig(subject, context.diagnostics);
    default:
      return subject.kind satisfies never;
  }
}
