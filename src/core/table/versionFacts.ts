import type { Artifact, Dataset, Version } from '../model';
import type { CellValue, FactColumn, FileCell } from './versionTable';

/** One thing that a version says and another may say differently. */
export interface Fact {
  readonly group: FactColumn['group'];
  readonly name: string;
  readonly value: CellValue;
}

/** Names of the code columns, in the words that a person reads. */
export const CODE_NAMES = {
  source: 'source',
  commit: 'commit',
  branch: 'branch',
  uncommitted: 'uncommitted changes',
  snapshot: 'snapshot',
  sourceSha256: 'code in source',
} as const;

/** Everything about a version that is compared by being equal or not, in the order in which it is shown. */
export function factsOf(version: Version): readonly Fact[] {
  return [
    ...version.params.map(({ name, value }) => ({ group: 'param' as const, name, value })),
    ...version.datasets.map((dataset) => ({
      group: 'data' as const,
      name: dataset.path,
      value: datasetCell(dataset),
    })),
    ...codeFacts(version),
    ...version.artifacts.map((artifact) => ({
      group: 'artifact' as const,
      name: artifact.path,
      value: artifactCell(artifact),
    })),
    ...environmentFacts(version),
    ...Object.entries(version.tags).map(([name, value]) => ({ group: 'tag' as const, name, value })),
    ...documentationFacts(version),
  ];
}

function datasetCell({ identity, size }: Dataset): FileCell {
  const digest = identity.kind === 'unresolved' ? '' : identity.digest;
  return { kind: identity.kind, digest, size: size ?? null };
}

function artifactCell({ sha256, size }: Artifact): FileCell {
  return { kind: 'sha256', digest: sha256, size };
}

function codeFacts({ code, source }: Version): readonly Fact[] {
  const { commit, branch, dirty, snapshot, sourceSha256 } = code;
  return present('code', [
    [CODE_NAMES.source, source.path === '' ? null : source.path],
    [CODE_NAMES.commit, commit],
    [CODE_NAMES.branch, branch],
    // Without Git nothing is known about it.
    [CODE_NAMES.uncommitted, commit === null && !dirty ? null : dirty ? 'yes' : 'no'],
    [CODE_NAMES.snapshot, snapshot],
    [CODE_NAMES.sourceSha256, sourceSha256],
  ]);
}

function environmentFacts({ environment }: Version): readonly Fact[] {
  const { framework, python, kernel, packages } = environment;
  return present('environment', [
    ['framework', framework.length === 0 ? null : framework.join(', ')],
    ['python', python],
    ['kernel', kernel],
    ...Object.entries(packages ?? {}),
  ]);
}

function documentationFacts({ documentation }: Version): readonly Fact[] {
  const { rationale, changes, impact } = documentation;
  return present('documentation', [
    ['rationale', rationale.trim() === '' ? null : rationale],
    ['changes', changes.trim() === '' ? null : changes],
    ['impact', impact.trim() === '' ? null : impact],
  ]);
}

function present(group: Fact['group'], entries: readonly (readonly [string, string | null])[]): readonly Fact[] {
  return entries.flatMap(([name, value]) => (value === null ? [] : [{ group, name, value }]));
}
