import type { ComponentChild } from 'preact';

interface ColumnSelectProps {
  readonly label: string;
  readonly columns: readonly { readonly id: string; readonly label: string; readonly isMetric: boolean }[];
  readonly value: string;
  onChoose(id: string): void;
}

/** A metric or a param. */
export function ColumnSelect({ label, columns, value, onChoose }: ColumnSelectProps): ComponentChild {
  const groups = [
    ['Metrics', columns.filter(({ isMetric }) => isMetric)],
    ['Params', columns.filter(({ isMetric }) => !isMetric)],
  ] as const;
  return (
    <label class="field">
      {label}
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {groups.map(([title, members]) =>
          members.length === 0 ? null : (
            <optgroup key={title} label={title}>
              {members.map((column) => (
                <option key={column.id} value={column.id}>
                  {column.label}
                </option>
              ))}
            </optgroup>
          ),
        )}
      </select>
    </label>
  );
}
