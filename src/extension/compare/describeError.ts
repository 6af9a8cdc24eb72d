import { LedgerError } from '../../core/errors';
import type { PageError } from '../../protocol/comparePage';

/** The sentence that a page shows. */
export function describeError(error: unknown): PageError {
  if (error instanceof LedgerError) {
    return { code: error.code, message: error.message };
  }
  return {
    code: 'unexpected',
    message: `An unexpected failure: ${error instanceof Error ? error.message : String(error)}.`,
  };
}
