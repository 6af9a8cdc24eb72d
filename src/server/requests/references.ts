import type { Location, ReferenceParams } from 'vscode-languageserver/node';
import type { CancellationToken } from 'vscode-languageserver/node';
import type { Session, Subject } from '../session';

export function answerReferences(
  _session: Session,
  _subject: Subject,
  _params: ReferenceParams,
  _token: CancellationToken,
): Location[] | null {
  return null;
}
