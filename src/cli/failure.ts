import { CommanderError } from 'commander';
import { type ErrorCode, isCancelled, LedgerError } from '../core/errors';

/** The command line itself is at fault: nothing in the repository was looked at. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const EXIT_DONE = 0;
export const EXIT_FAILED = 1;
export const EXIT_USAGE = 2;

/** What a failed call reports: a sentence for people, a code and facts for programs. */
export interface Failure {
  readonly exitCode: typeof EXIT_FAILED | typeof EXIT_USAGE;
  readonly code: ErrorCode | 'usage' | 'unexpected';
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Failures that the words on the command line cause by themselves. */
const USAGE_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'reference-invalid',
  'model-name-invalid',
  'metric-invalid',
  'param-invalid',
  'filter-invalid',
]);

export function describeFailure(error: unknown): Failure {
  if (error instanceof CommanderError) {
    return { exitCode: EXIT_USAGE, code: 'usage', message: usageSentence(error.message), data: {} };
  }
  if (error instanceof UsageError) {
    return { exitCode: EXIT_USAGE, code: 'usage', message: error.message, data: {} };
  }
  if (isCancelled(error)) {
    return { exitCode: EXIT_FAILED, code: 'cancelled', message: 'Cancelled. Nothing was registered.', data: {} };
  }
  if (error instanceof LedgerError) {
    const exitCode = USAGE_CODES.has(error.code) ? EXIT_USAGE : EXIT_FAILED;
    return { exitCode, code: error.code, message: error.message, data: error.data };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { exitCode: EXIT_FAILED, code: 'unexpected', message: `Unexpected failure: ${message}`, data: {} };
}

/** Commander says "error: unknown option '--x'": made a sentence like ours. */
function usageSentence(message: string): string {
  const text = message.replace(/^error: /, '').trim();
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!)]$/.test(sentence) ? sentence : `${sentence}.`;
}
