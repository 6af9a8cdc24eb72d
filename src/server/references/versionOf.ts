import type { VersionSummary } from '../../core/ledger/versionSummary';
import type { LedgerSnapshot } from '../snapshot';
import type { Reference } from './reference';
import { resolveReference } from './resolveReference';

/** The version behind any reference: of an artifact the newest that registered the path, of a bare model its newest. */
export function versionOf(reference: Reference, snapshot: LedgerSnapshot): VersionSummary | null {
  if (reference.kind === 'artifact') {
    return snapshot.withArtifact(reference.path)[0] ?? null;
  }
  return reference.selector === null ? snapshot.newest(reference.model) : resolveReference(reference, snapshot);
}
