import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver/node';
import type { Subject } from '../session';

/** Asked for Markdown only. Null leaves the folding to others. */
export function answerFoldingRange(_subject: Subject, _params: FoldingRangeParams): FoldingRange[] | null {
  return null;
}
