import type { ComponentChild, TargetedKeyboardEvent } from 'preact';
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { parallelScene, pointsOf, type ParallelFrame } from '../../../core/chart/parallelScene';
import type { ChartColors, Point } from '../../../core/chart/scene';
import { plural } from '../../../core/difference/sectionWords';
import { updatePanel } from '../panel/panelProps';
import { AxisChoice } from './axisChoice';
import { Brushes, type Brush } from './brushes';
import { chartColumns, columnValues, valueText, type ColumnValues } from './columnValues';
import type { ChartProps, ChartVersion } from './chartProps';
import { ChartTools } from './chartTools';
import { ParallelTable } from './parallelTable';
import { SceneView } from './sceneView';
import { steppedIndex } from './steppedIndex';

const HEIGHT = 300;
const REACH = 14;
/** Axes that are shown before anybody has chosen. */
const FIRST_PARAMS = 5;
const FIRST_METRICS = 3;
const TITLE = 'Params and metrics of every version';

/** Every version a line across params and metrics; brushing an axis keeps the lines that pass through it. */
export function ParallelChart(props: ChartProps): ComponentChild {
  const { store, data, loaded, view, chartVersions } = props;
  const columns = useMemo(() => chartColumns(data), [data]);
  const rows = useMemo(() => chartVersions.map(({ row }) => row), [chartVersions]);
  const chosen = useMemo(
    () => view.panel?.axes?.filter((id) => columns.some((column) => column.id === id)) ?? firstAxes(data, rows),
    [data, loaded, rows, columns, view.panel?.axes],
  );
  const constant = useMemo(
    () => columns.filter(({ id }) => !chosen.includes(id) && !differs(data, id, rows)).length,
    [data, loaded, columns, chosen, rows],
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
  const coloured = colouredBy(axes);
  const shades = useMemo(() => shadesOf(coloured, chartVersions.length), [coloured, chartVersions]);
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
        shades,
        isChosen,
        hovered,
        brushes: axes.map(({ id }) => brushes.get(id) ?? null),
      }),
    [axes, isChosen, hovered, brushes, summary, shades],
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
    const passing = isChosen.flatMap((isShown, index) => (isShown ? [index] : []));
    const at = hovered === null ? -1 : passing.indexOf(hovered);
    const next = steppedIndex(event.key, at < 0 ? null : at, passing.length);
    if (next !== null) {
      event.preventDefault();
      setHovered(passing[next] ?? null);
    } else if (event.key === 'Enter' && pointed !== undefined) {
      store.openCard(pointed.id);
    } else if (event.key === 'Escape') {
      setBrushes(new Map());
    }
  };
  return (
    <div class="chart">
      <AxisChoice {...{ columns, constant, chosen }} onChange={(ids) => updatePanel(props, { axes: ids })} />
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
        {coloured === undefined ? null : <ShadeKey axis={coloured} />}
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
  const first = (wanted: 'param' | 'metric', count: number) =>
    data.table.columns.filter(({ group, id }) => group === wanted && differs(data, id, rows)).slice(0, count);
  return [...first('param', FIRST_PARAMS), ...first('metric', FIRST_METRICS)].map(({ id }) => id);
}

/** An axis on which every version has one place tells nothing. */
function differs(data: ChartProps['data'], id: string, rows: readonly number[]): boolean {
  const values = columnValues(data, id, rows)?.values ?? [];
  return new Set(values.map((value) => (Number.isNaN(value) ? 'none' : value))).size > 1;
}

function passes(axes: readonly ColumnValues[], brushes: ReadonlyMap<string, Brush>, index: number): boolean {
  return axes.every(({ id, values }) => {
    const brush = brushes.get(id) ?? null;
    const value = values[index] ?? Number.NaN;
    const room = brush === null ? 0 : Math.abs(brush[1] - brush[0]) * 1e-9;
    return brush === null || (value >= brush[0] - room && value <= brush[1] + room);
  });
}

function ShadeKey({ axis: { label, higherIsBetter } }: { readonly axis: ColumnValues }): ComponentChild {
  const [low, high] = higherIsBetter === null ? ['low', 'high'] : ['worst', 'best'];
  return (
    <span class="chart-key">
      {label}: {low} <span class="key-shades" aria-hidden="true" /> {high}
    </span>
  );
}

/** What the colours tell: the first metric among the axes, else the last axis. */
function colouredBy(axes: readonly ColumnValues[]): ColumnValues | undefined {
  return axes.find(({ isMetric }) => isMetric) ?? axes.at(-1);
}

/** By version: how many of the others are worse in what colours them, 0 to 1. */
function shadesOf(axis: ColumnValues | undefined, count: number): readonly number[] {
  const values = axis?.values ?? [];
  const known = [...new Set(values.filter((value) => !Number.isNaN(value)))].sort((a, b) => a - b);
  const rank = new Map(known.map((value, index) => [value, known.length < 2 ? 1 : index / (known.length - 1)]));
  return Array.from({ length: count }, (_, index) => {
    const share = rank.get(values[index] ?? Number.NaN) ?? 0;
    return axis?.higherIsBetter === false ? 1 - share : share;
  });
}

function axisAt(frame: ParallelFrame | null, [left]: Point): number | null {
  const distances = (frame?.axes ?? []).map(({ x }) => Math.abs(x - left));
  const closest = Math.min(...distances);
  return closest <= REACH ? distances.indexOf(closest) : null;
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

function describe(
  count: number,
  versions: readonly ChartVersion[],
  isChosen: readonly boolean[],
  axes: readonly ColumnValues[],
  brushes: ReadonlyMap<string, Brush>,
): string {
  const all = `${plural(versions.length, 'version')} over ${axes.length} axes.`;
  if (brushes.size === 0) {
    return all;
  }
  const names = versions.filter((_, index) => isChosen[index] === true).map(({ name }) => name);
  const shown = names.slice(0, 8).join(', ');
  return `${count.toLocaleString('en')} of ${plural(versions.length, 'version')} pass: ${count === 0 ? 'none' : shown}${names.length > 8 ? ` and ${names.length - 8} more` : ''}.`;
}
