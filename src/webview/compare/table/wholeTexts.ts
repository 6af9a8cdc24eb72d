import { useEffect, useState } from 'preact/hooks';
import type { Documentation } from '../../../core/model';
import { isFact, type TableData } from '../../../core/table/tableData';
import type { PageStore } from '../pageStore';

const NONE: ReadonlyMap<string, Documentation> = new Map();

/** The whole documentation of the versions whose texts the table holds only cut, as soon as the host has sent it. */
export function useWholeTexts(
  store: PageStore,
  data: TableData,
  versions: readonly number[],
  isNeeded: boolean,
): ReadonlyMap<string, Documentation> {
  const [texts, setTexts] = useState(NONE);
  const wanted = isNeeded ? versions.flatMap((row) => cutVersion(data, row)) : [];
  const key = wanted.join(' ');
  useEffect(() => {
    if (key === '') {
      return undefined;
    }
    let isStale = false;
    store.loadTexts(key.split(' ')).then(
      (whole) => {
        if (!isStale) {
          setTexts(new Map(whole.texts.map(({ id, documentation }) => [id, documentation])));
        }
      },
      // The cut texts stay, and end where they were cut.
      (error: unknown) => store.notify(error instanceof Error ? error.message : String(error), true),
    );
    return () => {
      isStale = true;
    };
  }, [store, key]);
  return texts;
}

function cutVersion(data: TableData, row: number): readonly string[] {
  const isCut = data.table.columns.some((column, index) => {
    const value = isFact(column) && column.textLimit !== null ? data.fact(index, row) : undefined;
    return typeof value === 'string' && isFact(column) && value.length === column.textLimit;
  });
  const id = data.head(row)?.id;
  return isCut && id !== undefined ? [id] : [];
}
