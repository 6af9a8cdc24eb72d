import type { LedgerConfig } from '../core/config';
import type { ModelSummary, VersionSummary } from '../core/ledger/versionSummary';

interface SnapshotFacts {
  readonly root: string;
  readonly config: LedgerConfig;
  readonly models: readonly ModelSummary[];
  /** False where Git could not be asked: then a version without a commit may well have one. */
  readonly knowsCommits: boolean;
}

/**
 * What the server knows of one ledger at one moment: plain data, so that everything computed from it is pure. Whole
 * versions, with their params and full texts, come from `LedgerView.version`.
 */
export class LedgerSnapshot {
  readonly root: string;
  readonly config: LedgerConfig;
  /** In model order; the versions of each newest first. */
  readonly models: readonly ModelSummary[];
  readonly knowsCommits: boolean;
  /** The last parts of the paths of registered artifacts, which is what a text is searched for. */
  readonly artifactNames: ReadonlySet<string>;
  private readonly byModel = new Map<string, ModelIndex>();
  private readonly byArtifact = new Map<string, VersionSummary[]>();

  constructor({ root, config, models, knowsCommits }: SnapshotFacts) {
    this.root = root;
    this.config = config;
    this.models = models;
    this.knowsCommits = knowsCommits;
    for (const { model, versions } of models) {
      this.byModel.set(model, indexModel(versions));
      for (const version of versions) {
        this.addArtifacts(version);
      }
    }
    // A folder at the root has a name like any other word: it is not looked for.
    const paths = [...this.byArtifact.keys()].filter((path) => /[/.]/.test(path));
    this.artifactNames = new Set(paths.map((path) => path.slice(path.lastIndexOf('/') + 1)));
  }

  hasModel(model: string): boolean {
    return this.byModel.has(model);
  }

  /** Newest first; empty for an unknown model. */
  versions(model: string): readonly VersionSummary[] {
    return this.byModel.get(model)?.versions ?? [];
  }

  /** The one that holds the number. */
  version(model: string, number: number): VersionSummary | null {
    return this.byModel.get(model)?.byNumber.get(number) ?? null;
  }

  /** Alias to version: the champion first, then by name. */
  aliases(model: string): ReadonlyMap<string, VersionSummary> {
    return this.byModel.get(model)?.byAlias ?? new Map<string, VersionSummary>();
  }

  alias(model: string, alias: string): VersionSummary | null {
    return this.byModel.get(model)?.byAlias.get(alias) ?? null;
  }

  /** The newest version that is not archived; without one, the newest. */
  newest(model: string): VersionSummary | null {
    const versions = this.versions(model);
    return versions.find(({ archived }) => !archived) ?? versions[0] ?? null;
  }

  /** The newest version in a stage. */
  inStage(model: string, stage: string): VersionSummary | null {
    return this.versions(model).find((version) => version.stage === stage && !version.archived) ?? null;
  }

  /** The one that code should use: the alias `champion`, else what runs in production; null when nothing says it. */
  champion(model: string): VersionSummary | null {
    return this.alias(model, 'champion') ?? this.inStage(model, 'production');
  }

  /** Every version that registered this path, newest first within a model. */
  withArtifact(path: string): readonly VersionSummary[] {
    return this.byArtifact.get(path) ?? [];
  }

  private addArtifacts(version: VersionSummary): void {
    for (const { path } of version.artifacts) {
      const holders = this.byArtifact.get(path);
      if (holders === undefined) {
        this.byArtifact.set(path, [version]);
      } else {
        holders.push(version);
      }
    }
  }
}

interface ModelIndex {
  readonly versions: readonly VersionSummary[];
  readonly byNumber: ReadonlyMap<number, VersionSummary>;
  readonly byAlias: ReadonlyMap<string, VersionSummary>;
}

function indexModel(versions: readonly VersionSummary[]): ModelIndex {
  const byNumber = new Map<number, VersionSummary>();
  const byAlias = new Map<string, VersionSummary>();
  for (const version of versions) {
    if (version.conflict === null || !byNumber.has(version.version)) {
      byNumber.set(version.version, version);
    }
    for (const alias of version.aliases) {
      byAlias.set(alias, version);
    }
  }
  const rank = (alias: string) => (alias === 'champion' ? '' : alias);
  const sorted = [...byAlias].sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1));
  return { versions, byNumber, byAlias: new Map(sorted) };
}
