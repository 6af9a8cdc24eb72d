import { formatReference, type Documentation, type DocumentationField } from '../model';
import type { CommitConcerns, Concern, RegisteredVersion } from './concern';
import { movedText } from './describeConcern';
import { findMissingIn } from './findMissing';
import { parseTrailers } from './trailer';
import { noVersionTrailer, trailersFor, type NewTrailer } from './writeTrailers';

/** A model file, a notebook or data: what changed without a version. */
export type FileConcern = Exclude<Concern, { readonly code: 'version-undocumented' }>;

/** One short question about what a commit leaves open. */
export type CommitQuestion =
  | {
      readonly kind: 'field';
      readonly version: RegisteredVersion;
      readonly field: DocumentationField;
      /** What the facts say about the version, on one line; may be empty. */
      readonly facts: string;
      /** What is filled in to begin with. */
      readonly suggestion: string;
    }
  | { readonly kind: 'file'; readonly concern: FileConcern; readonly facts: string };

/** In the order in which the message will say it; none when the message answers everything. */
export function commitQuestions(concerns: CommitConcerns, message: string): readonly CommitQuestion[] {
  const { open } = findMissingIn(concerns, parseTrailers(message));
  return open.flatMap((concern): readonly CommitQuestion[] => {
    if (concern.code !== 'version-undocumented') {
      return [{ kind: 'file', concern, facts: factsOf(concern) }];
    }
    const version = concerns.registered.find(({ id }) => id === concern.id);
    return version === undefined
      ? []
      : concern.missing.map((field) => ({
          kind: 'field',
          version,
          field,
          facts: version.facts.impact === '' ? version.facts.changes : version.facts.impact,
          suggestion: field === 'rationale' ? '' : version.facts[field],
        }));
  });
}

/** What is said about a version: its reason, and beside it the facts that nobody has to type. */
export function trailersOfAnswer(
  { model, version, documentation, facts }: RegisteredVersion,
  said: Partial<Documentation>,
): readonly NewTrailer[] {
  const isReasoned = said.rationale !== undefined;
  return trailersFor(
    { model, version },
    {
      ...(isReasoned && documentation.changes.trim() === '' ? { changes: facts.changes } : {}),
      ...(isReasoned ? { impact: facts.impact } : {}),
      ...said,
    },
  );
}

/** Why a file changed, or (null) that it needs no version. */
export function trailerOfFile({ path }: FileConcern, reason: string | null): NewTrailer {
  return reason === null ? noVersionTrailer(path) : { key: 'Rationale', value: `${path}: ${reason}` };
}

/** A first line for a commit that registers versions; empty for any other. */
export function suggestSubject({ registered }: Pick<CommitConcerns, 'registered'>): string {
  const names = registered.map(({ model, version }) => formatReference(model, version));
  if (names.length === 0) {
    return '';
  }
  return names.length > 3 ? `Register ${names.length} versions` : `Register ${names.join(', ')}`;
}

/** The message with this first line, in place of an empty one. */
export function withSubject(message: string, subject: string): string {
  const rest = message.replace(/^\s+/, '');
  return rest === '' ? subject : `${subject}\n\n${rest}`;
}

/** False while the first line says nothing, or is a trailer. */
export function hasSubject(message: string): boolean {
  const [first = ''] = message.split(/\r?\n/);
  return first.trim() !== '';
}

function factsOf(concern: FileConcern): string {
  switch (concern.code) {
    case 'metrics-moved':
      return concern.metrics.map(movedText).join(', ');
    case 'artifact-unregistered':
      return concern.last === null
        ? ''
        : `last registered as ${formatReference(concern.last.model, concern.last.version)}`;
    case 'data-changed':
      return `used by ${concern.versions.map(({ model, version }) => formatReference(model, version)).join(', ')}`;
    default:
      return concern satisfies never;
  }
}
