import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver/node';
import type { Session, Subject } from '../session';

export function answerCompletion(subject: Subject, _params: CompletionParams): CompletionList | null {
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

/** Fills in what only the chosen item shows. */
export function resolveCompletion(_session: Session, item: CompletionItem): CompletionItem {
  return item;
}
