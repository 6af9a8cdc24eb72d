import type { LocationLink, Position } from 'vscode-languageserver/node';
import { cardUri } from '../documentAddress';
import type { Subject } from '../session';
import { versionOf } from './versionOf';
import { referenceAt } from './referencesIn';

const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The card of the version that is referred to. */
export function defineReference(subject: Subject, position: Position): LocationLink[] | null {
  const { document, snapshot } = subject;
  const reference = referenceAt(subject, position);
  const version = reference === null ? null : versionOf(reference, snapshot);
  if (reference === null || version === null) {
    return null;
  }
  return [
    {
      originSelectionRange: { start: document.positionAt(reference.start), end: document.positionAt(reference.end) },
      targetUri: cardUri(snapshot.root, version),
      targetRange: TOP,
      targetSelectionRange: TOP,
    },
  ];
}
