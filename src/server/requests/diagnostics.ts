import type { Diagnostic } from 'vscode-languageserver/node';
import { diagnoseConfig } from '../config/diagnoseConfig';
import { diagnoseReferences } from '../references/diagnoseReferences';
import { referencesIn } from '../references/referencesIn';
import type { Session, Subject } from '../session';

/** Pushed, not asked for: when a document is opened or edited and when the ledger changes; see `diagnosticsPublisher.ts`. */
export async function answerDiagnostics(session: Session, subject: Subject): Promise<readonly Diagnostic[]> {
  switch (subject.kind) {
    case 'code':
    case 'prose': {
      const references = referencesIn(subject);
      return diagnoseReferences(subject, references, await session.artifacts.bytesOf(references, subject.snapshot));
    }
    case 'commitMessage':
    case 'draft':
    case 'card':
      return [];
    case 'config':
      return diagnoseConfig(subject);
    default:
      return subject.kind satisfies never;
  }
}
