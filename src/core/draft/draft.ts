import type { Documentation, Metric, Param, VersionSource } from '../model';

/** A version not yet registered, as the person edits it: the content of a draft's Markdown. */
export interface Draft {
  readonly model: string;
  readonly source: VersionSource;
  readonly metrics: readonly Metric[];
  /** Metrics the reader was not sure of: shown unticked, never registered. */
  readonly uncertain: readonly Metric[];
  readonly params: readonly Param[];
  /** Dataset paths. */
  readonly data: readonly string[];
  /** Artifact paths. */
  readonly artifacts: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly documentation: Documentation;
}
