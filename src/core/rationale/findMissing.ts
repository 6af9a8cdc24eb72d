import { formatReference, type DocumentationField } from '../model';
import type { CommitConcerns, Concern } from './concern';
import { parseTrailers, type ParseOptions, type Trailer, type VersionReference } from './trailer';

export type TrailerProblemCode =
  'trailer-empty' | 'trailer-ambiguous' | 'trailer-unplaced' | 'trailer-unknown' | 'reference-unknown';

/** A trailer that documents nothing, and why. */
export interface TrailerProblem {
  readonly code: TrailerProblemCode;
  readonly message: string;
  readonly trailer: Trailer;
}

export interface Findings {
  /** What nothing answers; of a version only the fields that are still missing. */
  readonly open: readonly Concern[];
  readonly answered: readonly Concern[];
  readonly problems: readonly TrailerProblem[];
}

/** What a message leaves unanswered of all that its commit concerns. */
export function findMissing(concerns: CommitConcerns, message: string, options: ParseOptions = {}): Findings {
  return findMissingIn(concerns, parseTrailers(message, options));
}

export function findMissingIn(concerns: CommitConcerns, trailers: readonly Trailer[]): Findings {
  const placed = placeTrailers(trailers, concerns);
  const open: Concern[] = [];
  const answered: Concern[] = [];
  for (const concern of concerns.concerns) {
    const left = leftOpen(concern, trailers, placed.documented);
    (left === null ? answered : open).push(left ?? concern);
  }
  return { open, answered, problems: placed.problems };
}

function leftOpen(
  concern: Concern,
  trailers: readonly Trailer[],
  documented: ReadonlyMap<string, ReadonlySet<DocumentationField>>,
): Concern | null {
  switch (concern.code) {
    case 'version-undocumented': {
      const written = documented.get(formatReference(concern.model, concern.version));
      const missing = concern.missing.filter((field) => written?.has(field) !== true);
      return missing.length === 0 ? null : { ...concern, missing };
    }
    case 'data-changed':
      return needsNoVersion(concern.path, trailers) ||
        (concern.pointer !== null && needsNoVersion(concern.pointer, trailers)) ||
        trailers.some(({ field, reference, text }) => field === 'rationale' && reference === null && text !== '')
        ? null
        : concern;
    case 'artifact-unregistered':
    case 'metrics-moved':
      return needsNoVersion(concern.path, trailers) ? null : concern;
    default:
      return concern satisfies never;
  }
}

/** `Model-Ledger: none` is said of the whole commit, `Model-Ledger: none PATH` of one file or folder. */
function needsNoVersion(path: string, trailers: readonly Trailer[]): boolean {
  return trailers
    .filter(({ key }) => key === 'Model-Ledger')
    .some(({ value }) => {
      const [, said] = /^none(?:\s+(?<path>.+))?$/i.exec(value) ?? [];
      const isNone = /^none(?:\s|$)/i.test(value);
      const below = said?.replace(/^\.\//, '').replace(/\/$/, '');
      return isNone && (below === undefined || path === below || path.startsWith(`${below}/`));
    });
}

/**
 * The one version that trailers without a reference are about: the one that the commit registers, or, when it registers
 * none, the one that its other trailers name. Null when that is not one.
 */
export function soleVersion(
  registered: readonly VersionReference[],
  trailers: readonly Trailer[],
): VersionReference | null {
  const candidates = registered.length > 0 ? registered : trailers.flatMap(({ reference }) => reference ?? []);
  const [first, ...others] = candidates;
  return first !== undefined && others.every((other) => isSame(first, other)) ? first : null;
}

function isSame(a: VersionReference, b: VersionReference): boolean {
  return a.model === b.model && a.version === b.version;
}

function placeTrailers(trailers: readonly Trailer[], concerns: CommitConcerns) {
  const documented = new Map<string, Set<DocumentationField>>();
  const problems: TrailerProblem[] = [];
  const sole = soleVersion(concerns.registered, trailers);
  const isAboutData = concerns.concerns.some(({ code }) => code === 'data-changed');
  for (const trailer of trailers) {
    const { field, reference, text } = trailer;
    const target = reference ?? sole;
    if (field === null) {
      problems.push(...unknownWord(trailer));
    } else if (text === '') {
      problems.push({ code: 'trailer-empty', message: `${trailer.key} says nothing yet.`, trailer });
    } else if (reference !== null && concerns.known.get(reference.model)?.has(reference.version) !== true) {
      problems.push(unknownReference(trailer, reference, concerns));
    } else if (target !== null) {
      const name = formatReference(target.model, target.version);
      documented.set(name, (documented.get(name) ?? new Set()).add(field));
    } else if (!isAboutData || concerns.registered.length > 0) {
      problems.push(unplaced(trailer, concerns));
    }
  }
  return { documented, problems };
}

function unknownWord(trailer: Trailer): readonly TrailerProblem[] {
  const message = `${trailer.key}: ${trailer.value} is not understood. Write ${trailer.key}: none, or ${trailer.key}: none PATH.`;
  return /^none(?:\s|$)/i.test(trailer.value) ? [] : [{ code: 'trailer-unknown', message, trailer }];
}

function unknownReference(
  trailer: Trailer,
  { model, version }: VersionReference,
  { known }: CommitConcerns,
): TrailerProblem {
  const numbers = known.get(model);
  const advice =
    numbers === undefined || numbers.size === 0
      ? `There is no model ${model}.`
      : `The newest version is ${formatReference(model, Math.max(...numbers))}.`;
  const message = `There is no ${formatReference(model, version)}. ${advice}`;
  return { code: 'reference-unknown', message, trailer };
}

function unplaced(trailer: Trailer, { registered }: CommitConcerns): TrailerProblem {
  const [first] = registered;
  if (first === undefined) {
    const message = `${trailer.key} names no version, and this commit registers none. Begin with one: ${trailer.key}: MODEL@vN: …`;
    return { code: 'trailer-unplaced', message, trailer };
  }
  const names = registered.map(({ model, version }) => formatReference(model, version)).join(', ');
  const message = `${trailer.key} names no version, and this commit registers ${names}. Begin with one: ${trailer.key}: ${formatReference(first.model, first.version)}: …`;
  return { code: 'trailer-ambiguous', message, trailer };
}
