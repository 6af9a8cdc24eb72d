/**
 * The words of the product as types. A `Version` is what the fold of a model's events says about one registration;
 * nothing here is stored as such.
 */

/** ISO-8601 in UTC with milliseconds, as `Date.toISOString()` writes it. */
export type IsoTime = string;
/** 26 characters, Crockford base 32, sorts by time. */
export type EventId = string;
/** 64 lower-case hex digits. */
export type Sha256 = string;

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** Where in a document a fact was read. Cells and lines count from 0; `output` is the index of the output in its cell. */
export interface FactSource {
  /** Workspace-relative path with forward slashes. */
  readonly path?: string | undefined;
  readonly cell?: number | undefined;
  readonly output?: number | undefined;
  readonly line?: number | undefined;
}

export interface Metric {
  /** Canonical lower snake case: `roc_auc`, `f1_macro`. */
  readonly name: string;
  /** NaN and infinities are never recorded as metrics. */
  readonly value: number;
  /** `train`, `val`, `test`, `cv`, `oob`, or null when nothing says it. */
  readonly split: string | null;
  /** Which of several models the value belongs to, as the notebook names it; null when there is one or nothing says it. */
  readonly model?: string | null | undefined;
  /** Null when the direction is unknown: such a metric is never called better or worse. */
  readonly higherIsBetter: boolean | null;
  /** One of the few scores by which this version is judged. */
  readonly headline: boolean;
  readonly source?: FactSource | undefined;
}

export type ParamValue = string | number | boolean | null;

export interface Param {
  readonly name: string;
  readonly value: ParamValue;
  readonly source?: FactSource | undefined;
}

/** What identifies the bytes of a dataset, strongest keeper first. */
export type DatasetIdentity =
  /** From a `.dvc` file or `dvc.lock`; `digest` as DVC writes it (`….dir` for folders). */
  | { readonly kind: 'dvc'; readonly digest: string; readonly pointer: string }
  /** `oid` of a Git LFS pointer, without the `sha256:` prefix. */
  | { readonly kind: 'lfs'; readonly digest: string }
  /** Blob id of the file in Git's object format. Used only when the working copy equals that blob. */
  | { readonly kind: 'git'; readonly digest: string }
  | { readonly kind: 'sha256'; readonly digest: string }
  /** Named in the code but nothing there: a URL, a database, a file since removed. */
  | { readonly kind: 'unresolved' };

export interface Dataset {
  /** Workspace-relative with forward slashes when inside the repository; otherwise as the code names it. */
  readonly path: string;
  readonly identity: DatasetIdentity;
  /** Bytes. */
  readonly size?: number | undefined;
  readonly source?: FactSource | undefined;
}

/** Who holds a copy of the artifact's bytes. `none`: it was too large or the user chose so. */
export type Keeper = 'store' | 'git' | 'lfs' | 'dvc' | 'none';

export interface Artifact {
  readonly path: string;
  readonly sha256: Sha256;
  /** Bytes. */
  readonly size: number;
  readonly kept: Keeper;
  /** With `git`: blob id; with `lfs`: oid; with `dvc`: md5. */
  readonly keeperId?: string | undefined;
  readonly source?: FactSource | undefined;
}

export type EvidenceKind = 'plot' | 'log' | 'notebook' | 'environment' | 'curve';

/** A small file kept under `objects/<aa>/<sha256>`. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** A file name to show and to save as: `cell-13-1.png`, `train.ipynb`. */
  readonly name: string;
  readonly mime: string;
  readonly sha256: Sha256;
  /** Bytes. */
  readonly size: number;
  readonly source?: FactSource | undefined;
}

/** Markdown texts; the empty string means "not written". */
export interface Documentation {
  readonly rationale: string;
  readonly changes: string;
  readonly impact: string;
}

export type DocumentationField = keyof Documentation;

/** The state of the code at registration. Null fields: no Git, or no commit yet. */
export interface CodeState {
  readonly commit: string | null;
  readonly branch: string | null;
  readonly dirty: boolean;
  /** A commit whose tree is the working tree, kept under `refs/model-ledger/snapshots/<commit>`; null when clean. */
  readonly snapshot: string | null;
  /** SHA-256 over the source's code (a notebook's code cells), outputs excluded. */
  readonly sourceSha256: Sha256 | null;
}

