import type { CellChange } from '../draft/cellChanges';
import type { Artifact } from '../model';
import type { StructureReading } from '../structure/readStructure';

/** What only the disk and Git know about two versions. Every part may be missing, with the reason. */
export interface DifferenceFacts {
  readonly code: CodeDifference;
  readonly cells: CellDifference;
  /** By path of the dataset in each version; absent where the bytes are not here, or not in rows. */
  readonly rows: { readonly from: ReadonlyMap<string, number>; readonly to: ReadonlyMap<string, number> };
  readonly structures: readonly StructurePair[];
}

export type CodeDifference =
  | {
      readonly kind: 'files';
      /** What is compared: the snapshot of the uncommitted code where there is one. */
      readonly from: string;
      readonly to: string;
      readonly files: readonly ChangedFile[];
      /** Sentences about what stands in for something else. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface ChangedFile {
  /** Relative to the top folder of the repository. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Null for a binary file. */
  readonly added: number | null;
  readonly removed: number | null;
}

export type CellDifference =
  | { readonly kind: 'cells'; readonly changes: readonly CellChange[]; readonly same: number }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A model file of one version beside the one that took its place in the other. */
export interface StructurePair {
  readonly from: Artifact | null;
  readonly to: Artifact | null;
  /** Null where the version has no such file, and for a pair with the same bytes. */
  readonly fromReading: StructureReading | null;
  readonly toReading: StructureReading | null;
}

/** The same path first; of what is left, a single file on each side belongs together whatever its name. */
export function pairArtifacts(
  from: readonly Artifact[],
  to: readonly Artifact[],
): readonly (readonly [Artifact | null, Artifact | null])[] {
  const byPath = new Map(to.map((artifact) => [artifact.path, artifact]));
  const pairs = from
    .filter(({ path }) => byPath.has(path))
    .map((artifact) => [artifact, byPath.get(artifact.path) ?? null] as const);
  const paired = new Set(pairs.map(([artifact]) => artifact.path));
  const gone = from.filter(({ path }) => !paired.has(path));
  const come = to.filter(({ path }) => !paired.has(path));
  const [onlyGone] = gone;
  const [onlyCome] = come;
  if (gone.length === 1 && come.length === 1 && onlyGone !== undefined && onlyCome !== undefined) {
    return [...pairs, [onlyGone, onlyCome]];
  }
  return [
    ...pairs,
    ...gone.map((artifact) => [artifact, null] as const),
    ...come.map((artifact) => [null, artifact] as const),
  ];
}
