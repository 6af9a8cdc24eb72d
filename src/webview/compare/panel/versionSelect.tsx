import type { ComponentChild } from 'preact';
import type { TableData } from '../../../core/table/tableData';
import { versionTitle } from '../cells/versionHeader';

interface VersionSelectProps {
  readonly label: string;
  readonly data: TableData;
  readonly loaded: number;
  /** Row of the version that is chosen. */
  readonly row: number;
  readonly showsModel: boolean;
  onChoose(id: string): void;
}

/** One of the versions of the comparison. */
export function VersionSelect({ label, data, loaded, row, showsModel, onChoose }: VersionSelectProps): ComponentChild {
  return (
    <label class="field">
      {label}
      <select value={data.head(row)?.id} onChange={(event) => onChoose(event.currentTarget.value)}>
        {Array.from({ length: loaded }, (_, index) => {
          const head = data.head(index);
          return head === undefined ? null : (
            <option key={head.id} value={head.id}>
              {[versionTitle(head, showsModel), ...head.aliases].join(' · ')}
            </option>
          );
        })}
      </select>
    </label>
  );
}

/** The pair that was chosen, as far as it is still in the comparison; else the baseline and the newest other version. */
export function chosenPair(
  data: TableData,
  baselineRow: number,
  chosen: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined,
): readonly [from: number, to: number] | null {
  if (data.loaded < 2) {
    return null;
  }
  const from = data.rowOf(chosen?.from ?? '');
  const to = data.rowOf(chosen?.to ?? '');
  const last = data.loaded - 1;
  if (from >= 0 && to >= 0) {
    return [from, to];
  }
  const start = from >= 0 ? from : Math.min(baselineRow, last);
  const end = to >= 0 ? to : last;
  return start === end ? [Math.max(0, end - 1), end === 0 ? 1 : end] : [start, end];
}
