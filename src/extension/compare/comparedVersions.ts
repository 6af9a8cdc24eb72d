import type { Version } from '../../core/model';
import type { ComparedVersions } from '../../protocol/comparePage';
import type { Ledgers } from '../ledgers';
import type { OpenLedger } from '../openLedger';

export interface FoundVersion {
  readonly open: OpenLedger;
  readonly version: Version;
}

export interface FoundVersions {
  /** By model, then ascending: the newest comes last. */
  readonly found: readonly FoundVersion[];
  /** Ids and models that no ledger of the window knows. */
  readonly missing: readonly string[];
  /** What of their models cannot be read, as sentences. */
  readonly faults: readonly string[];
}

/** Reads the versions of a comparison whole. They may come from several ledgers of the window. */
export async function findCompared(ledgers: Ledgers, compared: ComparedVersions): Promise<FoundVersions> {
  const wanted = new Set(compared.kind === 'versions' ? compared.ids : compared.models);
  const all = await ledgers.all();
  const lists = await Promise.all(all.map((open) => readFrom(open, compared.kind, wanted)));
  const found = lists.flat();
  const known = new Set(found.map(({ version }) => (compared.kind === 'versions' ? version.id : version.model)));
  const faults = await Promise.all(all.map((open) => faultsOf(open, found)));
  return { found, missing: [...wanted].filter((key) => !known.has(key)), faults: faults.flat() };
}

async function readFrom(
  open: OpenLedger,
  kind: ComparedVersions['kind'],
  wanted: ReadonlySet<string>,
): Promise<readonly FoundVersion[]> {
  const summaries = await open.summaries();
  const models = summaries.filter(({ model, versions }) =>
    kind === 'models' ? wanted.has(model) : versions.some(({ id }) => wanted.has(id)),
  );
  const states = await Promise.all(models.map(({ model }) => open.ledger.model(model)));
  return states.flatMap(({ versions }) =>
    versions
      .filter(({ id }) => kind === 'models' || wanted.has(id))
      .map((version): FoundVersion => ({ open, version })),
  );
}

/** A damaged event hides no other, but the table should not look whole either. */
async function faultsOf(open: OpenLedger, found: readonly FoundVersion[]): Promise<readonly string[]> {
  const models = new Set(found.flatMap(({ open: holder, version }) => (holder === open ? [version.model] : [])));
  const faults = models.size === 0 ? [] : await open.faults();
  return faults
    .filter(({ path }) => [...models].some((model) => path.includes(`models/${model}/`)))
    .map(({ message }) => message);
}
