import type { Artifact, CodeState, Metric } from '../model';

/** What makes two registrations the same thing. */
export interface DuplicateFacts {
  readonly metrics: readonly Metric[];
  readonly artifacts: readonly Pick<Artifact, 'path' | 'sha256'>[];
  readonly code: Pick<CodeState, 'sourceSha256'>;
}

/**
 * The first of `versions` (hand them in newest first) with the same artifacts, metrics and code, or null. Code is the source's own hash: a commit
 * or an edit elsewhere in the repository does not make the same run a new one.
 */
export function findDuplicate<T extends DuplicateFacts>(versions: readonly T[], facts: DuplicateFacts): T | null {
  const wanted = fingerprint(facts);
  // Among thousands of versions few share the code: only those are worth a closer look.
  const isSame = (version: T) =>
    version.code.sourceSha256 === facts.code.sourceSha256 &&
    version.metrics.length === facts.metrics.length &&
    fingerprint(version) === wanted;
  // Two empty registrations have nothing in common but that nothing is known about them.
  const isEmpty = facts.metrics.length === 0 && facts.artifacts.length === 0;
  return isEmpty ? null : (versions.find(isSame) ?? null);
}

function fingerprint(facts: DuplicateFacts): string {
  const metrics = facts.metrics.map(({ name, split, model, value }) =>
    JSON.stringify([name, split, model ?? null, value]),
  );
  const artifacts = facts.artifacts.map(({ sha256 }) => sha256);
  return JSON.stringify([metrics.sort(), artifacts.sort(), facts.code.sourceSha256]);
}
