import { LedgerError } from '../../core/errors';
import { findPresence } from '../../core/io/difference/artifactPresence';
import { readDifference } from '../../core/io/difference/readDifference';
import { readEvidence } from '../../core/io/difference/readEvidence';
import type { VersionDifference } from '../../core/difference/versionDifference';
import type { ModelState, Version } from '../../core/model';
import { trustLine, type ArtifactPresence } from '../../core/trust/trustLine';
import type { EvidenceList, PictureData, TrustLines } from '../../protocol/comparePage';
import type { FoundVersion } from './comparedVersions';

/** What a comparison tells about versions beyond their table: read when it is asked for. */
export class VersionInsights {
  /** Artifacts that were read and compared in this window, by digest. */
  private readonly verified = new Map<string, ArtifactPresence>();
  /** Versions by the digest of their code. One reading of a model serves all of its versions, until the ledger changes. */
  private readonly models = new Map<string, Promise<VersionsByCode>>();

  async difference(from: FoundVersion, to: FoundVersion): Promise<VersionDifference> {
    return readDifference(
      { ledger: from.open.ledger, version: from.version },
      { ledger: to.open.ledger, version: to.version },
    );
  }

  async trust(found: readonly FoundVersion[]): Promise<TrustLines> {
    const lines = await Promise.all(
      found.map(async ({ open, version }) => {
        const [{ config }, artifacts, others] = await Promise.all([
          open.ledger.config(),
          this.presence(open, version),
          this.withSameCode({ open, version }),
        ]);
        const marks = trustLine(version, {
          required: config.documentation.required,
          artifacts,
          others,
        });
        return { id: version.id, marks };
      }),
    );
    return { lines };
  }

  /** The ledger changed. */
  forgetModels(): void {
    this.models.clear();
  }

  /** Remembers what reading an artifact has shown. */
  remember(sha256: string, presence: ArtifactPresence): void {
    this.verified.set(sha256, presence);
  }

  async evidence(found: readonly FoundVersion[]): Promise<EvidenceList> {
    const evidence = await Promise.all(
      found.map(({ open, version }) => readEvidence({ ledger: open.ledger, version })),
    );
    return { evidence };
  }

  /** Only what is evidence of the version, whatever else the ledger keeps. */
  async picture({ open, version }: FoundVersion, sha256: string): Promise<PictureData> {
    const evidence = version.evidence.find((each) => each.sha256 === sha256 && each.mime.startsWith('image/'));
    if (evidence === undefined) {
      throw new LedgerError('object-missing', 'The version has no such picture.', { sha256 });
    }
    const bytes = await open.ledger.readObject(sha256);
    return { mime: evidence.mime, data: Buffer.from(bytes).toString('base64') };
  }

  /** The versions of the model that can be reproductions of this one, itself among them. */
  private async withSameCode({ open, version }: FoundVersion): Promise<readonly Version[]> {
    const key = `${open.root}\0${version.model}`;
    const reading = this.models.get(key) ?? open.ledger.model(version.model).then(byCode);
    this.models.set(key, reading);
    try {
      return (await reading).get(version.code.sourceSha256) ?? [];
    } catch (error) {
      this.models.delete(key);
      throw error;
    }
  }

  private async presence(open: FoundVersion['open'], version: Version): Promise<ReadonlyMap<string, ArtifactPresence>> {
    const entries = await Promise.all(
      version.artifacts.map(
        async (artifact) =>
          [artifact.sha256, this.verified.get(artifact.sha256) ?? (await findPresence(open.ledger, artifact))] as const,
      ),
    );
    return new Map(entries);
  }
}

type VersionsByCode = ReadonlyMap<string | null, readonly Version[]>;

function byCode({ versions }: ModelState): VersionsByCode {
  const found = new Map<string | null, Version[]>();
  for (const version of versions) {
    const { sourceSha256 } = version.code;
    const same = found.get(sourceSha256);
    if (same === undefined) {
      found.set(sourceSha256, [version]);
    } else {
      same.push(version);
    }
  }
  return found;
}
