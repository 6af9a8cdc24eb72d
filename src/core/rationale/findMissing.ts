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

/** What one message says, and of what. */
export interface Said {
  readonly trailers: readonly Trailer[];
  /** The versions that its commit registers. */
  readonly registered: readonly VersionReference[];
  /** The files that its commit changes; null where that is all that is asked about. */
  readonly paths: ReadonlySet<string> | null;
}

/** What a message leaves unanswered of all that its commit concerns. */
export function findMissing(concerns: CommitConcerns, message: string, options: ParseOptions = {}): Findings {
  return findMissingIn(concerns, parseTrailers(message, options));
}

/** The same for trailers that are read already. */
export function findMissingIn(concerns: CommitConcerns, trailers: readonly Trailer[]): Findings {
  return findMissingAfter(concerns, [{ trailers, registered: concerns.registered, paths: null }]);
}

/** The same of several commits together, each of which answers for what it changes itself. */
export function findMissingAfter(concerns: CommitConcerns, said: readonly Said[]): Findings {
  const places = said.map((one) => placeTrailers(one, concerns));
  const open: Concern[] = [];
  const answered: Concern[] = [];
  for (const concern of concerns.concerns) {
    const left = leftOpen(
      concern,
      said,
      places.map(({ documented }) => documented),
    );
    (left === null ? answered : open).push(left ?? concern);
  }
  return { open, answered, problems: places.flatMap(({ problems }) => problems) };
}

function leftOpen(
  concern: Concern,
  said: readonly Said[],
  documented: readonly ReadonlyMap<string, ReadonlySet<DocumentationField>>[],
): Concern | null {
  switch (concern.code) {
    case 'version-undocumented': {
      const name = formatReference(concern.model, concern.version);
      const missing = concern.missing.filter((field) => !documented.some((fields) => fields.get(name)?.has(field)));
      return missing.length === 0 ? null : { ...concern, missing };
    }
    case 'data-changed': {
      const paths = concern.pointer === null ? [concern.path] : [concern.path, concern.pointer];
      return paths.some((path) => said.some((one) => needsNoVersion(path, one))) ||
        said.some((one) => paths.some((path) => isAbout(path, one)) && givesReason(one))
        ? null
        : concern;
    }
    case 'artifact-unregistered':
    case 'metrics-moved':
      return said.some((one) => needsNoVersion(concern.path, one)) ? null : concern;
    default:
      return concern satisfies never;
  }
}

function isAbout(path: string, { paths }: Said): boolean {
  return paths?.has(path) ?? true;
}

/** A reason for the change itself: it is about no version. */
function givesReason({ trailers, registered }: Said): boolean {
  return (
    registered.length === 0 &&
    trailers.some(({ field, reference, text }) => field === 'rationale' && reference === null && text !== '')
  );
}

/** `Model-Ledger: none` is said of the whole commit, `Model-Ledger: none PATH` of one file or folder. */
function needsNoVersion(path: string, said: Said): boolean {
  return said.trailers
    .filter(({ key }) => key === 'Model-Ledger')
    .some(({ value }) => {
      const { named } = NONE.exec(value)?.groups ?? {};
      const below = named?.replace(/^\.\//, '').replace(/\/$/, '');
      return below === undefined
        ? NONE.test(value) && isAbout(path, said)
        : path === below || path.startsWith(`${below}/`);
    });
}

const NONE = /^none(?:\s+(?<named>\S.*))?$/i;

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

function placeTrailers(said: Said, concerns: CommitConcerns) {
  const { trailers, registered } = said;
  const documented = new Map<string, Set<DocumentationField>>();
  const problems: TrailerProblem[] = [];
  const sole = soleVersion(registered, trailers);
  // People who know no ledger write Changes and Impact too.
  const isMeant =
    concerns.concerns.length > 0 ||
    trailers.some(({ field, reference }) => field === 'rationale' || reference !== null);
  const isAboutData = concerns.concerns.some(({ code }) => code === 'data-changed');
  for (const trailer of trailers) {
    const { field, reference, text } = trailer;
    const target = reference ?? sole;
    if (field === null) {
      problems.push(...unknownWord(trailer));
    } else if (text === '') {
      // A heading with nothing beside it, further up, is prose.
      if (reference !== null || trailer.isInBlock) {
        problems.push({ code: 'trailer-empty', message: `${trailer.key} says nothing yet.`, trailer });
      }
    } else if (reference !== null && concerns.known.get(reference.model)?.has(reference.version) !== true) {
      problems.push(unknownReference(trailer, reference, concerns));
    } else if (target !== null) {
      const name = formatReference(target.model, target.version);
      documented.set(name, (documented.get(name) ?? new Set()).add(field));
    } else if (registered.length > 0 || (!isAboutData && isMeant)) {
      problems.push(unplaced(trailer, registered));
    }
  }
  return { documented, problems };
}

function unknownWord(trailer: Trailer): readonly TrailerProblem[] {
  const message = `${trailer.key}: ${trailer.value} is not understood. Write ${trailer.key}: none, or ${trailer.key}: none PATH.`;
  return NONE.test(trailer.value) ? [] : [{ code: 'trailer-unknown', message, trailer }];
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

function unplaced(trailer: Trailer, registered: readonly VersionReference[]): TrailerProblem {
  const [first] = registered;
  if (first === undefined) {
    const message = `${trailer.key} names no version, and this commit registers none. Begin with one: ${trailer.key}: MODEL@vN: …`;
    return { code: 'trailer-unplaced', message, trailer };
  }
  const names = registered.map(({ model, version }) => formatReference(model, version)).join(', ');
  const message = `${trailer.key} names no version, and this commit registers ${names}. Begin with one: ${trailer.key}: ${formatReference(first.model, first.version)}: …`;
  return { code: 'trailer-ambiguous', message, trailer };
}
