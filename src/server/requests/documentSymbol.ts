import type { DocumentSymbol, DocumentSymbolParams } from 'vscode-languageserver/node';
import type { Subject } from '../session';

/** Asked for Markdown only. Null leaves the outline to others. */
export function answerDocumentSymbol(_subject: Subject, _params: DocumentSymbolParams): DocumentSymbol[] | null {
  return null;
}