export interface Environment {
  /** `scikit-learn`, `xgboost`, … most specific first. */
  readonly framework: readonly string[];
  readonly kernel: string | null;
  readonly language: string | null;
  readonly python: string | null;
  /** Pinned packages where a requirements or lock file or an output says so. */
  readonly packages?: Readonly<Record<string, string>> | undefined;
}

export interface Execution {
  /** Execution counts of the code cells in document order; null: not executed. */
  readonly order: readonly (number | null)[];
  readonly startedAt: IsoTime | null;
  readonly finishedAt: IsoTime | null;
  /** Sum of the cells' own times where recorded. */
  readonly durationMs: number | null;
}

export type SourceKind = 'notebook' | 'artifact' | 'script' | 'metrics' | 'none';

export interface VersionSource {
  readonly kind: SourceKind;
  readonly path: string;
}

/** Everything that a registration records about a version besides its number and name. */
export interface VersionFacts {
  readonly source: VersionSource;
  readonly metrics: readonly Metric[];
  readonly params: readonly Param[];
  readonly datasets: readonly Dataset[];
  readonly artifacts: readonly Artifact[];
  readonly evidence: readonly Evidence[];
  readonly documentation: Documentation;
  readonly code: CodeState;
  readonly environment: Environment;
  readonly execution: Execution | null;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Stamp {
  readonly at: IsoTime;
  readonly by: Person;
}

/** Where a text stands that a commit message says. */
export interface CommitStamp extends Stamp {
  readonly commit: string;
}

export interface Review extends Stamp {
  readonly verdict: 'approved' | 'changes-requested' | 'comment';
  readonly comment: string;
}

export interface Deployment extends Stamp {
  readonly target: string;
  readonly status: string;
  readonly url?: string | undefined;
}

export interface Link extends Stamp {
  readonly kind: string;
  readonly url: string;
  readonly title?: string | undefined;
}

/** One registration as the fold sees it now. */
export interface Version extends VersionFacts {
  readonly model: string;
  /** The number it holds or claims; see `conflict`. */
  readonly version: number;
  /** Built by the naming pattern when it was registered (or renumbered). */
  readonly name: string;
  /** Id of its `registered` event: the identity of the version, whatever its number. */
  readonly id: EventId;
  readonly at: IsoTime;
  readonly by: Person;
  readonly stage: string;
  readonly stagedAt: IsoTime | null;
  readonly aliases: readonly string[];
  readonly reviews: readonly Review[];
  readonly deployments: readonly Deployment[];
  readonly links: readonly Link[];
  readonly archived: (Stamp & { readonly reason: string }) | null;
  /** Another, earlier registration holds this number: the id of that registration. */
  readonly conflict: EventId | null;
  /** Every event about this version, in fold order, its registration first. */
  readonly events: readonly EventId[];
  /** Fields of the documentation that commit messages say, not events; the fold leaves this out. */
  readonly writtenIn?: Partial<Readonly<Record<DocumentationField, CommitStamp>>> | undefined;
  /** Fields that an event has emptied: no commit message fills them. Absent when there are none. */
  readonly emptied?: readonly DocumentationField[] | undefined;
}

export interface ParentRef {
  readonly id: EventId;
  readonly sha256: Sha256;
}

export interface ModelState {
  readonly model: string;
  /** Ascending by number; of two with the same number the holder comes first. */
  readonly versions: readonly Version[];
  readonly aliases: Readonly<Record<string, number>>;
  /** Events that no other known event has as a parent: the parents of the next event. */
  readonly heads: readonly ParentRef[];
  /** Sentences about events that name something unknown (a stage of a version that is not there); they change nothing. */
  readonly remarks: readonly string[];
}

/** `churn-xgb@v4`. */
export function formatReference(model: string, version: number): string {
  return `${model}@v${version}`;
}

/** The model and number of `churn-xgb@v4` (also `churn-xgb@4`), or null when the text is no reference. */
export function parseReference(text: string): { model: string; version: number } | null {
  const match = /^(?<model>[^@\s]+)@v?(?<version>[1-9]\d*)$/.exec(text.trim());
  const { model, version } = match?.groups ?? {};
  return model !== undefined && version !== undefined ? { model, version: Number(version) } : null;
}

/** A version counts as documented when each field that the config requires, or at least the rationale, is written. */
export function isDocumented(documentation: Documentation, required: readonly DocumentationField[]): boolean {
  const fields: readonly DocumentationField[] = required.length > 0 ? required : ['rationale'];
  return fields.every((field) => documentation[field].trim() !== '');
}
