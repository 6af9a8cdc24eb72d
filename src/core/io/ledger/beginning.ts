import type { ModelSummary } from '../../ledger/versionSummary';
import type { Ledger, LedgerFault } from './ledger';

/** A model with its newest versions only. */
export interface ModelBeginning extends ModelSummary {
  /** How many versions there are. */
  readonly total: number;
}

interface Overview {
  readonly models: readonly ModelSummary[];
  readonly faults: readonly LedgerFault[];
}

/** Of all models together: a page of a list and what its last rows are compared with. */
const VERSIONS = 250;
const FORM = '2';

/**
 * What a list shows first, without loading all versions of a large ledger: as it was kept by an earlier look when no
 * event has come or gone since, else the beginning of `overview`. What was kept tells of no faults, because there were
 * none; who shows it reads all of it next, which tells an event that was edited in place.
 */
export async function readBeginning(
  ledger: Ledger,
  overview: () => Promise<Overview>,
): Promise<readonly ModelBeginning[]> {
  const make = async () => {
    const { models, faults } = await overview();
    const share = Math.ceil(VERSIONS / models.length);
    const cut = models.map((model) => ({
      ...model,
      versions: model.versions.slice(0, share),
      total: model.versions.length,
    }));
    return { bytes: Buffer.from(JSON.stringify(cut)), isLasting: faults.length === 0 };
  };
  const bytes = await ledger.answer('beginning', FORM, make, 'folders');
  // Written above; its digest was compared.
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as readonly ModelBeginning[];
}
