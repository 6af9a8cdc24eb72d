import type { Diagnostic } from 'vscode-languageserver/node';
import type { Subject } from '../session';

/** Pushed, not asked for: when a document is opened or edited and when the ledger changes; see `diagnosticsPublisher.ts`. */
export function answerDiagnostics(subject: Subject): readonly Diagnostic[] | Promise<readonly Diagnostic[]> {
  switch (subject.kind) {
    case 'commitMessage':
    case 'draft':
    case 'card':
    case 'code':
    case 'prose':
    case 'config':
      return [];
    default:
      return subject.kind satisfies never;
  }
}
