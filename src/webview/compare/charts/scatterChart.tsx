import type { ComponentChild, TargetedKeyboardEvent } from 'preact';
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { AxisOptions, PlotFrame } from '../../../core/chart/plotFrame';
import { rangeOf, type Range } from '../../../core/chart/scale';
import { scatterScene } from '../../../core/chart/scatterScene';
import type { ChartColors, Point } from '../../../core/chart/scene';
import { plural } from '../../../core/difference/sectionWords';
import { updatePanel } from '../panel/panelProps';
import { chartColumns, columnValues, valueText, type ColumnValues } from './columnValues';
import { ColumnSelect } from './columnSelect';
import type { ChartProps, ChartVersion } from './chartProps';
import { ChartTools } from './chartTools';
import { PagedTable } from './pagedTable';
import { SceneView } from './sceneView';
import { steppedIndex } from './steppedIndex';

const HEIGHT = 280;
const REACH = 24;

interface Domain {
  readonly x: Range;
  readonly y: Range;
}

/** Any metric or param against any other, a point per version. */
export function ScatterChart(props: ChartProps): ComponentChild {
  const { store, data, loaded, view, chartVersions, judgement } = props;
  const columns = useMemo(() => chartColumns(data), [data]);
  const metrics = columns.filter(({ isMetric }) => isMetric);
  const [xId, yId] = chooseAxes(columns, metrics, view.panel);
  const rows = useMemo(() => chartVersions.map(({ row }) => row), [chartVersions]);
  const x = useMemo(() => columnValues(data, xId, rows), [data, loaded, xId, rows]);
  const y = useMemo(() => columnValues(data, yId, rows), [data, loaded, yId, rows]);
  const [zoom, setZoom] = useState<Domain | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const frame = useRef<PlotFrame | null>(null);
  const points = useMemo(() => (x === null || y === null ? [] : pointsOf(x, y, chartVersions)), [x, y, chartVersions]);
  const domain = zoom ?? {
    x: rangeOf(
      points.map(({ at }) => at[0]),
      0.08,
    ) ?? [0, 1],
    y: rangeOf(
      points.map(({ at }) => at[1]),
      0.1,
    ) ?? [0, 1],
  };
  const title = `${y?.label ?? ''} against ${x?.label ?? ''}`;
  const summary =
    x === null || y === null
      ? ''
      : describe(
          points.map(({ at }) => at),
          x,
          y,
          chartVersions.length,
        );
  const build = useCallback(
    (width: number, height: number, colors: ChartColors) =>
      scatterScene({
        width,
        height,
        colors,
        title,
        description: summary,
        points: points.map(({ at, version }) => ({
          at,
          label: version.name,
          style: judgement.baselineRow === version.row ? 1 : 0,
          isMarked: hovered === version.row || (judgement.baselineRow === version.row && points.length > 1),
        })),
        x: axis(x, domain.x),
        y: axis(y, domain.y),
      }),
    [points, domain.x[0], domain.x[1], domain.y[0], domain.y[1], title, summary, x, y, hovered, judgement],
  );
  const draw = useCallback(
    (width: number, colors: ChartColors) => {
      const drawn = build(width, HEIGHT, colors);
      frame.current = drawn.frame;
      return drawn.scene;
    },
    [build],
  );
  if (columns.length < 2 || x === null || y === null) {
    return <p class="panel-note">A scatter needs two metrics or params.</p>;
  }

  const hasBaseline = points.length > 1 && points.some(({ version }) => version.row === judgement.baselineRow);
  const at = points.findIndex(({ version }) => version.row === hovered);
  const pointed = points[at];
  const readout =
    pointed === undefined
      ? ''
      : `${pointed.version.name}: ${x.label} ${valueText(x, pointed.index)}, ${y.label} ${valueText(y, pointed.index)}`;
  const find = (place: Point): number | null => (frame.current === null ? null : nearest(points, frame.current, place));
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const next = steppedIndex(event.key, at < 0 ? null : at, points.length);
    if (next !== null) {
      event.preventDefault();
      setHovered(points[next]?.version.row ?? null);
    } else if (event.key === 'Enter' && pointed !== undefined) {
      store.openCard(pointed.version.id);
    } else if (event.key === 'Escape') {
      setZoom(null);
    }
  };
  return (
    <div class="chart">
      <div class="panel-controls">
        <ColumnSelect label="Across" columns={columns} value={x.id} onChoose={(id) => choose({ x: id })} />
        <ColumnSelect label="Up" columns={columns} value={y.id} onChoose={(id) => choose({ y: id })} />
      </div>
      <SceneView
        label={`${title}. ${summary} Arrow keys move from version to version, Enter opens the model card; drag to zoom, Escape resets.`}
        kind="scatter chart"
        draw={draw}
        onPoint={(place) => setHovered(place === null ? null : find(place))}
        onClick={(place) => {
          const version = points.find((point) => point.version.row === find(place))?.version;
          if (version !== undefined) {
            store.openCard(version.id);
          }
        }}
        onDrag={(from, to) => {
          if (frame.current !== null) {
            setZoom(domainBetween(frame.current, from, to));
          }
        }}
        onDoubleClick={() => setZoom(null)}
        onKeyDown={onKeyDown}
      />
      <div class="chart-caption">
        <span class="chart-readout">{readout === '' ? summary : readout}</span>
        {hasBaseline ? (
          <span class="chart-key" aria-hidden="true">
            <span class="key-dot" /> baseline
          </span>
        ) : null}
        <ChartTools
          store={store}
          name={title}
          draw={(width, height, colors) => build(width, height, colors).scene}
          isChanged={zoom !== null}
          onReset={() => setZoom(null)}
          table={() => <ScatterTable x={x} y={y} versions={chartVersions} />}
        />
      </div>
      <span class="spoken" aria-live="polite">
        {readout}
      </span>
    </div>
  );

  function choose(change: { readonly x?: string; readonly y?: string }): void {
    setZoom(null);
    updatePanel(props, { x: xId, y: yId, ...change });
  }
}

