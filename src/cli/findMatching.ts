import type { Ledger } from '../core/io/ledger/ledger';
import type { Version } from '../core/model';
import { filterVersions } from '../core/table/filter/filterVersions';

/** The versions of some models, or of all, that a filter keeps, by model and oldest first. Throws `filter-invalid`. */
export async function findMatching(
  ledger: Ledger,
  filter: string,
  models?: readonly string[],
): Promise<readonly Version[]> {
  const [names, { config }] = await Promise.all([
    models ?? ledger.summaries().then((summaries) => summaries.map(({ model }) => model)),
    ledger.config(),
  ]);
  const states = await Promise.all(names.map((name) => ledger.model(name)));
  return filterVersions(
    states.flatMap(({ versions }) => versions),
    filter,
    config.documentation.required,
  );
}
