import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { describeFailure, UsageError } from '../../src/cli/failure';
import { LedgerError } from '../../src/core/errors';

describe('describing a failure', () => {
  it.each([
    ['a wrong option', new CommanderError(1, 'x', "error: unknown option '--x'"), 2, 'usage', "Unknown option '--x'."],
    ['our own words about usage', new UsageError('Give one.'), 2, 'usage', 'Give one.'],
    ['a reference that cannot be one', new LedgerError('reference-invalid', 'No.'), 2, 'reference-invalid', 'No.'],
    ['a version that is not there', new LedgerError('version-unknown', 'No.'), 1, 'version-unknown', 'No.'],
    ['a cancelled call', AbortSignal.abort().reason, 1, 'cancelled', 'Cancelled. Nothing was registered.'],
    ['a defect', new TypeError('x is undefined'), 1, 'unexpected', 'Unexpected failure: x is undefined'],
    ['something thrown that is no error', 'boom', 1, 'unexpected', 'Unexpected failure: boom'],
  ])('%s', (_, error: unknown, exitCode, code, message) => {
    expect(describeFailure(error)).toMatchObject({ exitCode, code, message });
  });

  it('keeps the facts for programs', () => {
    const error = new LedgerError('model-unknown', 'There is none.', { model: 'churn' });

    expect(describeFailure(error).data).toEqual({ model: 'churn' });
  });
});
