import { formatReference, type DocumentationField } from '../../core/model';
import type { CommitConcerns, RegisteredVersion } from '../../core/rationale/concern';
import { findMissingIn, soleVersion } from '../../core/rationale/findMissing';
import { keyOfField, type Trailer } from '../../core/rationale/trailer';
import { formatTrailer } from '../../core/rationale/writeTrailers';

/**
 * The lines that a message still lacks, in the order in which a person writes them, facts filled in. One that ends in a
 * space waits for words; one with facts may be folded over several lines.
 */
export function nextLines(concerns: CommitConcerns, trailers: readonly Trailer[]): readonly string[] {
  const { open } = findMissingIn(concerns, trailers);
  const lines = concerns.registered.flatMap((version) => {
    const concern = open.find((one) => one.code === 'version-undocumented' && one.id === version.id);
    const missing = concern?.code === 'version-undocumented' ? concern.missing : [];
    return linesOfVersion(version, missing, trailersAbout(version, concerns, trailers));
  });
  const isAboutData = concerns.registered.length === 0 && open.some(({ code }) => code === 'data-changed');
  return isAboutData ? [...lines, 'Rationale: '] : lines;
}

function linesOfVersion(
  version: RegisteredVersion,
  missing: readonly DocumentationField[],
  trailers: readonly Trailer[],
): readonly string[] {
  const name = formatReference(version.model, version.version);
  const isDiscussed = missing.length > 0 || trailers.length > 0;
  const said = new Set(trailers.filter(({ text }) => text !== '').map(({ field }) => field));
  const facts = (['changes', 'impact'] as const).flatMap((field) => {
    const fact = version.facts[field];
    // The deltas belong into the message for who reads the log; changes only where the version does not tell them itself.
    const isWanted = isDiscussed && (field === 'impact' || version.documentation.changes.trim() === '');
    if (said.has(field) || (!isWanted && !missing.includes(field))) {
      return [];
    }
    if (fact !== '') {
      return [formatTrailer({ key: keyOfField(field), value: `${name}: ${fact}` })];
    }
    return missing.includes(field) ? [`${keyOfField(field)}: ${name}: `] : [];
  });
  return missing.includes('rationale') ? [`Rationale: ${name}: `, ...facts] : facts;
}

/** Those that name the version, or name none where there is no doubt. */
export function trailersAbout(
  { model, version }: { readonly model: string; readonly version: number },
  { registered }: CommitConcerns,
  trailers: readonly Trailer[],
): readonly Trailer[] {
  const sole = soleVersion(registered, trailers);
  return trailers.filter(({ field, reference }) => {
    const target = reference ?? sole;
    return field !== null && target?.model === model && target.version === version;
  });
}
