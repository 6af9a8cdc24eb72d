import { findPrevious } from '../../ledger/previousVersion';
import type { Concern, RegisteredVersion } from '../../rationale/concern';
import { changesLine, impactLine } from '../../rationale/versionFactsText';
import type { DocumentationField } from '../../model';
import type { CommitView } from './commitView';
import type { KnownVersion, KnownVersions } from './knownVersions';

/** Beyond this many new versions in one commit nobody fills in facts one by one. */
const FILLED_IN = 20;
const REGISTRATION = /\/models\/(?<model>[^/]+)\/(?<id>[0-9A-HJKMNP-TV-Z]{26})-registered\.json$/;

export interface Registration {
  readonly version: KnownVersion;
  readonly path: string;
}

/** The versions whose registration the change adds, in the order of their numbers. */
export function findRegistrations(view: CommitView, known: KnownVersions): readonly Registration[] {
  const found = view.events.flatMap(({ shown }) => {
    const { model, id } = REGISTRATION.exec(shown)?.groups ?? {};
    const versions = known.models.find((candidate) => candidate.model === model)?.versions;
    const version = versions?.find((candidate) => candidate.id === id);
    return version === undefined ? [] : [{ version, path: shown }];
  });
  return found.sort((a, b) => compareText(a.version.model, b.version.model) || a.version.version - b.version.version);
}

/** With what the facts say, so that a person need not type it. */
export async function describeRegistrations(
  registrations: readonly Registration[],
  known: KnownVersions,
): Promise<readonly RegisteredVersion[]> {
  const isFew = registrations.length <= FILLED_IN;
  return Promise.all(
    registrations.map(async ({ version, path }) => ({
      model: version.model,
      version: version.version,
      id: version.id,
      path,
      documentation: version.documentation,
      facts: isFew ? await readFacts(version, known) : { changes: '', impact: '' },
    })),
  );
}

async function readFacts(version: KnownVersion, known: KnownVersions): Promise<RegisteredVersion['facts']> {
  const versions = known.models.find(({ model }) => model === version.model)?.versions ?? [];
  const previous = findPrevious(versions, version.version);
  const [whole, before] = await Promise.all([known.whole(version), previous === null ? null : known.whole(previous)]);
  return { changes: changesLine(before, whole), impact: impactLine(before, whole.metrics) };
}

export function undocumentedConcerns(
  registrations: readonly Registration[],
  required: readonly DocumentationField[],
): readonly Concern[] {
  return registrations.flatMap(({ version, path }) => {
    const missing = required.filter((field) => version.documentation[field].trim() === '');
    const { model, version: number, id } = version;
    const isOpen = missing.length > 0 && (version.archived === null || version.archived === false);
    return isOpen ? [{ code: 'version-undocumented' as const, model, version: number, id, path, missing }] : [];
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
