import type { ComponentChild, TargetedKeyboardEvent } from 'preact';
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { parallelScene, pointsOf, type ParallelFrame } from '../../../core/chart/parallelScene';
import type { ChartColors, Point } from '../../../core/chart/scene';
import { updatePanel } from '../panel/panelProps';
import { chartColumns, columnValues, valueText, type ColumnValues } from './columnValues';
import type { ChartProps, ChartVersion } from './chartProps';
import { ChartTools } from './chartTools';
import { SceneView } from './sceneView';

const HEIGHT = 300;
const REACH = 14;
/** Axes that are shown before anybody has chosen. */
const FIRST_PARAMS = 5;
const FIRST_METRICS = 3;
const TITLE = 'Params and metrics of every version';

type Brush = readonly [number, number] | null;

/** Every version a line across params and metrics; brushing an axis keeps the lines that pass through it. */
export function ParallelChart(props: ChartProps): ComponentChild {
  const { store, data, loaded, view, chartVersions } = props;
  const columns = useMemo(() => chartColumns(data), [data]);
  const rows = useMemo(() => chartVersions.map(({ row }) => row), [chartVersions]);
  const chosen = useMemo(
    () => view.panel?.axes?.filter((id) => columns.some((column) => column.id === id)) ?? firstAxes(data, rows),
    [data, loaded, rows, columns, view.panel?.axes],
  );
  const axes = useMemo(
    () => chosen.map((id) => columnValues(data, id, rows)).filter((column) => column !== null),
    [data, loaded, chosen, rows],
  );
  const [brushes, setBrushes] = useState<ReadonlyMap<string, Brush>>(new Map());
  const [hovered, setHovered] = useState<number | null>(null);
  const frame = useRef<ParallelFrame | null>(null);
  const isChosen = useMemo(
    () => chartVersions.map((_, index) => passes(axes, brushes, index)),
    [axes, brushes, chartVersions],
  );
  const count = isChosen.filter(Boolean).length;
  const summary = describe(count, chartVersions, isChosen, axes, brushes);
  const build = useCallback(
    (width: number, height: number, colors: ChartColors) =>
      parallelScene({
        width,
        height,
        colors,
        title: TITLE,
        description: summary,
        axes,
        shades: shadesOf(axes, chartVersions.length),
        isChosen,
        hovered,
        brushes: axes.map(({ id }) => brushes.get(id) ?? null),
      }),
    [axes, isChosen, hovered, brushes, summary, chartVersions],
  );
  const draw = useCallback(
    (width: number, colors: ChartColors) => {
      // Axes stand at least so far apart that their names can be read: beyond that the chart scrolls.
      const drawn = build(width, HEIGHT, colors);
      frame.current = drawn.frame;
      return drawn.scene;
    },
    [build],
  );
  if (columns.length < 2) {
    return <p class="panel-note">Parallel coordinates need two params or metrics.</p>;
  }

  const pointed = hovered === null ? undefined : chartVersions[hovered];
  const readout =
    pointed === undefined || hovered === null
      ? ''
      : `${pointed.name}: ${axes.map((axis) => `${axis.label} ${valueText(axis, hovered) || 'none'}`).join(', ')}`;
  const onDrag = (from: Point, to: Point): void => {
    const index = axisAt(frame.current, from);
    const axis = index === null ? undefined : axes[index];
    const scale = index === null ? undefined : frame.current?.axes[index]?.scale;
    if (axis !== undefined && scale !== undefined) {
      const [a, b] = [scale.toValue(from[1]), scale.toValue(to[1])];
      setBrushes(new Map([...brushes, [axis.id, a < b ? [a, b] : [b, a]]]));
    }
  };
  const onClick = (at: Point): void => {
    const index = axisAt(frame.current, at);
    const axis = index === null ? undefined : axes[index];
    if (axis !== undefined && brushes.has(axis.id)) {
      setBrushes(new Map([...brushes].filter(([id]) => id !== axis.id)));
    } else if (pointed !== undefined) {
      store.openCard(pointed.id);
    }
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step !== undefined && count > 0) {
      event.preventDefault();
      setHovered(nextChosen(isChosen, hovered, step));
    } else if (event.key === 'Enter' && pointed !== undefined) {
      store.openCard(pointed.id);
    } else if (event.key === 'Escape') {
      setBrushes(new Map());
    }
  };
  return (
    <div class="chart">
      <AxisChoice columns={columns} chosen={chosen} onChange={(ids) => updatePanel(props, { axes: ids })} />
      <SceneView
        label={`${TITLE}. ${summary} Arrow keys move from version to version, Enter opens the model card; drag along an axis to keep what passes through it, Escape resets.`}
        kind="parallel coordinates"
        draw={draw}
        selects="y"
        onPoint={(at) => setHovered(at === null ? null : nearest(axes, frame.current, isChosen, at))}
        onDrag={onDrag}
        onClick={onClick}
        onDoubleClick={() => setBrushes(new Map())}
        onKeyDown={onKeyDown}
      />
      <Brushes axes={axes} brushes={brushes} onChange={setBrushes} />
      <div class="chart-caption">
        <span class="chart-readout">{readout === '' ? summary : readout}</span>
        <ChartTools
          store={store}
          name={TITLE}
          draw={(width, height, colors) => build(width, height, colors).scene}
          isChanged={brushes.size > 0}
          onReset={() => setBrushes(new Map())}
          table={() => <ParallelTable axes={axes} versions={chartVersions} isChosen={isChosen} />}
        />
      </div>
      <span class="spoken" aria-live="polite">
        {readout}
      </span>
    </div>
  );
}

