import type { VersionSummary } from '../../core/ledger/versionSummary';
import type { LedgerSnapshot } from '../snapshot';
import { findReferences } from './findReferences';
import type { Reference } from './reference';
import { resolveReference } from './resolveReference';

/** The places of a text that mean this version today: by number, alias or stage, or by the path of an artifact of it. */
export function usesIn(
  text: string,
  folder: string | null,
  version: VersionSummary,
  snapshot: LedgerSnapshot,
): readonly Reference[] {
  // Most files name neither the model nor a file of it.
  const words = [version.model, ...version.artifacts.map(({ path }) => path.slice(path.lastIndexOf('/') + 1))];
  if (!words.some((word) => text.includes(word))) {
    return [];
  }
  return findReferences(text, snapshot, { folder }).filter((reference) =>
    reference.kind === 'artifact'
      ? version.artifacts.some(({ path }) => path === reference.path)
      : reference.selector !== null && resolveReference(reference, snapshot)?.id === version.id,
  );
}
