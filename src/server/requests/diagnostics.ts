import type { Diagnostic } from 'vscode-languageserver/node';
import type { DocumentHelp } from '../documentHelp';
import { diagnoseReferences } from '../references/diagnoseReferences';
import { referencesIn } from '../references/referencesIn';
import type { Session, Subject } from '../session';

/** Pushed, not asked for: when a document is opened or edited and when the ledger changes; see `diagnosticsPublisher.ts`. */
export async function answerDiagnostics(
  session: Session,
  { cards, commits }: DocumentHelp,
  subject: Subject,
): Promise<readonly Diagnostic[]> {
  switch (subject.kind) {
    case 'code':
    case 'prose': {
      const references = referencesIn(subject);
      return diagnoseReferences(subject, references, await session.artifacts.bytesOf(references, subject.snapshot));
    }
    case 'draft':
    case 'card':
      return (await cards()).diagnostics(subject);
    case 'commitMessage': {
      // The message box is open all day: Git is not asked before somebody writes in it.
      const commit = subject.document.getText().trim() === '' ? null : await commits.read(subject);
      const { diagnoseCommit } = await import('../commit/diagnoseCommit');
      return commit === null ? [] : diagnoseCommit(commit);
    }
    case 'config':
      return (await import('../config/diagnoseConfig')).diagnoseConfig(subject);
    default:
      return subject.kind satisfies never;
  }
}
