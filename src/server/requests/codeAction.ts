import type { CodeAction, CodeActionParams } from 'vscode-languageserver/node';
import type { Subject } from '../session';

export function answerCodeAction(subject: Subject, _params: CodeActionParams): CodeAction[] | null {
  switch (subject.kind) {
    case 'commitMessage':
    case 'draft':
    case 'card':
    case 'code':
    case 'prose':
    case 'config':
      return null;
    default:
      return subject.kind satisfies never;
  }
}
