import type { CancellationToken, Location, ReferenceParams } from 'vscode-languageserver/node';
import { referenceAt } from '../references/referencesIn';
import { searchUses } from '../references/searchUses';
import { versionOf } from '../references/versionOf';
import type { Session, Subject } from '../session';

/** Where the version under the cursor is used. */
export async function answerReferences(
  { documents }: Session,
  subject: Subject,
  { position }: ReferenceParams,
  token: CancellationToken,
): Promise<Location[] | null> {
  const { snapshot } = subject;
  const reference = referenceAt(subject, position);
  const version = reference === null ? null : versionOf(reference, snapshot);
  if (version === null) {
    return null;
  }
  const cancelling = new AbortController();
  const subscription = token.onCancellationRequested(() => cancelling.abort());
  try {
    return await searchUses({ version, snapshot, open: documents.all(), signal: cancelling.signal });
  } finally {
    subscription.dispose();
  }
}
