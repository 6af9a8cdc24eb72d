import type { EventId, IsoTime, Keeper, Metric, Person, Sha256, Version, VersionSource } from '../model';
import { isDocumented, type Documentation, type DocumentationField } from '../model';

/** What lists, trees and charts show of a model. */
export interface ModelSummary {
  readonly model: string;
  /** Newest first: by number, and of two with one number the holder first. */
  readonly versions: readonly VersionSummary[];
  /** Versions whose number another one holds. */
  readonly conflicts: number;
}

export interface ArtifactSummary {
  readonly path: string;
  readonly sha256: Sha256;
  readonly size: number;
  readonly kept: Keeper;
}

/** A version without what only its card shows: sources of facts, params, datasets, evidence, the rest of its texts. */
export interface VersionSummary {
  readonly model: string;
  readonly version: number;
  readonly name: string;
  readonly id: EventId;
  readonly at: IsoTime;
  readonly by: Person;
  readonly stage: string;
  readonly aliases: readonly string[];
  readonly metrics: readonly Metric[];
  /** The beginnings: 200 characters of the rationale, 80 of the others. */
  readonly documentation: Documentation;
  readonly documented: boolean;
  /** Fields that commit messages say, not events. Absent when there are none. */
  readonly writtenIn?: Version['writtenIn'];
  readonly archived: boolean;
  /** The id of the registration that holds this version's number. */
  readonly conflict: EventId | null;
  readonly source: VersionSource;
  readonly artifacts: readonly ArtifactSummary[];
  readonly framework: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** `code.commit` of the registration: what HEAD was when it was made. */
  readonly codeCommit: string | null;
  /** SHA-256 over the source's code, for noticing that the same thing is registered again. */
  readonly sourceSha256: Sha256 | null;
  /** The commit that brought the version into the repository; null while it is not committed. */
  readonly commit: string | null;
  /** Path of the registration's file, relative to the ledger's root. */
  readonly event: string;
  readonly events: number;
}

const CLIPPED: Readonly<Record<DocumentationField, number>> = { rationale: 200, changes: 80, impact: 80 };

/** The texts as summaries carry them. */
export function clipDocumentation(documentation: Documentation): Documentation {
  return {
    rationale: clip(documentation.rationale, CLIPPED.rationale),
    changes: clip(documentation.changes, CLIPPED.changes),
    impact: clip(documentation.impact, CLIPPED.impact),
  };
}

/** Leading space goes first, so that a text with content never becomes one without. */
function clip(text: string, length: number): string {
  const trimmed = text.trimStart();
  return trimmed.length <= length ? trimmed : `${trimmed.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

export function summarise(
  version: Version,
  facts: { readonly event: string; readonly commit: string | null; readonly required: readonly DocumentationField[] },
): VersionSummary {
  return {
    model: version.model,
    version: version.version,
    name: version.name,
    id: version.id,
    at: version.at,
    by: version.by,
    stage: version.stage,
    aliases: version.aliases,
    metrics: version.metrics,
    documentation: version.documentation,
    documented: isDocumented(version.documentation, facts.required),
    archived: version.archived !== null,
    conflict: version.conflict,
    source: version.source,
    artifacts: version.artifacts,
    framework: version.environment.framework,
    tags: version.tags,
    codeCommit: version.code.commit,
    sourceSha256: version.code.sourceSha256,
    commit: facts.commit,
    event: facts.event,
    events: version.events.length,
    ...(version.writtenIn === undefined ? {} : { writtenIn: version.writtenIn }),
  };
}
