import type { ComponentChild } from 'preact';
import type { ColumnValues } from './columnValues';

/** The stretch of an axis that versions must pass through; null for all of it. */
export type Brush = readonly [number, number] | null;

interface BrushesProps {
  readonly axes: readonly ColumnValues[];
  readonly brushes: ReadonlyMap<string, Brush>;
  onChange(brushes: ReadonlyMap<string, Brush>): void;
}

/** What is brushed in numbers, which the keyboard can change too. */
export function Brushes({ axes, brushes, onChange }: BrushesProps): ComponentChild {
  const add = (id: string): void => {
    const values = (axes.find((axis) => axis.id === id)?.values ?? []).filter((value) => !Number.isNaN(value));
    if (values.length > 0) {
      onChange(new Map([...brushes, [id, extent(values)]]));
    }
  };
  const free = axes.filter(({ id }) => !brushes.has(id));
  return (
    <div class="brushes">
      {axes.map(({ id, label, texts }) => {
        const brush = brushes.get(id) ?? null;
        if (brush === null) {
          return null;
        }
        const set = (end: 0 | 1, text: string): void => {
          const value = Number(text);
          if (text.trim() !== '' && Number.isFinite(value)) {
            onChange(new Map([...brushes, [id, end === 0 ? [value, brush[1]] : [brush[0], value]]]));
          }
        };
        return (
          <span key={id} class="brush" role="group" aria-label={`Range of ${label}`}>
            {label}
            {([0, 1] as const).map((end) => (
              <input
                key={end}
                type="number"
                step="any"
                aria-label={`${end === 0 ? 'Least' : 'Most'} ${label}${texts === null ? '' : ', by number'}`}
                value={Number(brush[end].toPrecision(5))}
                onChange={(event) => set(end, event.currentTarget.value)}
              />
            ))}
            <button
              type="button"
              class="link"
              aria-label={`Clear the range of ${label}`}
              onClick={() => onChange(new Map([...brushes].filter(([other]) => other !== id)))}
            >
              Clear
            </button>
          </span>
        );
      })}
      {free.length === 0 ? null : (
        <label class="field">
          <span class="spoken">Add a range</span>
          <select
            value=""
            onChange={(event) => {
              add(event.currentTarget.value);
              event.currentTarget.value = '';
            }}
          >
            <option value="">Add a range…</option>
            {free.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

/** Not by spreading: thousands of arguments are too many. */
function extent(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}
