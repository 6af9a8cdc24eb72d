/** Stable codes: the CLI's JSON, the tests and the documentation know them by these names. */
export type ErrorCode =
  | 'model-name-invalid'
  | 'model-unknown'
  | 'version-unknown'
  | 'reference-invalid'
  | 'documentation-missing'
  | 'source-missing'
  | 'source-unreadable'
  | 'source-unsupported'
  | 'artifact-missing'
  | 'artifact-unavailable'
  | 'artifact-damaged'
  | 'alias-unknown'
  | 'artifact-not-a-file'
  | 'artifact-changed-while-read'
  | 'path-outside'
  | 'metric-invalid'
  | 'param-invalid'
  | 'config-invalid'
  | 'draft-invalid'
  | 'lock-timeout'
  | 'ledger-unwritable'
  | 'object-missing'
  | 'object-too-large'
  | 'undo-committed'
  | 'undo-built-upon'
  | 'already-archived'
  | 'reason-missing'
  | 'not-archived'
  | 'stage-unknown'
  | 'alias-invalid'
  | 'no-conflict'
  | 'git-failed'
  | 'nothing-to-commit'
  | 'range-unknown'
  | 'hook-foreign'
  | 'hooks-shared'
  | 'nothing-to-compare'
  | 'filter-invalid'
  | 'file-exists'
  | 'file-unwritable'
  | 'comparison-outdated'
  | 'workspace-missing'
  | 'workspace-untrusted'
  | 'cancelled';

/**
 * A failure that a person can cause or cure. `message` says what failed, on what, and what to do next; `data` holds
 * the facts for programs. Anything else that is thrown is a defect of ours.
 */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly data: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** True for our own "the user cancelled" and for an aborted signal. */
export function isCancelled(error: unknown): boolean {
  return (
    (error instanceof LedgerError && error.code === 'cancelled') ||
    (error instanceof Error && error.name === 'AbortError')
  );
}
