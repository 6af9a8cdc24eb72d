import type { VersionSummary } from '../core/ledger/versionSummary';

/** The version that another follows: the highest below it that holds its number, archived ones last. */
export function previousVersion(
  newestFirst: readonly VersionSummary[],
  version: VersionSummary,
): VersionSummary | null {
  const before = newestFirst.filter((other) => other.version < version.version && other.conflict === null);
  return before.find((other) => !other.archived) ?? before[0] ?? null;
}
