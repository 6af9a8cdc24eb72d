import type { DocumentSymbol } from 'vscode-languageserver/node';
import type { OpenCards } from '../card/openCards';
import type { Subject } from '../session';

/** Asked for Markdown only. Null leaves the outline to others. */
export async function answerDocumentSymbol(cards: OpenCards, subject: Subject): Promise<DocumentSymbol[] | null> {
  return subject.kind === 'draft' || subject.kind === 'card' ? (await cards()).symbols(subject) : null;
}