interface PlacedVersion {
  readonly at: Point;
  readonly version: ChartVersion;
  /** Among all versions, also those without both values. */
  readonly index: number;
}

function pointsOf(x: ColumnValues, y: ColumnValues, versions: readonly ChartVersion[]): readonly PlacedVersion[] {
  return versions.flatMap((version, index): readonly PlacedVersion[] => {
    const at: Point = [x.values[index] ?? Number.NaN, y.values[index] ?? Number.NaN];
    return at.some(Number.isNaN) ? [] : [{ at, version, index }];
  });
}

function chooseAxes(
  columns: readonly { readonly id: string }[],
  metrics: readonly { readonly id: string }[],
  chosen: { readonly x?: string | undefined; readonly y?: string | undefined } | undefined,
): readonly [string, string] {
  const known = (id: string | undefined): string | undefined => columns.find((column) => column.id === id)?.id;
  const y = known(chosen?.y) ?? metrics[0]?.id ?? columns[0]?.id ?? '';
  const x = known(chosen?.x) ?? metrics.find(({ id }) => id !== y)?.id ?? columns.find(({ id }) => id !== y)?.id ?? '';
  return [x, y];
}

function axis(column: ColumnValues | null, range: Range): AxisOptions {
  const texts = column?.texts ?? null;
  return {
    label: column?.label ?? '',
    range,
    ...(texts === null
      ? {}
      : { isWhole: true, tickText: (value: number) => (Number.isInteger(value) ? (texts[value] ?? '') : '') }),
  };
}

function nearest(points: readonly PlacedVersion[], { x, y }: PlotFrame, [left, top]: Point): number | null {
  let row: number | null = null;
  let least = REACH;
  for (const { at, version } of points) {
    const distance = Math.hypot(x.toPixel(at[0]) - left, y.toPixel(at[1]) - top);
    if (distance < least) {
      least = distance;
      ({ row } = version);
    }
  }
  return row;
}

function domainBetween({ x, y }: PlotFrame, from: Point, to: Point): Domain {
  const between = (a: number, b: number): Range => (a < b ? [a, b] : [b, a]);
  return {
    x: between(x.toValue(from[0]), x.toValue(to[0])),
    y: between(y.toValue(from[1]), y.toValue(to[1])),
  };
}

/** `12 versions; roc_auc (test) rises with max_depth (correlation 0.82).` */
function describe(points: readonly Point[], x: ColumnValues, y: ColumnValues, versions: number): string {
  const without = versions - points.length;
  const count = `${plural(points.length, 'version')}${without === 0 ? '' : `, ${without.toLocaleString('en')} without both values`}`;
  const r = x.texts === null && y.texts === null && points.length > 2 ? correlation(points) : null;
  if (r === null) {
    return `${count}.`;
  }
  const words = Math.abs(r) < 0.3 ? 'hardly moves' : r > 0 ? 'rises' : 'falls';
  return `${count}; ${y.label} ${words} with ${x.label} (correlation ${r.toFixed(2).replace('-', '−')}).`;
}

/** Pearson's; null where one of the two does not vary. */
function correlation(points: readonly Point[]): number | null {
  const mean = (axisIndex: 0 | 1): number => points.reduce((sum, point) => sum + point[axisIndex], 0) / points.length;
  const [middleX, middleY] = [mean(0), mean(1)];
  let [both, ownX, ownY] = [0, 0, 0];
  for (const [px, py] of points) {
    both += (px - middleX) * (py - middleY);
    ownX += (px - middleX) ** 2;
    ownY += (py - middleY) ** 2;
  }
  return ownX === 0 || ownY === 0 ? null : both / Math.sqrt(ownX * ownY);
}

function ScatterTable({
  x,
  y,
  versions,
}: {
  readonly x: ColumnValues;
  readonly y: ColumnValues;
  readonly versions: readonly ChartVersion[];
}): ComponentChild {
  return (
    <PagedTable
      head={
        <>
          <th scope="col">Version</th>
          <th scope="col" class="number">
            {x.label}
          </th>
          <th scope="col" class="number">
            {y.label}
          </th>
        </>
      }
      count={versions.length}
      row={(index) => (
        <tr key={versions[index]?.id}>
          <th scope="row">{versions[index]?.name}</th>
          <td class="number">{valueText(x, index)}</td>
          <td class="number">{valueText(y, index)}</td>
        </tr>
      )}
    />
  );
}
