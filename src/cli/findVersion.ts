import { LedgerError } from '../core/errors';
import type { Ledger } from '../core/io/ledger/ledger';
import type { Version } from '../core/model';

export const REFERENCE_HELP = 'version, as MODEL@vN or MODEL@ALIAS';

/** The version that `churn@v4` or `churn@champion` names; `churn` alone names its newest one that is not archived. */
export async function findVersion(ledger: Ledger, reference: string): Promise<Version> {
  if (reference.includes('@')) {
    return await ledger.find(reference);
  }
  const { versions } = await ledger.model(reference);
  const newest = versions.findLast((version) => version.archived === null) ?? versions.at(-1);
  if (newest === undefined) {
    throw new LedgerError('version-unknown', `${reference} has no versions.`, { model: reference });
  }
  return newest;
}
