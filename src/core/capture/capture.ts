import type { CodeState, Dataset, Environment, EvidenceKind, Execution, FactSource, VersionSource } from '../model';
import type { Confidence, Inspection } from '../notebook/inspection';

/** A model file that a source wrote or that the user named, as found on disk. */
export interface CapturedArtifact {
  /** Workspace-relative when inside the repository. */
  readonly path: string;
  /** Bytes; null when no such file is there. */
  readonly size: number | null;
  /** Milliseconds since the epoch; null when no such file is there. */
  readonly modifiedAt: number | null;
  readonly confidence: Confidence;
  readonly source?: FactSource | undefined;
}

/** Evidence before it is stored: either its bytes or the file that has them. */
export interface CapturedEvidence {
  readonly kind: EvidenceKind;
  readonly name: string;
  readonly mime: string;
  readonly content: { readonly bytes: Uint8Array } | { readonly file: string };
  readonly source?: FactSource | undefined;
}

export interface CaptureWarning {
  readonly code: string;
  readonly message: string;
  readonly source?: FactSource | undefined;
}

/** Facts with where each came from, before anybody has confirmed them. Nothing has been written yet. */
export interface Capture {
  readonly source: VersionSource;
  readonly inspection: Inspection;
  readonly datasets: readonly Dataset[];
  readonly artifacts: readonly CapturedArtifact[];
  readonly evidence: readonly CapturedEvidence[];
  /** `snapshot` is null here also when dirty: it is made when the version is registered. */
  readonly code: CodeState;
  readonly environment: Environment;
  readonly execution: Execution | null;
  readonly warnings: readonly CaptureWarning[];
}
