import type { CodeAction, CodeActionParams } from 'vscode-languageserver/node';
import type { OpenCards } from '../card/openCards';
import { fixConfig } from '../config/fixConfig';
import { updateReference } from '../references/updateReference';
import type { Subject } from '../session';

export async function answerCodeAction(
  cards: OpenCards,
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
    case 'commitMessage':
      return null;
    case 'config':
      return fixConfig(subject, context.diagnostics);
    default:
      return subject.kind satisfies never;
  }
}
