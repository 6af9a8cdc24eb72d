import { formatReference } from '../model';
import type { CommitConcerns, Concern } from './concern';
import { describeConcern } from './describeConcern';
import type { Findings } from './findMissing';
import { messageLines } from './messageLines';
import { keyOfField, parseTrailers } from './trailer';
import { formatTrailer, noVersionTrailer } from './writeTrailers';

interface TemplateOptions {
  readonly commentMarker: string;
  /** False where Git would keep comments in the message. */
  readonly comments: boolean;
}

/** Beyond this many versions an editor full of keys helps nobody. */
const VERSIONS = 8;

/**
 * A message that a person is about to write, with the trailers that it lacks, still empty, and with the facts as
 * comments that only need their mark taken off. The first line stays free.
 */
export function withTemplate(
  message: string,
  concerns: CommitConcerns,
  { open }: Findings,
  options: TemplateOptions,
): string {
  const undocumented = open.filter((concern) => concern.code === 'version-undocumented').slice(0, VERSIONS);
  const keys = undocumented.flatMap(({ model, version, missing }) =>
    missing.map((field) => `${keyOfField(field)}: ${formatReference(model, version)}: `),
  );
  const comments = options.comments
    ? commentsFor(concerns, open).map((line) => `${options.commentMarker} ${line}`.trimEnd())
    : [];
  const added = [...keys, ...(keys.length > 0 && comments.length > 0 ? [''] : []), ...comments];
  if (added.length === 0) {
    return message;
  }
  const lines = messageLines(message, options.commentMarker);
  const last = lines.findLast((line) => !line.isBlank && !line.isComment);
  const at = last === undefined ? 0 : last.start + last.text.length;
  const rest = message.slice(at);
  return `${message.slice(0, at)}\n\n${added.join('\n')}${rest.startsWith('\n') ? '' : '\n'}${rest}`;
}

function commentsFor(concerns: CommitConcerns, open: readonly Concern[]): readonly string[] {
  const lines = open.flatMap((concern) => {
    const known = concerns.registered.find(
      (version) => concern.code === 'version-undocumented' && version.id === concern.id,
    );
    return [describeConcern(concern), ...(known === undefined ? noVersionLines(concern) : factLines(known))];
  });
  return lines.length === 0 ? [] : ['Model Ledger:', ...lines, ''];
}

/** What the facts say, as trailers behind the mark of a comment. */
function factLines({ model, version, facts, documentation }: CommitConcerns['registered'][number]): readonly string[] {
  return (['changes', 'impact'] as const)
    .filter((field) => facts[field] !== '' && documentation[field].trim() === '')
    .map((field) => `${keyOfField(field)}: ${formatReference(model, version)}: ${facts[field]}`);
}

function noVersionLines(concern: Concern): readonly string[] {
  return concern.code === 'version-undocumented'
    ? []
    : [formatTrailer(noVersionTrailer(concern.path)).replace(/\n\s+/g, ' ')];
}

/** The message without trailers of ours that nobody has filled in. */
export function withoutEmptyTrailers(message: string, commentMarker: string): string {
  return parseTrailers(message, { commentMarker })
    .filter(({ text, reference }) => reference !== null && text === '')
    .reduceRight((rest, { start, end }) => {
      const after = /^[ \t]*\r?\n?/.exec(rest.slice(end))?.[0].length ?? 0;
      return rest.slice(0, start) + rest.slice(end + after);
    }, message);
}
