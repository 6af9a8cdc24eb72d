import type { CodeAction, CodeActionParams } from 'vscode-languageserver/node';
import { fixConfig } from '../config/fixConfig';
import { updateReference } from '../references/updateReference';
import type { Subject } from '../session';

export function answerCodeAction(subject: Subject, { range, context }: CodeActionParams): CodeAction[] | null {
  switch (subject.kind) {
    case 'code':
    case 'prose':
      return updateReference(subject, range, context.diagnostics);
    case 'commitMessage':
    case 'draft':
    case 'card':
      return null;
    case 'config':
      return fixConfig(subject, context.diagnostics);
    default:
      return subject.kind satisfies never;
  }
}
