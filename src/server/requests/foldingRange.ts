import type { FoldingRange } from 'vscode-languageserver/node';
import type { OpenCards } from '../card/openCards';
import type { Subject } from '../session';

/** Asked for Markdown only. Null leaves the folding to others. */
export async function answerFoldingRange(cards: OpenCards, subject: Subject): Promise<FoldingRange[] | null> {
  return subject.kind === 'draft' || subject.kind === 'card' ? (await cards()).folding(subject) : null;
}
