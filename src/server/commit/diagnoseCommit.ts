import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver/node';
import type { RationalePolicy } from '../../core/config';
import { formatReference } from '../../core/model';
import type { Concern } from '../../core/rationale/concern';
import { describeConcern } from '../../core/rationale/describeConcern';
import { findMissingIn, type TrailerProblem } from '../../core/rationale/findMissing';
import type { Trailer } from '../../core/rationale/trailer';
import { DIAGNOSTIC_SOURCE } from '../diagnosticSource';
import { isWritten, linesOf, trailersOf, type CommitSubject } from './commitSubject';
import { trailersAbout } from './nextLines';

/** What the message leaves without a reason. Nothing while nothing is written: nobody is committing yet. */
export function diagnoseCommit(subject: CommitSubject): readonly Diagnostic[] {
  const { concerns } = subject;
  const title = linesOf(subject).find(isWritten);
  if (concerns.policy === 'off' || title === undefined) {
    return [];
  }
  const trailers = trailersOf(subject);
  const { open, problems } = findMissingIn(concerns, trailers);
  const titleRange = rangeOf(subject, title.start, title.start + title.text.length);
  const waiting = (concern: Concern) => waitingTrailer(subject, concern, trailers);
  const missing = open.map((concern): Diagnostic => {
    const trailer = waiting(concern);
    return {
      range: trailer === undefined ? titleRange : rangeOf(subject, trailer.start, trailer.end),
      severity: severityOf(concerns.policy),
      source: DIAGNOSTIC_SOURCE,
      code: concern.code,
      message: describeConcern(concern),
      data: concernKey(concern),
    };
  });
  const told = new Set(open.map(waiting));
  const faulty = problems
    .filter(({ trailer }) => !told.has(trailer))
    .map((problem) => diagnoseTrailer(subject, problem));
  return [...missing, ...faulty];
}

/** Tells one concern from another, in a diagnostic and the actions that answer it. */
export function concernKey(concern: Concern): string {
  return concern.code === 'version-undocumented' ? `${concern.code} ${concern.id}` : `${concern.code} ${concern.path}`;
}

/** The line that was begun for a version and still says nothing. */
export function waitingTrailer(
  { concerns }: CommitSubject,
  concern: Concern,
  trailers: readonly Trailer[],
): Trailer | undefined {
  return concern.code === 'version-undocumented'
    ? trailersAbout(concern, concerns, trailers).find(
        ({ field, text }) => text === '' && field !== null && concern.missing.includes(field),
      )
    : undefined;
}

/** By default a commit is only asked about. */
function severityOf(policy: RationalePolicy): DiagnosticSeverity {
  return policy === 'require' ? DiagnosticSeverity.Error : DiagnosticSeverity.Information;
}

function diagnoseTrailer(subject: CommitSubject, { code, message, trailer }: TrailerProblem): Diagnostic {
  const { start, end, reference, valueStart } = trailer;
  const named = code === 'reference-unknown' && reference !== null;
  const range = named
    ? rangeOf(subject, valueStart, valueStart + referenceLength(subject, trailer))
    : rangeOf(subject, start, end);
  const severity = code === 'trailer-empty' ? DiagnosticSeverity.Information : DiagnosticSeverity.Warning;
  return { range, severity, source: DIAGNOSTIC_SOURCE, code, message };
}

function referenceLength({ document }: CommitSubject, { valueStart, end, reference }: Trailer): number {
  const written = /^[^\s:]+/.exec(document.getText().slice(valueStart, end))?.[0];
  return (written ?? (reference === null ? '' : formatReference(reference.model, reference.version))).length;
}

function rangeOf({ document }: CommitSubject, start: number, end: number): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}
