import type { ComponentChild } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { lineStyle } from '../../../core/chart/scene';
import { chartColors } from './chartColors';

export interface LegendEntry {
  readonly key: string;
  readonly name: string;
  readonly style: number;
}

interface LegendTogglesProps {
  readonly entries: readonly LegendEntry[];
  readonly hidden: ReadonlySet<string>;
  onToggle(key: string): void;
  onHover(key: string | null): void;
}

/** The lines of a chart by name; each can be taken out and put back. */
export function LegendToggles({ entries, hidden, onToggle, onHover }: LegendTogglesProps): ComponentChild {
  return (
    <div class="legend-toggles" role="group" aria-label="Lines of the chart">
      {entries.map((entry) => (
        <button
          key={entry.key}
          type="button"
          class="legend-toggle"
          aria-pressed={!hidden.has(entry.key)}
          onClick={() => onToggle(entry.key)}
          onPointerEnter={() => onHover(entry.key)}
          onPointerLeave={() => onHover(null)}
          onFocus={() => onHover(entry.key)}
          onBlur={() => onHover(null)}
        >
          <Stroke style={entry.style} />
          {entry.name}
        </button>
      ))}
    </div>
  );
}

function Stroke({ style }: { readonly style: number }): ComponentChild {
  const line = useRef<SVGLineElement>(null);
  useLayoutEffect(() => {
    const element = line.current;
    if (element !== null) {
      const { dash } = lineStyle(chartColors(document.body), style);
      element.style.stroke = `var(--line-${style % 6})`;
      element.style.strokeDasharray = dash?.join(' ') ?? 'none';
    }
  }, [style]);
  return (
    <svg class="legend-stroke" viewBox="0 0 20 10" aria-hidden="true" focusable="false">
      <line ref={line} x1="0" y1="5" x2="20" y2="5" />
    </svg>
  );
}

/** A set with one member more or less. */
export function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return set.has(key) ? new Set([...set].filter((other) => other !== key)) : new Set([...set, key]);
}