/** The params that differ and the headline metrics: what a person would ask about first. */
function firstAxes(data: ChartProps['data'], rows: readonly number[]): readonly string[] {
  const differs = (id: string): boolean => {
    const values = columnValues(data, id, rows)?.values ?? [];
    return new Set(values.map((value) => (Number.isNaN(value) ? 'none' : value))).size > 1;
  };
  const params = data.table.columns.filter(({ group, id }) => group === 'param' && differs(id)).slice(0, FIRST_PARAMS);
  const metrics = data.table.columns
    .filter(({ group, id }) => group === 'metric' && differs(id))
    .slice(0, FIRST_METRICS);
  return [...params, ...metrics].map(({ id }) => id);
}

interface AxisChoiceProps {
  readonly columns: readonly { readonly id: string; readonly label: string; readonly isMetric: boolean }[];
  readonly chosen: readonly string[];
  onChange(ids: readonly string[]): void;
}

function AxisChoice({ columns, chosen, onChange }: AxisChoiceProps): ComponentChild {
  return (
    <details class="axis-choice">
      <summary class="link">
        Axes ({chosen.length} of {columns.length})
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

interface BrushesProps {
  readonly axes: readonly ColumnValues[];
  readonly brushes: ReadonlyMap<string, Brush>;
  onChange(brushes: ReadonlyMap<string, Brush>): void;
}

/** What is brushed in numbers, which the keyboard can change too. */
function Brushes({ axes, brushes, onChange }: BrushesProps): ComponentChild {
  const add = (id: string): void => {
    const values = (axes.find((axis) => axis.id === id)?.values ?? []).filter((value) => !Number.isNaN(value));
    if (values.length > 0) {
      onChange(new Map([...brushes, [id, [least(values), most(values)]]]));
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

function passes(axes: readonly ColumnValues[], brushes: ReadonlyMap<string, Brush>, index: number): boolean {
  return axes.every(({ id, values }) => {
    const brush = brushes.get(id) ?? null;
    const value = values[index] ?? Number.NaN;
    const room = brush === null ? 0 : Math.abs(brush[1] - brush[0]) * 1e-9;
    return brush === null || (value >= brush[0] - room && value <= brush[1] + room);
  });
}

/** By the last metric: the better half has the second colour. */
function shadesOf(axes: readonly ColumnValues[], count: number): readonly number[] {
  const metric = axes.find(({ isMetric }) => isMetric) ?? axes.at(-1);
  const known = (metric?.values ?? []).filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  const middle = known[Math.floor(known.length / 2)] ?? 0;
  const isLowBetter = metric?.higherIsBetter === false;
  return Array.from({ length: count }, (_, index) => {
    const value = metric?.values[index] ?? Number.NaN;
    return Number.isNaN(value) ? 0 : value >= middle !== isLowBetter ? 0 : 1;
  });
}

function axisAt(frame: ParallelFrame | null, [left]: Point): number | null {
  const distances = (frame?.axes ?? []).map(({ x }) => Math.abs(x - left));
  const closest = least(distances);
  return distances.length > 0 && closest <= REACH ? distances.indexOf(closest) : null;
}

/** The line that passes closest to the place, among those that are not brushed away. */
function nearest(
  axes: readonly ColumnValues[],
  frame: ParallelFrame | null,
  isChosen: readonly boolean[],
  [left, top]: Point,
): number | null {
  let found: number | null = null;
  let closest = REACH;
  if (frame === null) {
    return null;
  }
  isChosen.forEach((isShown, version) => {
    const points = isShown ? pointsOf(axes, frame, version) : [];
    points.slice(1).forEach(([toX, toY], index) => {
      const [fromX, fromY] = points[index] ?? [toX, toY];
      if (left >= fromX && left <= toX && toX > fromX) {
        const distance = Math.abs(fromY + ((left - fromX) / (toX - fromX)) * (toY - fromY) - top);
        if (distance < closest) {
          closest = distance;
          found = version;
        }
      }
    });
  });
  return found;
}

function nextChosen(isChosen: readonly boolean[], from: number | null, step: number): number | null {
  const count = isChosen.length;
  for (let tried = 1; tried <= count; tried += 1) {
    const index = ((from ?? (step > 0 ? -1 : count)) + step * tried + count * tried) % count;
    if (isChosen[index] === true) {
      return index;
    }
  }
  return null;
}

function describe(
  count: number,
  versions: readonly ChartVersion[],
  isChosen: readonly boolean[],
  axes: readonly ColumnValues[],
  brushes: ReadonlyMap<string, Brush>,
): string {
  const all = `${versions.length} versions over ${axes.length} axes.`;
  if (brushes.size === 0) {
    return all;
  }
  const names = versions.filter((_, index) => isChosen[index] === true).map(({ name }) => name);
  const shown = names.slice(0, 8).join(', ');
  return `${count} of ${versions.length} versions pass: ${count === 0 ? 'none' : shown}${names.length > 8 ? ` and ${names.length - 8} more` : ''}.`;
}

/** Not by spreading: thousands of arguments are too many. */
function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

interface ParallelTableProps {
  readonly axes: readonly ColumnValues[];
  readonly versions: readonly ChartVersion[];
  readonly isChosen: readonly boolean[];
}

function ParallelTable({ axes, versions, isChosen }: ParallelTableProps): ComponentChild {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Version</th>
          {axes.map(({ id, label }) => (
            <th key={id} scope="col" class="number">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {versions.map((version, index) =>
          isChosen[index] === true ? (
            <tr key={version.id}>
              <th scope="row">{version.name}</th>
              {axes.map((axis) => (
                <td key={axis.id} class="number">
                  {valueText(axis, index)}
                </td>
              ))}
            </tr>
          ) : null,
        )}
      </tbody>
    </table>
  );
}
