import type { VersionSummary } from '../core/ledger/versionSummary';

/** The version that another follows: the highest below it that holds its number, archived ones last. */
export function previousVersion(
  newestFirst: readonly VersionSummary[],
  version: VersionSummary,
): VersionSummary | null {
  let archived: VersionSummary | null = null;
  // Asked for every row of a page, so it stops at the first answer.
  for (const other of newestFirst) {
    if (other.version < version.version && other.conflict === null) {
      if (!other.archived) {
        return other;
      }
      archived ??= other;
    }
  }
  return archived;
}
