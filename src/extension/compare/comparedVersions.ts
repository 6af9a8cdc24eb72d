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
}

/** Reads the versions of a comparison whole. They may come from several ledgers of the window. */
export async function findCompared(ledgers: Ledgers, compared: ComparedVersions): Promise<FoundVersions> {
  const wanted = new Set(compared.kind === 'versions' ? compared.ids : compared.models);
  const lists = await Promise.all((await ledgers.all()).map((open) => readFrom(open, compared.kind, wanted)));
  const found = lists.flat();
  const known = new Set(found.map(({ version }) => (compared.kind === 'versions' ? version.id : version.model)));
  return { found, missing: [...wanted].filter((key) => !known.has(key)) };
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
