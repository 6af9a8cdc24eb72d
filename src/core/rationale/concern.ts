import type { RationalePolicy } from '../config';
import type { Documentation, DocumentationField, EventId } from '../model';
import type { VersionReference } from './trailer';

/** A version that the change registers, documented or not. */
export interface RegisteredVersion extends VersionReference {
  readonly id: EventId;
  /** Path of its event, relative to the ledger's root. */
  readonly path: string;
  /** What its registration and later events say; commit messages are not looked at. */
  readonly documentation: Documentation;
  /** What the facts say by themselves, for filling in: Markdown, empty where they say nothing. */
  readonly facts: { readonly changes: string; readonly impact: string };
}

export interface MovedMetric {
  readonly name: string;
  readonly split: string | null;
  readonly model: string | null;
  readonly higherIsBetter: boolean | null;
  /** In the last version, and in the notebook now. */
  readonly from: number;
  readonly to: number;
}

/** All paths are relative to the ledger's root, with forward slashes. */
export type Concern =
  /** A registration that lacks `missing`. */
  | (VersionReference & {
      readonly code: 'version-undocumented';
      readonly id: EventId;
      readonly path: string;
      readonly missing: readonly DocumentationField[];
    })
  /** A model file that changed, and whose bytes no version has; `last` is the newest version with a file at this path. */
  | { readonly code: 'artifact-unregistered'; readonly path: string; readonly last: VersionReference | null }
  /** An executed notebook that shows other values than the last version that was registered from it. */
  | {
      readonly code: 'metrics-moved';
      readonly path: string;
      readonly last: VersionReference;
      readonly metrics: readonly MovedMetric[];
    }
  /** Data that changed since these versions, the newest of their models, were trained on it. */
  | {
      readonly code: 'data-changed';
      readonly path: string;
      /** The `.dvc` file or `dvc.lock` that says so; null where the data itself, or its LFS pointer, is in the commit. */
      readonly pointer: string | null;
      readonly versions: readonly VersionReference[];
    };

export type ConcernCode = Concern['code'];

/** What a commit, staged or made, is about. `findMissing` says what of it a message answers. */
export interface CommitConcerns {
  readonly policy: RationalePolicy;
  /** Fields without which a version does not count as documented; at least the rationale. */
  readonly required: readonly DocumentationField[];
  readonly registered: readonly RegisteredVersion[];
  readonly concerns: readonly Concern[];
  /** The numbers of all versions that the ledger has, by model: what a reference can name. */
  readonly known: ReadonlyMap<string, ReadonlySet<number>>;
}
