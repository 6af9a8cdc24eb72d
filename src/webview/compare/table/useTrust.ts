import { useCallback, useEffect, useState } from 'preact/hooks';
import type { TableData } from '../../../core/table/tableData';
import type { TrustMark } from '../../../core/trust/trustLine';
import type { TrustLines } from '../../../protocol/comparePage';
import type { PageStore } from '../pageStore';

type Lines = ReadonlyMap<string, readonly TrustMark[]>;

/** Versions that are asked about at once. */
const BATCH = 40;

/** The trust lines of the versions shown, one batch after the other; null as revision asks for none. */
export function useTrust(
  store: PageStore,
  data: TableData,
  versions: readonly number[],
  revision: number | null,
): { readonly lines: Lines; readonly open: (id: string, kind: TrustMark['kind']) => void } {
  const [lines, setLines] = useState<Lines>(new Map());
  const add = (answer: TrustLines): void =>
    setLines((known) => new Map([...known, ...answer.lines.map(({ id, marks }) => [id, marks] as const)]));
  useEffect(() => {
    if (revision === null) {
      return undefined;
    }
    const gone = new AbortController();
    const ids = versions.map((row) => data.head(row)?.id ?? '').filter((id) => id !== '');
    void load(store, ids, gone.signal, add);
    return () => gone.abort();
  }, [store, data, versions, revision]);
  const open = useCallback(
    (id: string, kind: TrustMark['kind']): void => {
      void store.openTrust(id, kind).then((answer) => (answer === null ? undefined : add(answer)));
    },
    [store],
  );
  return { lines, open };
}

/** A failure leaves the line empty: the versions themselves are shown, and the next state asks again. */
async function load(
  store: PageStore,
  ids: readonly string[],
  signal: AbortSignal,
  add: (answer: TrustLines) => void,
): Promise<void> {
  for (let from = 0; from < ids.length && !signal.aborted; from += BATCH) {
    const answer = await store.loadTrust(ids.slice(from, from + BATCH)).catch(() => null);
    if (answer === null) {
      return;
    }
    if (!isGone(signal)) {
      add(answer);
    }
  }
}

/** Asked anew: it may have gone while an answer was awaited. */
function isGone(signal: AbortSignal): boolean {
  return signal.aborted;
}
