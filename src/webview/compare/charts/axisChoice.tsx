import type { ComponentChild } from 'preact';

interface AxisChoiceProps {
  readonly columns: readonly { readonly id: string; readonly label: string; readonly isMetric: boolean }[];
  /** How many of those that are not chosen have one value in all versions. */
  readonly constant: number;
  readonly chosen: readonly string[];
  onChange(ids: readonly string[]): void;
}

export function AxisChoice({ columns, constant, chosen, onChange }: AxisChoiceProps): ComponentChild {
  return (
    <details class="axis-choice">
      <summary>
        <span class="link">
          Axes ({chosen.length} of {columns.length})
        </span>
        {constant === 0 ? null : (
          <span class="panel-note">
            {' '}
            {constant === 1 ? 'One is' : `${constant} are`} the same in every version and left out at first.
          </span>
        )}
      </summary>
      <div class="axis-list" role="group" aria-label="Axes">
        {columns.map(({ id, label }) => (
          <label key={id} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
              }
            />
            {label}
          </label>
        ))}
      </div>
    </details>
  );
}
