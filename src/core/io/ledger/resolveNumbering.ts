import type { EventId } from '../../model';
import type { Ledger } from './ledger';

export interface Renumbered {
  readonly model: string;
  readonly id: EventId;
  readonly from: number;
  readonly version: number;
  readonly name: string;
}

/**
 * Gives the next free number to every version of the model whose number another registration holds, the oldest first;
 * with `only`, to these. A `renumbered` event is appended for each. Throws `model-unknown`.
 */
export async function resolveNumbering(
  ledger: Ledger,
  model: string,
  only: ReadonlySet<EventId> | null = null,
): Promise<readonly Renumbered[]> {
  const { versions } = await ledger.model(model);
  const renumbered: Renumbered[] = [];
  for (const { id, version: from, conflict } of versions) {
    if (conflict !== null && (only === null || only.has(id))) {
      await ledger.renumber({ id });
      const { version, name } = await ledger.version({ id });
      renumbered.push({ model, id, from, version, name });
    }
  }
  return renumbered;
}
